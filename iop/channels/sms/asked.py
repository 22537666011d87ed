"""Whether the intake waits for an answer that sounds like a stop: "no texts", after "May they text you?"."""

import datetime as dt
from typing import Optional

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop import clock
from iop.errors import IopError
from iop.intake.draft import CONFIRM, CONTACT, PERMISSION, Draft
from iop.storage.encryption import Cipher
from iop.storage.schema import events

FORM, SLOT = "intake_form", "intake"
"""The form and its slot in `domain.yml`; named here anew, because nothing in `iop.channels` imports actions."""
ANSWER_WITHIN = dt.timedelta(days=1)
"""Who is silent for longer does not answer our question any more: then "no texts" is a stop."""


class Asked:
    """Knows what the intake asks, from the conversation's log: a restart forgets nothing. All methods block.

    Args:
        engine: The database.
        cipher: Opens the log.
    """

    def __init__(self, engine: Engine, cipher: Cipher) -> None:
        self._engine = engine
        self._cipher = cipher

    def of(self, conversation_id: str) -> Optional[Draft]:
        """Returns the intake while it asks about texts, for a way to be reached or to confirm; else nothing."""
        draft = self.draft_of(conversation_id)
        return draft if draft is not None and draft.asked in (PERMISSION, CONTACT, CONFIRM) else None

    def draft_of(self, conversation_id: str) -> Optional[Draft]:
        """Returns the intake while any question of it is open; else, or where that cannot be read, nothing."""
        latest = sa.select(events.c.sealed).where(events.c.sender_id == conversation_id)
        with self._engine.connect() as connection:
            sealed = connection.execute(latest.order_by(events.c.position.desc()).limit(1)).scalar()
        if sealed is None:
            return None
        try:
            turn = self._cipher.open(sealed)
        except IopError:
            return None
        said_at = dt.datetime.fromtimestamp(turn["events"][-1]["timestamp"], dt.timezone.utc).replace(tzinfo=None)
        if clock.utcnow() - said_at > ANSWER_WITHIN:
            return None
        state = {(event["event"], event.get("name")): event.get("value") for event in turn["state"]}
        return Draft.from_slot(state.get(("slot", SLOT))) if ("active_loop", FORM) in state else None


def was_answered(before: Draft, after: Optional[Draft]) -> bool:
    """Returns whether the dialogue took a message that sounds like a stop as the answer to its question.

    Args:
        before: The intake when the question was open.
        after: The intake after the message, if it goes on.
    """
    if after is None:
        return False
    no_texts = after.fields.get("may_text") is False and (
        before.asked == PERMISSION or before.fields.get("may_text") is not False
    )
    reached = any(after.fields.get(way) != before.fields.get(way) for way in ("phone", "email"))
    return no_texts or reached or (after.asked == CONTACT and before.asked != CONTACT)
