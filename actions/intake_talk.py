"""One turn of taking contact details: reads the message, and says what comes next."""

from typing import Any, Dict, List, Mapping, Optional

from rasa_sdk.events import EventType

from actions.intake_aside import Aside, Heard
from actions.intake_intents import ASKS, CALLS, LINES, TALK, TELL_NAME, UNLIKE
from actions.intake_turn import ADDING, Events
from actions.message import is_gibberish
from iop.intake.agreement import agreement_in
from iop.intake.besides import small_words
from iop.intake.corrections import to_ask_again
from iop.intake.details import Details, read
from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, FOR_WHOM, NAME, PERMISSION, TIME
from iop.intake.names import name_as_said
from iop.intake.remarks import tells_of_somebody
from iop.intake.replies import NO, SKIP, STOP, YES, asks_back, refuses_to_send, reply_in, says_only_yes
from iop.intake.unusual_names import unusual_name_in
from iop.plain import bare

SHORT = 2
"""Words of a time that is put as a question and answers ours all the same: "mornings?"."""
UNLESS_A_QUESTION = ("best_time", "region")
"""Details that are none where the message asks: "are you open on mondays?"."""


class Talk(Aside):
    """One turn of the form; see `Turn` for its arguments."""

    async def go_on(self) -> List[EventType]:
        """Reads the latest message while a question is open."""
        heard = self._hear()
        if self._draft.asked != CONFIRM:  # there nothing is added that was not shown
            self._note_language()
        if heard.sensitive:
            self._say("sensitive")
        events = self._aside(heard)
        if events is not None:
            return events
        if self._draft.asked == CONFIRM:
            return await self._confirm(heard.fields, heard.reply)
        taken_back = self._is_without(heard)
        if taken_back:
            return taken_back
        self._take({name: value for name, value in heard.fields.items() if name == "note"})
        return self._of_contact(*heard) or self._answers(heard)

    def _hear(self) -> Heard:
        draft = self._draft
        asked = draft.asked
        details = self._read(asked)
        if asked == FOR_WHOM and self._intent == TELL_NAME and not {"first_name", FOR_WHOM} & set(details.fields):
            asked = NAME
            details = self._read(asked)
        fields = {} if is_gibberish(self._tracker) else details.fields
        reply = reply_in(self._text, asked)
        if draft.asked == CONFIRM and reply not in (NO, STOP) and self._agrees_plainly():
            return Heard({}, YES, details.sensitive)
        if reply in (None, YES) and not set(fields) - {"note"}:
            fields = self._name_said_again() or fields
            reply = None if "first_name" in fields else reply
        if reply is None and not fields:
            fields = self._unusual_name()
        if self._intent in LINES | TALK and not tells_of_somebody(self._text):
            fields = {name: value for name, value in fields.items() if name != "note" or len(fields) > 1}
        if refuses_to_send(self._text) and draft.asked != CONFIRM:
            reply = STOP
        return Heard(fields, reply, details.sensitive)

    def _read(self, asked: Optional[str]) -> Details:
        known, another = self._draft.fields, self._draft.calls_another
        return read(self._written, self._entities, asked, known=known, another_is_called=another)

    def _agrees_plainly(self) -> bool:
        agreement = agreement_in(self._text)
        return agreement is not None and agreement.is_plain and not asks_back(self._text)

    def _answers(self, heard: Heard) -> List[EventType]:
        """Takes the details that a message gives, and answers what it asks."""
        draft, fields = self._draft, heard.fields
        asks = self._asks(heard) and not (heard.sensitive and not ASKS.search(self._text))
        if asks:
            fields = {name: value for name, value in fields.items() if name not in UNLESS_A_QUESTION}
        again = to_ask_again(self._text) if not fields else None
        if again in draft.done:
            draft.reopen(str(again))
            return self._ask_next()
        answered = self._take(fields)
        if asks:
            self._answer()
        self._say_discreetly()
        self._say_hours(fields)
        if draft.asked in answered:
            return self._ask_next(short=asks)
        if asks:
            return self._ask(short=True)
        if fields:
            self._note(fields)
            if draft.asked not in (CONTACT, PERMISSION) and not draft.fail():
                draft.skip()
                return self._ask_next(short=True)
            return self._ask(short=True)
        return self._leaves_open(heard) or self._talk() or self._not_understood()

    def _leaves_open(self, heard: Heard) -> Events:
        """After a message without a detail: "skip", "nothing else", a correction in unclear words."""
        draft, reply = self._draft, heard.reply
        if draft.asked == EXTRAS and says_only_yes(self._text) and ADDING not in draft.failed:
            draft.failed[ADDING] = 1
            return self._ask_what("again_extras")
        tells_nothing = reply is None and set(bare(self._text).split()) <= small_words()
        is_talk = reply is None and self._intent in ("thank", "compliment")
        adds_nothing = draft.asked == EXTRAS and (tells_nothing or is_talk)
        leaves_open = (SKIP, NO, YES) if draft.asked in (TIME, EXTRAS) else (SKIP, NO)
        if adds_nothing or reply in leaves_open or (heard.sensitive and draft.asked == EXTRAS):
            draft.skip()
            return self._ask_next()
        if heard.sensitive:
            return self._ask(short=True)
        unclear = self._unclear_way()
        if unclear is None:
            return None
        self._say(unclear)
        return self._ask(short=True)

    def _name_said_again(self) -> Dict[str, Any]:
        """Returns the name that is said a second time, whatever it means besides, where it asks nothing."""
        is_second = self._draft.asked == NAME and NAME in self._draft.failed
        if not is_second or (self._is_understood() and not self._text[:1].isupper()):
            return {}
        first, last = name_as_said(self._text)
        return {name: value for name, value in (("first_name", first), ("last_name", last)) if value}

    def _unusual_name(self) -> Dict[str, Any]:
        """Returns the name that a lone word is at "who is it for", where nothing that is known is clearly like it."""
        if self._draft.asked != FOR_WHOM or self._intent not in UNLIKE or is_gibberish(self._tracker):
            return {}
        name = None if self._is_understood() or "?" in self._text else unusual_name_in(self._text)
        return {"first_name": name} if name else {}

    def _asks(self, heard: Heard) -> bool:
        """Whether the message is a question of its own, and not only an answer to ours."""
        fields = heard.fields
        if heard.reply is not None or self._only_names(fields):
            return False
        answers_ours = bool(self._draft.answered_by(fields) & {self._draft.asked})
        is_topic = self._draft.asked == EXTRAS and set(fields) == {"note"} and not tells_of_somebody(self._text)
        is_time = self._draft.asked == TIME and len(self._text.split()) <= SHORT
        if answers_ours and (is_time or CALLS.search(self._text) or not ASKS.search(self._text)):
            return is_topic and self._is_understood()
        return self._is_understood() and bool(ASKS.search(self._text) or not fields)

    def _only_names(self, fields: Mapping[str, Any]) -> bool:
        """Whether the message is a name, whatever question it resembles: "will smith"."""
        return bool(fields) and set(fields) <= {"first_name", "last_name"} and "?" not in self._text
