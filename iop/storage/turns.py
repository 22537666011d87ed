"""What the tracker store wrote, read without Rasa: the latest turns of a conversation."""

import datetime as dt
from typing import Any, Dict, List, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.storage.encryption import Cipher
from iop.storage.schema import events

Turn = Dict[str, Any]
"""A row as `EncryptedTrackerStore` describes it: the turn's `events`, and the `state` after it."""


def latest_turns(engine: Engine, cipher: Cipher, conversation_id: str, most: int) -> List[Turn]:
    """Returns so many turns of a conversation, the latest first.

    Raises:
        SetupError: if another secret encrypted one of them.
    """
    rows = sa.select(events.c.sealed).where(events.c.sender_id == conversation_id)
    with engine.connect() as connection:
        sealed = list(connection.execute(rows.order_by(events.c.position.desc()).limit(most)).scalars())
    return [cipher.open(one) for one in sealed]


def ended_at(turn: Turn) -> dt.datetime:
    """Returns when a turn ended: UTC, without a zone."""
    return dt.datetime.fromtimestamp(turn["events"][-1]["timestamp"], dt.timezone.utc).replace(tzinfo=None)


def heard(turn: Turn, message_id: str) -> Optional[str]:
    """Returns the text of a message if it was heard in this turn."""
    users = (event for event in turn["events"] if event["event"] == "user")
    return next((str(event["text"]) for event in users if event.get("message_id") == message_id), None)


def said(turn: Turn) -> List[Dict[str, Any]]:
    """Returns what the assistant said in a turn, in the form in which Rasa gives it to an output channel."""
    spoken = (event for event in turn["events"] if event["event"] == "bot")
    return [{**event["data"], "text": event["text"], **event.get("metadata", {})} for event in spoken]
