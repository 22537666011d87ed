"""A message that follows the crisis texts, with what is known of it, and the ways to answer it."""

from functools import cached_property
from typing import Any, List, Mapping, Optional, Tuple

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.message import entities_of, intent_of, latest_text, understanding
from actions.navigation import wants_it_sent
from actions.news import news
from actions.short_answers import CALLS_NOW, asks_for_a_person, short_answer
from actions.so_far import (
    AFTER,
    EASED,
    ROUTE,
    SITUATION,
    WITH_HELP,
    Replies,
    is_said,
    language_of,
    situation_of,
    told_since_crisis,
    was_said,
)
from actions.taken_back import is_grave, takes_back, tells_what_was_done, was_long_ago, without_denials
from actions.turn import TURN, channel_of, outcome_of, report_of, turn
from actions.what_follows import (
    asks,
    asks_about_our_call,
    asks_to_be_reached,
    asks_what_to_do,
    has_means,
    is_of_help,
    is_question,
    leans_on_an_answer,
    names_the_program,
    pieces,
    says_no,
    seeks_treatment,
    wants_only_a_call,
)
from iop import safety
from iop.admissions.lead import PERMISSIONS
from iop.intake.details import read
from iop.intake.draft import SLOT, Draft
from iop.intake.replies import RESUME, reply_in, says_to_send
from iop.plain import bare
from iop.safety import later
from iop.safety.situation import ABOUT_TO_USE, ACTED, ARMED, BODILY, NEWBORN, NO_RESPONSE, OWN, STIMULANT

SURE = 0.8
"""How sure understanding must be that a message asks a question of the knowledge base, or for a call."""
_OF_THE_WRITER = (*OWN, "harm_others")
"""Kinds of danger of which the urgent line presumes nothing, so that it may follow what is only said again."""
_GRAVE = (STIMULANT, NEWBORN, ARMED, ACTED)


class Aftermath:
    """A message after the crisis texts.

    Attributes:
        text: The message.
        danger: The danger so far.
        earlier: The messages since it was first spoken of.
        told: The news in the message, or None.
        question: What of it may ask something.

    Args:
        dispatcher: Says things.
        tracker: The conversation.
        said: The replies since the crisis.
        verdict: Where the message speaks of danger by itself: then every reply to it is one of the crisis.
    """

    def __init__(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        said: Replies,
        verdict: Optional[safety.Verdict] = None,
    ) -> None:
        self.dispatcher, self.tracker, self.said, self.verdict = dispatcher, tracker, said, verdict
        self.text = latest_text(tracker)
        self.danger = safety.Danger(tracker.get_slot("crisis"), situation_of(said))
        self.earlier = told_since_crisis(tracker)
        is_calling = short_answer(self.text, self.danger.route) == CALLS_NOW
        self.told = None if is_calling else news(self.text, *self.danger, speaks_of_danger=verdict is not None)
        self.question = self.told.question if self.told else without_denials(self.text)

    @cached_property
    def then(self) -> safety.Danger:
        """The danger after the message; news of it turn it into no other."""
        if self.verdict is None:
            return safety.goes_on(self.danger, self.text, self.earlier)
        return self.danger if self.told else safety.in_course(self.danger, self.verdict, self.text, self.earlier)

    @cached_property
    def grows(self) -> bool:
        """Whether the message itself says that the danger grows, or that somebody acted."""
        is_new = self.then.situation != self.danger.situation
        is_armed_now = self.then.route in OWN and has_means(self.then.route, self.text) and not says_no(self.text)
        is_felt = self.then.route in BODILY and safety.is_felt(self.text)
        is_near = self.then.route == "abuse_violence" and later.COMES_NEAR.search(bare(self.text)) is not None
        return (
            is_armed_now
            or is_felt
            or is_near
            or (is_new and self.then.situation in (ACTED, NO_RESPONSE))
            or safety.is_worse(self.text)
        )

    def is_said_again(self) -> bool:
        """Whether the message says the same danger plainly once more."""
        verdict, route = self.verdict, self.then.route
        return verdict is not None and verdict.is_plain and verdict.route == route and route in _OF_THE_WRITER

    def next_words(self, is_back: bool = False) -> str:
        """Returns the words of the danger that come next: what is most urgent, the second text, or a humble one.

        Args:
            is_back: The words of danger were taken back, or it is over, so that the second text need not be said.
        """
        second, humble = safety.second_text(*self._place), safety.humble_texts(*self._place)
        if self.grows or (self.is_said_again() and self.is_second_said()):
            is_helped = is_of_help(self.text) and (self.then.route in BODILY or self.then.situation == ACTED)
            urgent = self.short("as_911_says") if is_helped else self.urgent()
            return second if self.was_just_said(urgent) and not is_helped else urgent
        if self.is_second_said() and asks_what_to_do(self.text) and not self.was_just_said(self.urgent()):
            return self.urgent()
        asks_again = is_question(self.text) and is_of_help(self.text) and not self.was_just_said(second)
        if is_back or (self.is_second_said() and not asks_again):
            return next((text for text in humble if not self.was_just_said(text)), humble[0])
        return second

    def urgent(self) -> str:
        """Returns the most important action in the danger."""
        return safety.urgent_words(*self._place)

    def say_if_it_grows(self) -> None:
        """Says what is most urgent, after another reply, where the message says that the danger grows."""
        if self.grows and not self.was_just_said(self.urgent()):
            self.say(self.urgent())

    def is_second_said(self) -> bool:
        """Whether the second text of the danger was said already."""
        return was_said(self.tracker, safety.second_text(*self._place))

    @property
    def _place(self) -> Tuple[str, str, str, Optional[str]]:
        """Where the words of the danger stand."""
        return self.then.route, language_of(self.tracker), channel_of(self.tracker), self.then.situation

    def short(self, what: str) -> str:
        """Returns one of the short replies."""
        return safety.short_words(what, language_of(self.tracker), channel_of(self.tracker))

    def say(self, words: str, outcome: str = "smalltalk", marks: Optional[Mapping[str, Any]] = None) -> None:
        """Says something, and notes in its report what was heard."""
        report = turn("crisis" if self.verdict else outcome, language=language_of(self.tracker))
        of_danger = {ROUTE: self.then.route, SITUATION: self.then.situation} if self.verdict else {}
        report[TURN].update({**of_danger, **(marks or {})})
        self.dispatcher.utter_message(text=words, **report)

    def hear_news(self) -> None:
        """Says the short reply to the news, if there is any."""
        if self.told:
            marks = {name: is_so or self.reports(name) for name, is_so in self.told.marks.items()}
            self.say(self.short(self.told.reply), marks=marks)

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
        """Whether news of any kind were told, the words were taken back, or it was long ago."""
        return bool(self.told) or self.is_of_long_ago() or self.reports(WITH_HELP) or self.reports(EASED)

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
        """Whether it asks of the program: for sure, by naming it, or going on with an answer."""
        found = understanding(self.tracker)
        is_near = any(not entry.get("is_far") for entry in found.get("answers") or [])
        if not (is_near or (intent_of(self.tracker)["name"] == "clarify" and found.get("choices"))):
            return False
        if outcome_of(self.said[-1]) == "answer" and leans_on_an_answer(self.question):
            return True
        is_sure = self.is_surely("faq") or names_the_program(self.question) or seeks_treatment(self.question)
        return asks(self.question, found["parts"]) and is_sure

    def asks_beside_it(self) -> bool:
        """Whether a piece of it asks something that is understood, or asks to be called."""
        intent = intent_of(self.tracker)["name"]
        is_asked = any(is_question(piece) for piece in pieces(self.text)) and intent in ("faq", "clarify")
        return is_asked or intent == "request_callback"

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

    def is_of_long_ago(self) -> bool:
        """Whether it says that what was taken for danger happened long ago; days are too few where a poison may act."""
        is_poison = self.danger.route == "overdose_emergency"
        is_the_same = self.then.route == self.danger.route and not self.stays_grave()
        may_be_over = self.danger.route not in OWN or tells_what_was_done(" ".join(self.earlier))
        return is_the_same and may_be_over and was_long_ago(self.text, days_count=not is_poison)

    def frees(self) -> bool:
        """Whether it says that nobody is in danger, beside a question; never in fear of what is not there or armed."""
        return self.question != self.text and not self.told and not self.stays_grave()

    def stays_grave(self) -> bool:
        """Whether nothing that is said explains the danger away: a weapon, voices, or somebody who acted."""
        return self.danger.situation in _GRAVE or is_grave(" ".join([*self.earlier, self.text]))

    def wants_a_call(self) -> bool:
        """Whether it asks to be called, or gives a number for it, and not for help to be called."""
        if self._goes_on_with_details():
            return True
        if intent_of(self.tracker)["name"] == "affirm":
            return wants_it_sent(self.tracker)
        if asks_to_be_reached(self.text) or (wants_only_a_call(self.text) and self._denies_what_was_doubtful()):
            return True
        has_number = "phone" in read(self.text, entities_of(self.tracker)).fields
        is_asked = self.is_surely("request_callback") and not self.told
        return (has_number or is_asked) and not is_of_help(self.text)

    def _denies_what_was_doubtful(self) -> bool:
        """Whether it says that nobody is in danger, and what was taken for danger did not say so plainly."""
        is_denied = takes_back(self.text) or self.question != self.text
        if not is_denied or self.told or self.then != self.danger or self.stays_grave():
            return False
        return bool(self.earlier) and not any(safety.check(message).is_plain for message in self.earlier)

    def _goes_on_with_details(self) -> bool:
        """Whether it answers what was asked for a call before the danger: "yes you can text me"."""
        draft = Draft.from_slot(self.tracker.get_slot(SLOT))
        if draft is None or not draft.fields or draft.is_withdrawn or is_of_help(self.text):
            return False
        if not draft.is_sent and self._denies_what_was_doubtful():
            return True
        is_resumed = says_to_send(self.text) or reply_in(self.text) == RESUME or asks_about_our_call(self.text)
        if not draft.is_sent and is_resumed:
            return True
        told = read(self.text, entities_of(self.tracker)).fields
        return any(name in told for name in PERMISSIONS)


def over(events: List[EventType]) -> List[EventType]:
    """Ends the aftermath. The rules no longer fit this turn, so that what comes next is said here."""
    followed = any(event["event"] == "followup" for event in events)
    return [SlotSet(AFTER, None), *events, *([] if followed else [FollowupAction("action_listen")])]
