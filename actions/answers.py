"""Answers from the knowledge base, the question back, and "I don't know"."""

from typing import Any, Dict, List, Mapping, Optional, Sequence

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.loss import grief_stays
from actions.memory import question_of, remember
from actions.message import latest_text, named_insurer, understanding
from actions.so_far import AFTER
from actions.taken_back import heard_without_question, without_denials
from actions.turn import channel_of, earlier_replies, report_of, turn
from actions.what_follows import wants_only_a_call
from iop import safety
from iop.facility import facility
from iop.intake.draft import FORM
from iop.knowledge.entries import ACCEPTED_SUFFIX
from iop.knowledge.unanswered import CLARIFY, FALLBACK, PICKED
from iop.understanding.follow_up import wonders

MOST_QUESTIONS = 20
"""Questions of a conversation that are remembered for admissions."""


def say_entry(
    dispatcher: CollectingDispatcher, entry: Mapping[str, Any], insurer: Optional[str], report: Dict[str, Any]
) -> None:
    """Says the approved answer of one entry: its `accepted_answer` where the insurer named is in network.

    Where it may answer something else, it says before it that this is the closest there is.
    """
    if entry.get("is_far"):
        dispatcher.utter_message(response="utter_closest", **report)
    name = f"utter_faq/{entry['id']}"
    if insurer and entry["depends_on_insurer"]:
        known = next((i for i in facility().insurers if insurer.lower() in i.names()), None)
        name, insurer = (name + ACCEPTED_SUFFIX, known.name) if known else (name, insurer)
    dispatcher.utter_message(response=name, insurer=insurer or "your plan", **report)


def questions_asked(tracker: Tracker, entries: Sequence[Mapping[str, Any]] = ()) -> List[str]:
    """Returns the questions that were answered in the conversation, and some more; the latest `MOST_QUESTIONS`."""
    questions = [*(tracker.get_slot("questions") or []), *(entry["question"] for entry in entries)]
    return list(dict.fromkeys(questions))[-MOST_QUESTIONS:]


def buttons_for(entries: Sequence[Mapping[str, Any]]) -> List[Dict[str, str]]:
    """Returns a button an entry. Its payload is the question itself: typing it does the same."""
    return [{"title": entry["question"], "payload": entry["question"]} for entry in entries]


def picked(tracker: Tracker, entries: Sequence[Mapping[str, Any]]) -> List[EventType]:
    """Remembers which of the offered entries an unclear question turned out to mean."""
    unclear = tracker.get_slot("unclear")
    offered = {entry["id"] for entry in tracker.get_slot("offered") or []}
    chosen = [entry for entry in entries if entry["id"] in offered]
    if unclear and chosen:
        remember(PICKED, unclear, chosen)
    return [SlotSet("unclear", None)]


def say_entries(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    entries: Sequence[Mapping[str, Any]],
    confidence: Optional[float] = None,
) -> List[EventType]:
    """Says approved answers.

    Args:
        dispatcher: Says things.
        tracker: The conversation.
        entries: The entries, in order; each in force.
        confidence: 0 to 1.

    Returns:
        The events that remember them, for admissions and for what comes next.
    """
    report = turn("answer", list(entries), confidence)
    for entry in entries:
        say_entry(dispatcher, entry, named_insurer(tracker), report)
    return [
        *picked(tracker, entries),
        SlotSet("not_understood", 0),
        SlotSet("questions", questions_asked(tracker, entries)),
    ]


class ActionAnswer(Action):
    """Says the answers to all questions of the message, in their order."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Says one message an answer, what there is to say of other parts, and offers what is too much at once.

        A wish to be contacted that stands beside the questions opens the form after them; after a crisis it is only
        answered.
        """
        found = understanding(tracker)
        is_wish = found.get("wants_contact", False) and not tracker.get_slot(AFTER)
        answers = [entry for entry in found["answers"] if not (is_wish and entry.get("is_wish"))]
        heard = _heard(tracker)
        if heard:
            return _reply_shortly(dispatcher, tracker, heard)
        if (is_wish and not answers) or _wants_only_a_call(tracker):
            return [FollowupAction(FORM)]
        if not answers or (all(entry.get("is_far") for entry in answers) and wonders_at_an_answer(tracker)):
            return ActionDontKnow().run(dispatcher, tracker, domain)
        events = say_entries(dispatcher, tracker, answers, found["confidence"])
        report = turn("answer", answers, found["confidence"])
        for intent in found["also"]:
            dispatcher.utter_message(response=f"utter_{intent}", **report)
        if found["unanswered"]:
            dispatcher.utter_message(response="utter_part_unanswered", **report)
        for part in found["unanswered"]:
            remember(FALLBACK, question_of(tracker, part), [])
        if any(entry.get("is_far") for entry in answers):
            remember(FALLBACK, question_of(tracker), [])
        if found["rest"]:
            dispatcher.utter_message(
                response="utter_more", buttons=buttons_for(found["rest"]), **turn("answer", offered=found["rest"])
            )
        return [*events, SlotSet("offered", found["rest"] or None), *([FollowupAction(FORM)] if is_wish else [])]


class ActionClarify(Action):
    """Asks which of at most three questions was meant."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_clarify"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Offers the questions as buttons."""
        found = understanding(tracker)
        heard = _heard(tracker)
        if heard:
            return _reply_shortly(dispatcher, tracker, heard)
        if not found["choices"] or wonders_at_an_answer(tracker):
            return ActionDontKnow().run(dispatcher, tracker, domain)
        dispatcher.utter_message(
            response="utter_clarify" if len(found["choices"]) > 1 else "utter_clarify_one",
            buttons=buttons_for(found["choices"]),
            **turn("clarify", found["choices"], found["confidence"], found["choices"]),
        )
        question = question_of(tracker)
        remember(CLARIFY, question, found["choices"])
        return [SlotSet("offered", found["choices"]), SlotSet("unclear", question)]


def _heard(tracker: Tracker) -> Optional[str]:
    """Returns which short reply fits a message that asks nothing; what follows a death is read after it."""
    said = earlier_replies(tracker)
    before = {message["text"] for message in said[-1]} if said else set()
    griefs = {safety.short_words(what, "en", channel_of(tracker)) for what in ("mourns", "grief_stays")}
    if before & griefs and grief_stays(latest_text(tracker)):
        return "grief_stays"
    return heard_without_question(latest_text(tracker))


def _wants_only_a_call(tracker: Tracker) -> bool:
    """Whether nobody is in danger, and a call is all that is wanted."""
    text = latest_text(tracker)
    is_denied = without_denials(text) != text
    return is_denied and wants_only_a_call(text) and not tracker.get_slot(AFTER)


def wonders_at_an_answer(tracker: Tracker) -> bool:
    """Whether the message only doubts the answer that was just given, or wants more of it."""
    latest = (earlier_replies(tracker) or [[]])[-1]
    return wonders(latest_text(tracker)) and any(report_of(message)["outcome"] == "answer" for message in latest)


def _reply_shortly(dispatcher: CollectingDispatcher, tracker: Tracker, words: str) -> List[EventType]:
    """Says one of the short replies of `iop.safety.short_words`: no question was asked."""
    dispatcher.utter_message(text=safety.short_words(words, "en", channel_of(tracker)), **turn("smalltalk"))
    return [SlotSet("offered", None)]


class ActionDontKnow(Action):
    """Says so, and offers a person; after two in a row the person comes first."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_dont_know"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Says that there is no approved answer."""
        heard = _heard(tracker)
        if heard:
            return _reply_shortly(dispatcher, tracker, heard)
        if wonders_at_an_answer(tracker):
            return say_how_far_it_goes(dispatcher)
        return dont_know(dispatcher, tracker, question_of(tracker))


def say_how_far_it_goes(dispatcher: CollectingDispatcher) -> List[EventType]:
    """Says that there is no more to the answer that was given, and who can explain it."""
    dispatcher.utter_message(response="utter_as_far_as_it_goes", **turn("smalltalk"))
    return [SlotSet("offered", None)]


def dont_know(dispatcher: CollectingDispatcher, tracker: Tracker, question: str) -> List[EventType]:
    """Says that there is no approved answer, and remembers the question for staff.

    Args:
        dispatcher: Says things.
        tracker: The conversation.
        question: Without personal data.
    """
    times = int(tracker.get_slot("not_understood") or 0) + 1
    dispatcher.utter_message(
        response="utter_dont_know" if times < 2 else "utter_dont_know_again",
        **turn("fallback", confidence=understanding(tracker).get("confidence")),
    )
    remember(FALLBACK, question, [])
    return [SlotSet("not_understood", times), SlotSet("offered", None), SlotSet("unclear", None)]
