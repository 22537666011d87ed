"""What one turn of taking contact details can say, and what it knows."""

import datetime as dt
from typing import Any, Callable, Iterable, List, Mapping, Optional, Set, TypeVar

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import questions_asked, say_entry
from actions.intake_intents import ASKS, FOREIGN, LINES, TALK
from actions.memory import question_of, remember
from actions.message import entities_of, intent_of, language_of_talk, latest_text, named_insurer, understanding
from actions.turn import turn
from iop.admissions.lead import LeadFields
from iop.facility import facility
from iop.intake.consent import consent_words
from iop.intake.discretion import must_not_be_told
from iop.intake.draft import CONFIRM, CONTACT, FORM, NAME, PERMISSION, SLOT, Draft
from iop.intake.language import LANGUAGE, SPANISH, asks_in_spanish
from iop.intake.mail import probably_meant
from iop.intake.names import is_given_name, name_of_another
from iop.intake.noted_numbers import note_without_number
from iop.intake.office import is_closed_at
from iop.intake.seen_by_others import is_watched
from iop.intake.summary import summary
from iop.intake.who_is_called import calls_another, is_of_another, is_own, own_beside_another
from iop.knowledge.unanswered import FALLBACK
from iop.safety import responses as safety

DECLINED, NOT_SAVED, LEAVING, WHAT = "declined", "not_saved", "leaving", "what"
DISPUTED, ADDING, DISCREET = "disputed", "adding", "discreet"
"""Marks in `Draft.failed`: the person said no to the summary; they agreed, but it could not be saved; they said goodbye
before it was sent; they were asked last what to change, or what to add: a yes to that agrees to nothing; they changed
something in words that were not understood: they see the summary again before a yes sends it; they were asked what
to add to the details, once; they were told who learns of it."""

Events = Optional[List[EventType]]
"""What a turn does, or None where the message is something else."""
Message = TypeVar("Message")

OF_ANOTHER = {NAME: "whom_to_call", CONTACT: "where_to_call"}
"""What is asked where somebody else than the person who writes is to be called."""
SURE_UNASKED = 0.7
"""How sure understanding must be of a question that has not the form of one, where the form waits for a detail."""


class Turn:
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
        self._intent = str(intent_of(tracker).get("name"))
        self._entities = entities_of(tracker)
        self._answered: List[Mapping[str, Any]] = []
        is_open = (tracker.active_loop or {}).get("name") == FORM
        self.language = language_of_talk(tracker, is_open)
        self._is_new_in_spanish = self.language == SPANISH and not (is_open and tracker.get_slot(LANGUAGE) == SPANISH)

    def _take(self, fields: Mapping[str, Any]) -> Set[str]:
        draft = self._draft
        draft.calls_another = draft.calls_another or calls_another(self._text)
        draft.meant = probably_meant(str(fields.get("email"))) or ""
        name = fields.get("first_name")
        names_them = bool(name) and name == name_of_another(self._text)[0]
        names_them = names_them or bool(own_beside_another(self._text, draft.calls_another))
        of_another = names_them or is_of_another(self._text, draft.calls_another)
        return draft.take(fields, of_another, is_own(self._text) and not names_them)

    def _drop_number(self) -> bool:
        """Takes a number off the note where the person asks for it."""
        note = note_without_number(self._text, self._draft.fields.get("note"))
        if note is None:
            return False
        self._draft.leave_out(("note",))
        self._draft.fields.update({"note": note} if note else {})
        return True

    def _note_language(self) -> None:
        """Lets admissions know that the person writes Spanish, where they name no other language."""
        if self._is_new_in_spanish:
            self._draft.fields.setdefault("language", "Spanish")

    def _asks_in_spanish(self) -> bool:
        return self._intent in FOREIGN and self.language == SPANISH and asks_in_spanish(self._text)

    def _is_understood(self) -> bool:
        """Whether the message is a question that has an answer; without the form of one, it has to be a clear one."""
        found = understanding(self._tracker)
        least = 0.0 if ASKS.search(self._text) else SURE_UNASKED
        return (bool(found.get("answers")) and found["confidence"] >= least) or self._asks_in_spanish()

    def _answer(self) -> None:
        if self._asks_in_spanish():
            self._say("spanish_question")
            return
        found = understanding(self._tracker)
        self._answered = found["answers"]
        report = turn("answer", found["answers"], found["confidence"])
        for entry in found["answers"]:
            say_entry(self._dispatcher, entry, named_insurer(self._tracker), report)

    def _answer_somehow(self) -> None:
        """Answers what is surely a question: from the knowledge base, with its line, or with who can answer it."""
        if understanding(self._tracker).get("answers") or self._asks_in_spanish():
            self._answer()
        elif self._intent in LINES:
            self._dispatcher.utter_message(response=f"utter_{self._intent}", **turn("intake"))
        else:
            self._say("for_the_call")
            remember(FALLBACK, question_of(self._tracker), [])

    def _talk(self) -> List[EventType]:
        """Answers what is neither a detail nor a question of the knowledge base; nothing where it is not understood."""
        if self._intent in FOREIGN and self.language == SPANISH:
            if "?" not in self._text:
                return []
            self._say("spanish_question")
        elif self._intent in LINES | FOREIGN and not is_given_name(self._text.strip()):
            self._dispatcher.utter_message(response=f"utter_{self._intent}", **turn("intake"))
        elif self._intent in ("nlu_fallback", "clarify") and ASKS.search(self._text):
            self._say("for_the_call")
            remember(FALLBACK, question_of(self._tracker), [])
        elif self._intent == "ask_if_sent":
            self._say("sent_before" if self._draft.has_sent else "not_yet")
        elif self._intent not in TALK:
            return []
        return self._ask(short=True)

    def _stop(self) -> List[EventType]:
        self._say_stopped("stopped")
        return [ActiveLoop(None), SlotSet(SLOT, self._draft.as_slot())]

    def _say_stopped(self, otherwise: str) -> None:
        """Says what admissions has, and where it has nothing, something else."""
        before = self._draft.before
        if before:
            self._say("stopped_change", sent=summary(LeadFields.from_dict(before["fields"]), self.language))
        else:
            self._say(otherwise)

    def _not_understood(self) -> List[EventType]:
        draft = self._draft
        if draft.asked == CONTACT:
            return self._not_reachable("again_contact")
        if draft.fail():
            self._say(OF_ANOTHER[NAME] if draft.calls_another and draft.asked == NAME else f"again_{draft.asked}")
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
        self._draft.failed.pop(WHAT, None)
        if self._draft.meant:
            self._say("check_address", email=str(self._draft.fields.get("email")), meant=self._draft.meant)
        elif asked == CONFIRM and not short:
            for mark in (NOT_SAVED, DECLINED, DISPUTED):
                self._draft.failed.pop(mark, None)
            self._draft.shown = consent_words(language=self.language).dict()
            read_back = summary(self._draft.lead(), self.language)
            self._say("ask_confirm", summary=read_back, consent=self._draft.shown["text"])
        elif self._draft.calls_another and asked in OF_ANOTHER:
            self._say(OF_ANOTHER[asked])
        else:
            only = self._draft.still_to_allow if asked == PERMISSION else None
            changes = asked == CONFIRM and self._draft.before is not None
            self._say(f"ask_{only}" if only else f"{'short' if short else 'ask'}_{'change' if changes else asked}")
        return [
            ActiveLoop(FORM),
            SlotSet(SLOT, self._draft.as_slot()),
            SlotSet("has_details", True),
            SlotSet("questions", questions_asked(self._tracker, self._answered)),
            SlotSet("offered", None),
        ]

    def _ask_what(self, what: str) -> List[EventType]:
        """Asks what somebody wants to change or to add, after a bare yes or no."""
        self._draft.failed[WHAT] = 1
        self._say(what)
        return [SlotSet(SLOT, self._draft.as_slot())]

    def _note(self, fields: Mapping[str, Any]) -> None:
        """Says what was understood where it is not the answer to our question: unsaid, it would look lost."""
        noted = summary(LeadFields.from_dict(fields), self.language)
        if noted:
            self._say("noted", noted=noted)

    def _say_discreetly(self) -> None:
        """Says once, to who is watched or keeps it from somebody, what is safe and who is told."""
        if DISCREET in self._draft.failed:
            return
        if is_watched(self._text):
            told = safety.before_a_call("abuse_violence", self.language)
            self._dispatcher.utter_message(text=told, **turn("intake", language=self.language))
        elif must_not_be_told(self._text):
            self._say("sees")
        else:
            return
        self._draft.failed[DISCREET] = 1

    def _say_hours(self, fields: Mapping[str, Any]) -> None:
        """Says at once when the office is closed at the time that somebody wishes for."""
        wish = fields.get("best_time")
        if wish and is_closed_at(wish, facility(), dt.datetime.now(dt.timezone.utc)):
            self._say("outside_hours")

    def _say(self, what: str, **variables: str) -> None:
        self._dispatcher.utter_message(
            response=f"utter_intake_{what}", **variables, **turn("intake", language=self.language)
        )


def first_of(steps: Iterable[Callable[[Message], Events]], message: Message) -> Events:
    """Does the first of some steps that fits a message, or none of them."""
    return next((events for step in steps if (events := step(message)) is not None), None)
