"""One turn of taking contact details: reads the message, and says what comes next."""

from typing import Any, Dict, List, Mapping, Optional

from rasa_sdk.events import EventType, SlotSet

from actions.crisis import say_before_a_call
from actions.intake_contact import ContactTurn
from actions.intake_intents import (
    ASKS,
    CALLS,
    GOODBYE,
    LEAVES,
    LINES,
    TALK,
    TELL_NAME,
    UNLIKE,
    WHAT_THEY_SAY,
    WHEN_THEY_CALL,
)
from actions.intake_lead import known_beforehand, said_before
from actions.intake_turn import ADDING, LEAVING, WHAT
from actions.message import is_gibberish
from actions.own_state import say_about_own
from iop.intake.contact import (
    asks_for_mail,
    is_cut_short,
    is_foreign,
)
from iop.intake.corrections import is_another_person, to_ask_again, to_remove
from iop.intake.details import read
from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, FILLED_BY, FOR_WHOM, NAME, PERMISSION, SLOT, TIME
from iop.intake.number_pieces import joined, piece_in
from iop.intake.own_details import asks_about_own
from iop.intake.permission import refuses_calls
from iop.intake.replies import (
    ASKED_BEFORE,
    BACK,
    NO,
    RESUME,
    SKIP,
    STOP,
    WAIT,
    WHY,
    YES,
    YES_TO_A_PART,
    refuses_to_send,
    reply_in,
    says_only_yes,
)
from iop.intake.unusual_names import unusual_name_in
from iop.intake.who_is_called import calls_another, calls_instead, calls_somebody_else, calls_the_writer, keeps_number

OF_A_CALL = ("phone", *FILLED_BY[PERMISSION])
SHORT = 2
"""Words of a time that is put as a question and answers ours all the same: "mornings?"."""
OF_THE_WRITER = ("first_name", "last_name", "phone", "email", "note")


class Talk(ContactTurn):
    """One turn of the form; see `Turn` for its arguments."""

    def open(self) -> List[EventType]:
        """Begins with everything that was said before, or goes on where it was left."""
        draft = self._draft
        known_before = bool(draft.fields)
        details = read(
            self._written,
            self._entities,
            known={name: draft.fields.get(name) for name in ("phone", "email", "best_time", "insurer", "note")},
            asks_for_call=True,
        )
        if draft.is_sent:
            draft.renew(is_another_person(self._text, draft.fields, details.fields))
            known_before = bool(draft.fields)
            draft.leave_out(to_remove(self._text))
            self._drop_number()
            wrong = to_ask_again(self._text)
            if wrong and wrong not in draft.answered_by(details.fields):
                draft.reopen(wrong)
            if calls_somebody_else(self._text):
                draft.call_another(keeps_number(self._text))
            elif calls_the_writer(self._text):
                draft.call_the_writer(calls_instead(self._text))
                self._say("call_you")
        if not known_before:
            draft.take(known_beforehand(self._tracker))
        if self._is_first:
            for said, own in said_before(self._tracker):
                draft.take(said, own=own)
        self._take(details.fields)
        if self._is_to_be_written_to(details.fields):
            draft.leave_out(OF_A_CALL)
        self._note_language()
        if not draft.changes:
            draft.settle()
        say_before_a_call(self._dispatcher, self._tracker)
        if details.sensitive:
            self._say("sensitive")
        self._say("changing" if draft.changes else "resume" if known_before else self._opening())
        if draft.next() != CONFIRM:
            self._note(details.fields)
        self._say_hours(details.fields)
        if is_foreign(self._text):
            self._say("not_us")
        elif is_cut_short(self._text):
            self._say("cut_short")
        return self._ask()

    def _opening(self) -> str:
        """Returns how the form begins: by what the person wants, a call, a letter or a text."""
        fields = self._draft.fields
        if not fields.get("phone") and (fields.get("email") or asks_for_mail(self._text)):
            return "open_mail"
        return "open_text" if fields.get("may_text") and refuses_calls(str(fields.get("note"))) else "open"

    async def go_on(self) -> List[EventType]:
        """Reads the latest message while a question is open."""
        draft = self._draft
        asked = NAME if draft.asked == FOR_WHOM and self._intent == TELL_NAME else draft.asked
        details = read(self._written, self._entities, asked, known=draft.fields)
        fields = {} if is_gibberish(self._tracker) else details.fields
        reply = reply_in(self._text)
        if reply is None and not fields:
            fields = self._unusual_name()
        meant, draft.meant = draft.meant, ""
        if meant and not fields and reply in (YES, NO, YES_TO_A_PART):
            self._take({"email": meant} if reply != NO else {})
            return self._ask_next()
        if draft.asked == CONTACT and not (details.sensitive or details.fields.keys() & {"phone", "email"}):
            piece = piece_in(self._text)
            draft.digits = joined(draft.digits, piece) if piece else draft.digits
            if piece and draft.digits:
                return self._join_number()
        if draft.asked != CONFIRM:  # there nothing is added that was not shown
            self._note_language()
        if details.sensitive:
            self._say("sensitive")
        if refuses_to_send(self._text) and draft.asked != CONFIRM:
            reply = STOP
        asked_of_own = asks_about_own(self._text)
        if asked_of_own and not set(fields) - {"note", "for_whom"}:
            say_about_own(self._dispatcher, draft, asked_of_own, self.language)
            return self._ask(short=True)
        to_the_writer = calls_the_writer(self._text)
        says_whom = to_the_writer or calls_another(self._text)
        leaves = reply == STOP or (reply is None and self._intent in LEAVES and not says_whom)
        if leaves and not set(fields) - {"note", *(FILLED_BY[PERMISSION] if reply == STOP else ())}:
            if draft.asked == CONFIRM and self._intent == GOODBYE and LEAVING not in draft.failed:
                draft.failed[LEAVING] = 1
                draft.failed.pop(WHAT, None)
                self._say("before_you_go")
                return [SlotSet(SLOT, draft.as_slot())]
            return self._stop()
        if draft.asked == EXTRAS and set(fields) == {"note"} and self._intent in LINES | TALK:
            fields = {}
        if self._is_to_be_written_to(fields):
            self._take(fields)
            draft.leave_out(OF_A_CALL)
            return self._ask_next()
        if reply == WHY:
            self._say(f"why_{draft.asked}")
            return self._ask(short=True)
        if draft.asked == TIME and WHEN_THEY_CALL.search(self._text):
            self._say("when_they_call")
            return self._ask(short=True)
        if WHAT_THEY_SAY.search(self._text):
            self._say("what_they_say")
            return self._ask(short=True)
        if not fields.keys() & {"phone", "email"} and self._drop_number():
            if draft.asked != CONFIRM:
                self._note(draft.fields)
            return self._ask_next(short=True)
        if reply == ASKED_BEFORE:
            return self._sorry_for_asking()
        if reply == WAIT:
            self._say("wait")
        if reply in (RESUME, WAIT):
            return self._ask(short=True)
        if reply == BACK:
            draft.back()
            return self._ask()
        if calls_somebody_else(self._text):
            draft.call_another(keeps_number(self._text))
            self._take(read(self._written, self._entities, known=draft.fields).fields)
            return self._ask_next()
        if to_the_writer:
            return self._call_the_writer(fields)
        if draft.asked == CONFIRM:
            return await self._confirm(fields, reply)
        removed = to_remove(self._text)
        if removed and set(removed) & set(draft.fields) and not fields:
            draft.leave_out(removed)
            self._note(draft.fields)
            return self._ask_next(short=True)
        return self._go_on_asking(fields, reply, details.sensitive)

    def _go_on_asking(self, fields: Dict[str, Any], reply: Optional[str], sensitive: bool) -> List[EventType]:
        draft = self._draft
        replied = self._of_contact(fields, reply, sensitive)
        if replied:
            return replied
        asks = self._asks(fields, reply) and not (sensitive and not ASKS.search(self._text))
        if asks:
            fields = {name: value for name, value in fields.items() if name not in ("best_time", "note", "region")}
        again = to_ask_again(self._text) if not fields else None
        if again in draft.done:
            draft.reopen(str(again))
            return self._ask_next()
        answered = self._take(fields)
        if asks:
            self._answer()
        self._say_hours(fields)
        if draft.asked in answered:
            return self._ask_next(short=asks)
        if asks:
            return self._ask(short=True)
        if answered:
            self._note(fields)
            if draft.asked not in (CONTACT, PERMISSION) and not draft.fail():
                draft.skip()
                return self._ask_next(short=True)
            return self._ask(short=True)
        if draft.asked == EXTRAS and says_only_yes(self._text) and ADDING not in draft.failed:
            draft.failed[ADDING] = 1
            return self._ask_what("again_extras")
        if draft.asked == EXTRAS and reply is None and self._intent in ("thank", "compliment"):
            reply = SKIP
        leaves_open = (SKIP, NO, YES) if draft.asked in (TIME, EXTRAS) else (SKIP, NO)
        if reply in leaves_open or (sensitive and draft.asked == EXTRAS):
            draft.skip()
            return self._ask_next()
        if sensitive:
            return self._ask(short=True)
        unclear = self._unclear_way()
        if unclear:
            self._say(unclear)
            return self._ask(short=True)
        return self._talk() or self._not_understood()

    def _call_the_writer(self, fields: Mapping[str, Any]) -> List[EventType]:
        """Forgets who was to be called before, and says whom they contact now, and how."""
        self._draft.call_the_writer(calls_instead(self._text))
        self._take(fields)
        self._say("call_you")
        self._note({name: self._draft.fields.get(name) for name in OF_THE_WRITER})
        return self._ask_next()

    def _sorry_for_asking(self) -> List[EventType]:
        """Says sorry and what is noted, and leaves a question out that was asked before; some need an answer still."""
        self._say("asked_before")
        if self._draft.asked == CONFIRM:
            return self._ask(short=True)
        if self._draft.asked != CONTACT:
            self._draft.skip()
        if self._draft.next() != CONFIRM:
            self._note(self._draft.fields)
        return self._ask_next(short=True)

    def _unusual_name(self) -> Dict[str, Any]:
        """Returns the name that a lone word is at "who is it for", where nothing that is known is clearly like it."""
        if self._draft.asked != FOR_WHOM or self._intent not in UNLIKE or is_gibberish(self._tracker):
            return {}
        name = None if self._is_understood() or "?" in self._text else unusual_name_in(self._text)
        return {"first_name": name} if name else {}

    def _asks(self, fields: Mapping[str, Any], reply: Optional[str]) -> bool:
        """Whether the message is a question of its own, and not only an answer to ours."""
        if reply is not None or self._only_names(fields):
            return False
        answers_ours = bool(self._draft.answered_by(fields) & {self._draft.asked})
        is_time = self._draft.asked == TIME and len(self._text.split()) <= SHORT
        if answers_ours and (is_time or CALLS.search(self._text) or not ASKS.search(self._text)):
            return self._draft.asked == EXTRAS and set(fields) == {"note"} and self._is_understood()
        return self._is_understood() and bool(ASKS.search(self._text) or not fields)

    def _only_names(self, fields: Mapping[str, Any]) -> bool:
        """Whether the message is a name, whatever question it resembles: "will smith"."""
        return bool(fields) and set(fields) <= {"first_name", "last_name"} and "?" not in self._text
