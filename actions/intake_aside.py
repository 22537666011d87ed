"""What else a person says while a question of the form is open: leaves, asks why, waits, goes back, calls another."""

from typing import Any, Dict, List, NamedTuple, Optional

from rasa_sdk.events import EventType, SlotSet

from actions.intake_intents import GOODBYE, LEAVES, WHAT_THEY_SAY, WHEN_THEY_CALL
from actions.intake_opening import Opening
from actions.intake_turn import LEAVING, WHAT
from actions.own_state import say_about_own
from iop.intake.corrections import to_remove
from iop.intake.details import read
from iop.intake.draft import CONFIRM, CONTACT, FILLED_BY, PERMISSION, SLOT, TIME
from iop.intake.number_pieces import joined, piece_in
from iop.intake.own_details import asks_about_own
from iop.intake.replies import ASKED_BEFORE, BACK, NO, RESUME, STOP, WAIT, WHY, YES, YES_TO_A_PART
from iop.intake.who_is_called import calls_another, calls_instead, calls_somebody_else, calls_the_writer, keeps_number

OF_THE_WRITER = ("first_name", "last_name", "phone", "email", "note")

Events = Optional[List[EventType]]
"""What a turn does, or None where the message is something else."""


class Heard(NamedTuple):
    """What was read in the latest message.

    Attributes:
        fields: The details in it, by the names of `iop.admissions.lead.LeadFields`.
        reply: What it is besides them, one of `iop.intake.replies`.
        sensitive: Whether it holds what nobody should write here, such as a card's number.
    """

    fields: Dict[str, Any]
    reply: Optional[str]
    sensitive: bool


class Aside(Opening):
    """A turn in which something comes before the answer to our question; every method is for one thing."""

    def _aside(self, heard: Heard) -> Events:
        """Returns the first that fits. The order matters: a message that leaves may hold a detail, too."""
        things = (
            self._address_checked,
            self._piece_of_number,
            self._asks_about_own,
            self._leaves,
            self._is_for_mail,
            self._asks_why,
            self._asks_about_the_call,
            self._takes_number_off,
            self._was_asked_before,
            self._waits,
            self._goes_back,
            self._calls_another,
            self._calls_the_writer,
        )
        return next((events for thing in things if (events := thing(heard)) is not None), None)

    def _address_checked(self, heard: Heard) -> Events:
        """After "did you mean ...@gmail.com?"."""
        meant, self._draft.meant = self._draft.meant, ""
        if not meant or heard.fields or heard.reply not in (YES, NO, YES_TO_A_PART):
            return None
        self._take({"email": meant} if heard.reply != NO else {})
        return self._ask_next()

    def _piece_of_number(self, heard: Heard) -> Events:
        draft = self._draft
        if draft.asked != CONTACT or heard.sensitive or heard.fields.keys() & {"phone", "email"}:
            return None
        piece = piece_in(self._text)
        draft.digits = joined(draft.digits, piece) if piece else draft.digits
        return self._join_number() if piece and draft.digits else None

    def _asks_about_own(self, heard: Heard) -> Events:
        asked = asks_about_own(self._text)
        if not asked or set(heard.fields) - {"note", "for_whom"}:
            return None
        say_about_own(self._dispatcher, self._draft, asked, self.language)
        return self._ask(short=True)

    def _leaves(self, heard: Heard) -> Events:
        draft, stops = self._draft, heard.reply == STOP
        says_whom = calls_the_writer(self._text) or calls_another(self._text)
        if not stops and (heard.reply is not None or self._intent not in LEAVES or says_whom):
            return None
        if set(heard.fields) - {"note", *(FILLED_BY[PERMISSION] if stops else ())}:
            return None
        if draft.asked == CONFIRM and self._intent == GOODBYE and LEAVING not in draft.failed:
            draft.failed[LEAVING] = 1
            draft.failed.pop(WHAT, None)
            self._say("before_you_go")
            return [SlotSet(SLOT, draft.as_slot())]
        return self._stop()

    def _is_for_mail(self, heard: Heard) -> Events:
        if not self._is_to_be_written_to(heard.fields):
            return None
        self._take(heard.fields)
        self._leave_calls_out()
        return self._ask_next()

    def _asks_why(self, heard: Heard) -> Events:
        if heard.reply != WHY:
            return None
        self._say(f"why_{self._draft.asked}")
        return self._ask(short=True)

    def _asks_about_the_call(self, heard: Heard) -> Events:
        if self._draft.asked == TIME and WHEN_THEY_CALL.search(self._text):
            self._say("when_they_call")
        elif WHAT_THEY_SAY.search(self._text):
            self._say("what_they_say")
        else:
            return None
        return self._ask(short=True)

    def _takes_number_off(self, heard: Heard) -> Events:
        if heard.fields.keys() & {"phone", "email"} or not self._drop_number():
            return None
        if self._draft.asked != CONFIRM:
            self._note(self._draft.fields)
        return self._ask_next(short=True)

    def _was_asked_before(self, heard: Heard) -> Events:
        """Says sorry and what is noted, and leaves a question out that was asked before; some need an answer still."""
        if heard.reply != ASKED_BEFORE:
            return None
        self._say("asked_before")
        if self._draft.asked == CONFIRM:
            return self._ask(short=True)
        if self._draft.asked != CONTACT:
            self._draft.skip()
        if self._draft.next() != CONFIRM:
            self._note(self._draft.fields)
        return self._ask_next(short=True)

    def _waits(self, heard: Heard) -> Events:
        if heard.reply == WAIT:
            self._say("wait")
        return self._ask(short=True) if heard.reply in (RESUME, WAIT) else None

    def _goes_back(self, heard: Heard) -> Events:
        if heard.reply != BACK:
            return None
        self._draft.back()
        return self._ask()

    def _calls_another(self, heard: Heard) -> Events:
        if not calls_somebody_else(self._text):
            return None
        self._draft.call_another(keeps_number(self._text))
        self._take(read(self._written, self._entities, known=self._draft.fields).fields)
        return self._ask_next()

    def _calls_the_writer(self, heard: Heard) -> Events:
        """Forgets who was to be called before, and says whom they contact now, and how."""
        if not calls_the_writer(self._text):
            return None
        self._draft.call_the_writer(calls_instead(self._text))
        self._take(heard.fields)
        self._say("call_you")
        self._note({name: self._draft.fields.get(name) for name in OF_THE_WRITER})
        return self._ask_next()

    def _is_without(self, heard: Heard) -> Events:
        """Leaves out what the person takes back."""
        removed = to_remove(self._text)
        if heard.fields or not set(removed) & set(self._draft.fields):
            return None
        self._draft.leave_out(removed)
        self._note(self._draft.fields)
        return self._ask_next(short=True)
