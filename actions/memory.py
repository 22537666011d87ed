"""Remembers for staff what was not answered for sure. Never keeps a reply waiting, and never breaks one."""

import logging
import re
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Mapping, Optional, Sequence

import sqlalchemy as sa
from rasa_sdk import Tracker

from iop.errors import IopError
from iop.knowledge.unanswered import Unanswered, without_personal_data
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database

logger = logging.getLogger(__name__)
_BESIDE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="remember")


def question_of(tracker: Tracker, part: Optional[str] = None) -> str:
    """Returns the latest message without personal data, or a part of it, in which words may be written out."""
    message = tracker.latest_message or {}
    text, entities = message.get("text") or "", message.get("entities") or []
    if part is None:
        return without_personal_data(text, entities)
    named = {
        name: entity
        for entity in entities
        for whole in [text[entity["start"] : entity["end"]]]
        for name in [whole, *(whole.split() if entity["entity"] == "person" else [])]
    }
    longest_first = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
    found = re.finditer(rf"(?<!\w)(?:{longest_first})(?!\w)", part) if named else ()
    return without_personal_data(part, [{**named[one[0]], "start": one.start(), "end": one.end()} for one in found])


def remember(kind: str, text: str, entries: Sequence[Mapping[str, Any]]) -> "Future[None]":
    """Stores a question beside the running reply.

    Args:
        kind: See `iop.knowledge.unanswered.Question`.
        text: The question without personal data.
        entries: The entries that were offered, or the one that was picked.
    """
    return _BESIDE.submit(_store, kind, text, [entry["id"] for entry in entries])


def finish() -> None:
    """Waits until everything is stored: before the process, or its database, goes away."""
    _BESIDE.submit(lambda: None).result()


def _store(kind: str, text: str, ids: Sequence[str]) -> None:
    try:
        Unanswered(database(), installed_cipher()).remember(kind, text, ids)
    except (sa.exc.SQLAlchemyError, IopError) as error:
        logger.error("A question could not be remembered: %s", type(error).__name__)
