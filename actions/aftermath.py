"""A message that follows the crisis texts, with what is known of it, and the ways to answer it."""

from functools import cached_property
from typing import Any, Dict, List, Mapping, Optional

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.crisis import (
    AFTER,
    EASED,
    WITH_HELP,
    Replies,
    is_said,
    language_of,
    marks_of,
    situation_of,
    told_since_crisis,
)
from actions.message import entities_of, intent_of, latest_text, understanding
from actions.navigation import wants_it_sent
from actions.news import news
from actions.short_answers import CALLS_NOW, asks_for_a_person, short_answer
from actions.turn import TURN, channel_of, outcome_of, report_of, turn
from actions.what_follows import (
    asks,
    asks_to_be_reached,
    has_means,
    is_of_help,
    leans_on_an_answer,
    names_the_program,
    seeks_treatment,
)
from iop import safety
from iop.admissions.lead import PERMISSIONS
from iop.intake.details import read
from iop.intake.draft import SLOT, Draft
from iop.intake.replies import RESUME, reply_in, says_to_send
from iop.safety.situation import ABOUT_TO_USE, ACTED, BODILY

SURE = 0.8
"""How sure understanding must be that a message asks a question of the knowledge base, or for a call."""


class Aftermath:
    """A message after the crisis texts.

    Attributes:
        text: The message.
        danger: The danger so far.
        earlier: The messages since it was first spoken of.
        told: The news in the message, or None.
        question: What of it may ask something.
    """

    def __init__(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any], said: Replies
    ) -> None:
        self.dispatcher, self.tracker, self.domain, self.said = dispatcher, tracker, domain, said
        self.text = latest_text(tracker)
        self.danger = safety.Danger(tracker.get_slot("crisis"), situation_of(said))
        self.earlier = told_since_crisis(tracker)
        is_calling = short_answer(self.text, self.danger.route) == CALLS_NOW
        self.told = None if is_calling else news(self.text, *self.danger)
        self.question = self.told.question if self.told else self.text

    @cached_property
    def then(self) -> safety.Danger:
        """The danger after the message."""
        return safety.goes_on(self.danger, self.text, self.earlier)

    def short(self, what: str) -> str:
        """Returns one of the short replies."""
        return safety.short_words(what, language_of(self.tracker), channel_of(self.tracker))

    def say(self, words: str, outcome: str = "smalltalk", marks: Optional[Mapping[str, Any]] = None) -> None:
        """Says something, and notes in its report what was heard."""
        report = turn(outcome, language=language_of(self.tracker))
        report[TURN].update(marks or {})
        self.dispatcher.utter_message(text=words, **report)

    def hear_news(self) -> None:
        """Says the short reply to the news, if there is any."""
        if self.told:
            self.say(self.short(self.told.reply), marks=marks_of(self.told))

    def say_doctors_first(self) -> None:
        """Says before an answer that a doctor comes first, until somebody is on the way to one, or nothing happened."""
        is_bodily = self.danger.route in BODILY and self.danger.situation != ABOUT_TO_USE
        if (is_bodily or self.danger.situation == ACTED) and not self.is_better():
            self.say(self.short("doctors_first"), "answer")

    def say_what_comes_first(self) -> None:
        """Says before an answer that a doctor comes first, or to be away from the means at hand."""
        self.say_doctors_first()
        is_talk = self.danger.route not in BODILY and self.danger.situation != ACTED
        has_means_at_hand = has_means(self.danger.route, " ".join(self.earlier))
        if is_talk and has_means_at_hand and not self.is_better():
            self.say(self.short("away_first"), "answer")

    def is_better(self) -> bool:
        """Whether news of any kind were told, or the words were taken back."""
        return bool(self.told) or self.reports(WITH_HELP) or self.reports(EASED)

    def reports(self, key: str) -> bool:
        """Whether one of the replies so far notes something in its report."""
        return any(report_of(message).get(key) for reply in self.said for message in reply)

    def was_just_said(self, words: str) -> bool:
        """Whether the latest reply says so."""
        return is_said(words, self.said[-1])

    def is_surely(self, intent: str) -> bool:
        """Whether understanding is sure of an intent."""
        found = intent_of(self.tracker)
        return bool(found["name"] == intent and found["confidence"] >= SURE)

    def asks_of_the_program(self) -> bool:
        """Whether it asks of the program: for sure, by naming it, going on with an answer, or when danger eased."""
        found = understanding(self.tracker)
        if not (found.get("answers") or (intent_of(self.tracker)["name"] == "clarify" and found.get("choices"))):
            return False
        if outcome_of(self.said[-1]) == "answer" and leans_on_an_answer(self.question):
            return True
        if seeks_treatment(self.question) and self.is_better():
            return True
        is_sure = self.is_surely("faq") or names_the_program(self.question)
        return asks(self.question, found["parts"]) and is_sure

    def asks_in_spanish(self) -> bool:
        """Whether it asks in Spanish about the program: who speaks Spanish is reached as always."""
        is_spanish = intent_of(self.tracker)["name"] == "spanish_message"
        return is_spanish and asks(self.text, [self.text]) and names_the_program(self.text)

    def picks(self) -> bool:
        """Whether it picks one of the questions that the latest reply offered."""
        offered = {name for message in self.said[-1] for name in report_of(message)["offered"]}
        answers = understanding(self.tracker).get("answers") or []
        return bool(answers) and {entry["id"] for entry in answers} <= offered

    def wants_a_person(self) -> bool:
        """Whether it asks for a human being, or for the number of the centre."""
        return intent_of(self.tracker)["name"] == "request_person" or asks_for_a_person(self.text)

    def wants_a_call(self) -> bool:
        """Whether it asks to be called, or gives a number for it, and not for help to be called."""
        if self._goes_on_with_details():
            return True
        if intent_of(self.tracker)["name"] == "affirm":
            return wants_it_sent(self.tracker)
        return asks_to_be_reached(self.text) or (self.is_surely("request_callback") and not is_of_help(self.text))

    def _goes_on_with_details(self) -> bool:
        """Whether it answers what was asked for a call before the danger: "yes you can text me"."""
        draft = Draft.from_slot(self.tracker.get_slot(SLOT))
        if draft is None or not draft.fields or draft.is_withdrawn or is_of_help(self.text):
            return False
        if not draft.is_sent and (says_to_send(self.text) or reply_in(self.text) == RESUME):
            return True
        told = read(self.text, entities_of(self.tracker)).fields
        return any(name in told for name in PERMISSIONS)


def over(events: List[EventType]) -> List[EventType]:
    """Ends the aftermath. The rules no longer fit this turn, so that what comes next is said here."""
    followed = any(event["event"] == "followup" for event in events)
    return [SlotSet(AFTER, None), *events, *([] if followed else [FollowupAction("action_listen")])]
