"""Whether the intake waits for an answer that sounds like a stop: "no texts", after "May they text you?"."""

import datetime as dt
from typing import List, Optional, Sequence

from sqlalchemy.engine import Engine

from iop import clock
from iop.channels.once import LOOKED_AT
from iop.errors import IopError
from iop.intake.draft import CONFIRM, CONTACT, FORM, PERMISSION, SLOT, Draft
from iop.storage.encryption import Cipher
from iop.storage.turns import Turn, ended_at, heard, latest_turns

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

    def of(self, conversation_id: str, message_id: str) -> Optional[Draft]:
        """Returns the intake where it asked about texts, for a way to be reached or to confirm; else nothing.

        Args:
            conversation_id: The conversation.
            message_id: What may be the answer; where the dialogue took it already, what was asked before counts.
        """
        draft = self._open_in(self._turns(conversation_id), message_id)
        return draft if draft is not None and draft.asked in (PERMISSION, CONTACT, CONFIRM) else None

    def draft_of(self, conversation_id: str) -> Optional[Draft]:
        """Returns the intake while any question of it is open; else, or where that cannot be read, nothing."""
        return self._open_in(self._turns(conversation_id))

    def _turns(self, conversation_id: str) -> List[Turn]:
        try:
            return latest_turns(self._engine, self._cipher, conversation_id, LOOKED_AT)
        except IopError:
            return []

    @staticmethod
    def _open_in(turns: Sequence[Turn], before: str = "") -> Optional[Draft]:
        """Returns the intake that was open after the latest turn, or before the one in which a message was heard."""
        taken = [number for number, turn in enumerate(turns, 1) if before and heard(turn, before) is not None]
        latest = turns[max(taken, default=0) :]
        if not latest or clock.utcnow() - ended_at(latest[0]) > ANSWER_WITHIN:
            return None
        state = {(event["event"], event.get("name")): event.get("value") for event in latest[0]["state"]}
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
