"""One turn of taking contact details: reads the message, and says what comes next."""

import datetime as dt
from typing import Any, Dict, List, Mapping, Optional, Set

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import questions_asked, say_entry
from actions.crisis import say_before_a_call, say_not_to_wait
from actions.intake_intents import AGAIN, ASKS, CALLS, GOODBYE, LEAVES, LINES, TALK, TELL_NAME
from actions.intake_lead import known_beforehand, said_before, save
from actions.memory import question_of, remember
from actions.message import is_gibberish, latest_text, named_insurer, understanding
from actions.own_state import say_about_own
from actions.turn import turn
from iop.admissions.hours import next_contact
from iop.admissions.lead import REFERRAL, LeadFields
from iop.errors import IopError
from iop.facility import facility
from iop.intake.consent import consent_words
from iop.intake.contact import has_no_contact, is_cut_short, is_like_contact, wants_mail, without_contact
from iop.intake.corrections import is_another_person, to_ask_again, to_remove
from iop.intake.details import read
from iop.intake.discretion import tells_how
from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, FILLED_BY, FOR_WHOM, FORM, NAME, PERMISSION, SLOT, Draft
from iop.intake.office import is_closed_at
from iop.intake.own_details import asks_about_own
from iop.intake.permission import refuses_calls
from iop.intake.replies import (
    BACK,
    NO,
    RESUME,
    SKIP,
    STOP,
    WHY,
    YES,
    asks_back,
    refuses_to_send,
    reply_in,
    says_to_send,
)
from iop.intake.summary import summary
from iop.intake.who_is_called import calls_another, calls_somebody_else, calls_the_writer, is_of_another
from iop.knowledge.unanswered import FALLBACK

DECLINED, NOT_SAVED, WHAT = "declined", "not_saved", "what"
"""Marks in `Draft.failed`: the person said no to the summary; they agreed, but it could not be saved; they said yes to
"anything to add?" and were asked what."""
OF_A_CALL = ("phone", *FILLED_BY[PERMISSION])


class Talk:
    """One turn of the form.

    Args:
        dispatcher: Says things.
        tracker: The conversation.
        draft: What is known so far, changed in place; nothing where the person gives details for the first time.
    """

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker, draft: Optional[Draft]) -> None:
        self._dispatcher = dispatcher
        self._tracker = tracker
        self._is_first = draft is None
        self._draft = draft or Draft()
        message = tracker.latest_message or {}
        self._written = str(message.get("text") or "")
        self._text = latest_text(tracker)
        self._intent = str((message.get("intent") or {}).get("name"))
        self._entities: List[Mapping[str, Any]] = message.get("entities") or []
        self._answered: List[Mapping[str, Any]] = []

    def open(self) -> List[EventType]:
        """Begins with everything that was said before, or goes on where it was left."""
        draft = self._draft
        known_before = bool(draft.fields)
        details = read(
            self._written,
            self._entities,
            known={name: draft.fields.get(name) for name in ("phone", "best_time", "note")},
            asks_for_call=True,
        )
        if draft.is_sent:
            draft.renew(is_another_person(self._text, draft.fields, details.fields))
            known_before = bool(draft.fields)
            draft.leave_out(to_remove(self._text))
            wrong = to_ask_again(self._text)
            if wrong and wrong not in draft.answered_by(details.fields):
                draft.reopen(wrong)
            if calls_the_writer(self._text):
                draft.call_the_writer()
        if not known_before:
            draft.take(known_beforehand(self._tracker))
        if self._is_first:
            for said in said_before(self._tracker):
                draft.take(said)
        self._take(details.fields)
        if self._is_to_be_written_to(details.fields):
            draft.leave_out(OF_A_CALL)
        if not draft.changes:
            draft.settle()
        say_before_a_call(self._dispatcher, self._tracker)
        if details.sensitive:
            self._say("sensitive")
        begins = "open_mail" if draft.fields.get("email") and not draft.fields.get("phone") else "open"
        self._say("changing" if draft.changes else "resume" if known_before else begins)
        if draft.next() != CONFIRM:
            self._note(details.fields)
        self._say_hours(details.fields)
        if is_cut_short(self._text):
            self._say("cut_short")
        return self._ask()

    async def go_on(self) -> List[EventType]:
        """Reads the latest message while a question is open."""
        draft = self._draft
        asked = NAME if draft.asked == FOR_WHOM and self._intent == TELL_NAME else draft.asked
        details = read(self._written, self._entities, asked, known=draft.fields)
        fields = {} if is_gibberish(self._tracker) else details.fields
        reply = reply_in(self._text)
        if details.sensitive:
            self._say("sensitive")
        if refuses_to_send(self._text) and draft.asked != CONFIRM:
            reply = STOP
        asked_of_own = asks_about_own(self._text)
        if asked_of_own and not set(fields) - {"note"}:
            say_about_own(self._dispatcher, draft, asked_of_own)
            return self._ask(short=True)
        to_the_writer = calls_the_writer(self._text)
        leaves = reply == STOP or (reply is None and self._intent in LEAVES and not to_the_writer)
        if leaves and not set(fields) - {"note", *(FILLED_BY[PERMISSION] if reply == STOP else ())}:
            if draft.asked == CONFIRM and self._intent == GOODBYE and draft.fail():
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
        if reply == RESUME:
            return self._ask(short=True)
        if reply == BACK:
            draft.back()
            return self._ask()
        if calls_somebody_else(self._text):
            draft.call_another()
            self._take(fields)
            return self._ask_next()
        if to_the_writer:
            return self._call_the_writer(fields)
        if draft.asked == CONFIRM:
            return await self._confirm(fields, reply)
        return self._go_on_asking(fields, reply, details.sensitive)

    def _go_on_asking(self, fields: Dict[str, Any], reply: Optional[str], sensitive: bool) -> List[EventType]:
        draft = self._draft
        if draft.asked == CONTACT and not fields:
            if reply in (SKIP, NO) or has_no_contact(self._text):
                return self._not_reachable("need_contact")
            if is_like_contact(self._text) and not sensitive:
                return self._not_reachable("again_contact")
        if not sensitive and is_cut_short(self._text) and not self._draft.can_be_reached:
            draft.asked = CONTACT
            return self._not_reachable("again_contact")
        if says_to_send(self._text) and draft.can_be_reached:
            draft.settle(at_once=True)
            return self._ask_next()
        if draft.can_be_reached and has_no_contact(self._text):
            draft.skip()
            return self._ask_next()
        if draft.asked == CONTACT and wants_mail(self._text) and not fields:
            self._say("ask_email")
            return [SlotSet(SLOT, draft.as_slot())]
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
            if draft.asked != CONTACT and not draft.fail():
                draft.skip()
                return self._ask_next(short=True)
            return self._ask(short=True)
        if draft.asked == EXTRAS and reply == YES and WHAT not in draft.failed:
            draft.failed[WHAT] = 1
            self._say("again_extras")
            return [SlotSet(SLOT, draft.as_slot())]
        if reply in (SKIP, NO, *((YES,) if draft.asked == EXTRAS else ())) or (sensitive and draft.asked == EXTRAS):
            draft.skip()
            return self._ask_next()
        if sensitive:
            return self._ask(short=True)
        return self._talk() or self._not_understood()

    def _take(self, fields: Mapping[str, Any]) -> Set[str]:
        draft = self._draft
        draft.calls_another = draft.calls_another or calls_another(self._text)
        return draft.take(fields, is_of_another(self._text, draft.calls_another))

    def _call_the_writer(self, fields: Mapping[str, Any]) -> List[EventType]:
        """Forgets who was to be called before, and says whom they contact now, and how."""
        self._draft.call_the_writer()
        self._take(fields)
        self._say("call_you")
        self._note({name: self._draft.fields.get(name) for name in ("first_name", "phone", "email")})
        return self._ask_next()

    def _asks(self, fields: Mapping[str, Any], reply: Optional[str]) -> bool:
        """Whether the message is a question of its own, and not only an answer to ours."""
        if reply is not None or self._only_names(fields):
            return False
        answers_ours = bool(self._draft.answered_by(fields) & {self._draft.asked})
        if answers_ours and (CALLS.search(self._text) or not ASKS.search(self._text)):
            return self._draft.asked == EXTRAS and set(fields) == {"note"} and self._is_understood()
        return self._is_understood() and bool(ASKS.search(self._text) or not fields)

    def _only_names(self, fields: Mapping[str, Any]) -> bool:
        """Whether the message is a name, whatever question it resembles: "will smith"."""
        return bool(fields) and set(fields) <= {"first_name", "last_name"} and "?" not in self._text

    def _is_to_be_written_to(self, fields: Mapping[str, Any]) -> bool:
        """Whether the person gives an address and says not to call."""
        return "email" in fields and "phone" not in fields and refuses_calls(without_contact(self._text))

    def _is_understood(self) -> bool:
        return bool(understanding(self._tracker).get("answers"))

    def _answer(self) -> None:
        found = understanding(self._tracker)
        self._answered = found["answers"]
        report = turn("answer", found["answers"], found["confidence"])
        for entry in found["answers"]:
            say_entry(self._dispatcher, entry, named_insurer(self._tracker), report)

    def _talk(self) -> List[EventType]:
        """Answers what is neither a detail nor a question of the knowledge base; nothing where it is not understood."""
        if self._intent == "spanish_message" or self._intent in LINES:
            self._dispatcher.utter_message(response=f"utter_{self._intent}", **turn("intake"))
        elif self._intent in ("nlu_fallback", "clarify") and "?" in self._text:
            self._say("for_the_call")
            remember(FALLBACK, question_of(self._tracker), [])
        elif self._intent == "ask_if_sent" and self._draft.has_sent:
            self._say("sent_before")
        elif self._intent not in TALK:
            return []
        return self._ask(short=True)

    async def _confirm(self, fields: Dict[str, Any], reply: Optional[str]) -> List[EventType]:
        draft = self._draft
        asks = reply is None and bool(ASKS.search(self._text)) and self._is_understood()
        removed, again = to_remove(self._text), to_ask_again(self._text)
        if removed and not fields:
            draft.leave_out(removed)
            return self._ask_next()
        if fields and not asks:
            self._take(fields)
            self._say_hours(fields)
            return self._ask_next()
        if draft.fields.get("for_whom") == REFERRAL and is_of_another(self._text, another_is_called=False):
            self._say("client_left_out")
            return self._ask(short=True)
        says_again = bool(AGAIN.search(self._text.strip()))
        agrees = reply == YES and (DECLINED not in draft.failed or says_to_send(self._text))
        if not asks_back(self._text) and (agrees or (says_again and NOT_SAVED in draft.failed)):
            return await self._send()
        if says_again:
            return self._ask()
        if again:
            draft.reopen(again)
            return self._ask_next()
        if asks:
            self._answer()
            return self._ask(short=True)
        if reply == YES and DECLINED in draft.failed:
            self._say("what_to_change")
            return [SlotSet(SLOT, draft.as_slot())]
        if reply in (YES, SKIP):
            return self._ask(short=True)
        if reply == NO:
            return self._declined()
        wish = None
        if tells_how(self._text) or is_of_another(self._text, another_is_called=False):
            wish = read(self._written, self._entities, EXTRAS).fields.get("note")
        if wish:
            draft.take({"note": "; ".join(filter(None, (draft.fields.get("note"), wish)))})
            return self._ask_next()
        talked = self._talk()
        if talked:
            return talked
        self._say("again_confirm" if draft.fail() else "still_confirm")
        return [SlotSet(SLOT, draft.as_slot())]

    def _stop(self) -> List[EventType]:
        self._say_stopped("stopped")
        return [ActiveLoop(None), SlotSet(SLOT, self._draft.as_slot())]

    def _say_stopped(self, otherwise: str) -> None:
        """Says what admissions has, and where it has nothing, something else."""
        before = self._draft.before
        if before:
            self._say("stopped_change", sent=summary(LeadFields.from_dict(before["fields"])))
        else:
            self._say(otherwise)

    def _declined(self) -> List[EventType]:
        """After the first no asks what to change; after the second only what was sent before is kept."""
        if DECLINED in self._draft.failed:
            self._say_stopped("not_sent")
            return [ActiveLoop(None), SlotSet(SLOT, self._draft.before or Draft().as_slot())]
        self._draft.failed[DECLINED] = 1
        self._say("change_sent" if self._draft.has_sent else "change")
        return [SlotSet(SLOT, self._draft.as_slot())]

    async def _send(self) -> List[EventType]:
        """Stores the lead; only then the person hears that we have it. Agrees to no other words than were shown."""
        if not self._draft.can_be_reached:
            self._draft.reopen(CONTACT)
            return self._ask_next()
        try:
            if self._draft.shown != consent_words().dict():
                return self._ask()
            when = next_contact(facility(), dt.datetime.now(dt.timezone.utc))  # nothing may fail after the commit
            saved = await save(self._tracker, self._draft)
        except IopError:
            self._draft.failed[NOT_SAVED] = 1
            self._say("failed")
            return [SlotSet(SLOT, self._draft.as_slot())]
        time = self._draft.fields.get("best_time")
        what = "updated" if saved.updated and self._draft.changes else "saved"
        self._say(what + ("_time" if time else ""), when=when, time=time or "")
        say_not_to_wait(self._dispatcher, self._tracker)
        self._draft.sent(saved.number)
        return [ActiveLoop(None), SlotSet(SLOT, self._draft.as_slot())]

    def _not_understood(self) -> List[EventType]:
        draft = self._draft
        if draft.asked == CONTACT:
            return self._not_reachable("again_contact")
        if draft.fail():
            self._say(f"again_{draft.asked}")
            return [SlotSet(SLOT, draft.as_slot())]
        draft.skip()
        return self._ask_next()

    def _not_reachable(self, what: str) -> List[EventType]:
        """Offers another way to be reached, once; then a person."""
        if self._draft.fail():
            self._say(what)
            return [SlotSet(SLOT, self._draft.as_slot())]
        self._say_stopped("no_contact")
        return [ActiveLoop(None), SlotSet(SLOT, self._draft.as_slot())]

    def _ask_next(self, short: bool = False) -> List[EventType]:
        asked = self._draft.next()
        return self._ask(short and asked != CONFIRM)

    def _ask(self, short: bool = False) -> List[EventType]:
        asked = self._draft.asked or self._draft.next()
        if asked == CONFIRM and not short:
            for mark in (NOT_SAVED, DECLINED):
                self._draft.failed.pop(mark, None)
            self._draft.shown = consent_words().dict()
            self._say("ask_confirm", summary=summary(self._draft.lead()), consent=self._draft.shown["text"])
        else:
            self._say(f"{'short' if short else 'ask'}_{asked}")
        return [
            ActiveLoop(FORM),
            SlotSet(SLOT, self._draft.as_slot()),
            SlotSet("has_details", True),
            SlotSet("questions", questions_asked(self._tracker, self._answered)),
            SlotSet("offered", None),
        ]

    def _note(self, fields: Mapping[str, Any]) -> None:
        """Says what was understood where it is not the answer to our question: unsaid, it would look lost."""
        noted = summary(LeadFields.from_dict(fields))
        if noted:
            self._say("noted", noted=noted)

    def _say_hours(self, fields: Mapping[str, Any]) -> None:
        """Says at once when the office is closed at the time that somebody wishes for."""
        wish = fields.get("best_time")
        if wish and is_closed_at(wish, facility(), dt.datetime.now(dt.timezone.utc)):
            self._say("outside_hours")

    def _say(self, what: str, **variables: str) -> None:
        self._dispatcher.utter_message(response=f"utter_intake_{what}", **variables, **turn("intake"))
