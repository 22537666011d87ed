"""What people say about the reply they got: again, back, yes, no."""

import re
from typing import Any, Dict, List, Mapping

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import dont_know, say_entries, say_how_far_it_goes, wonders_at_an_answer
from actions.message import in_force, latest_text
from actions.turn import TURN, earlier_replies, is_of_the_form, report_of, turn
from iop.intake.draft import FORM, SLOT, Draft
from iop.intake.replies import takes_up

_SENDS = re.compile(r"\b(?:send|sent|call|llam\w+|m[aá]nd\w+|env[ií]\w+)\b", re.IGNORECASE)
_OFFERED = ("call me", "ll\u00e1menme")


def _offered(tracker: Tracker) -> List[Mapping[str, Any]]:
    """Returns the entries that the latest reply offered: a "yes" to anything else is not about an earlier offer."""
    latest = (earlier_replies(tracker) or [[]])[-1]
    ids = {one for message in latest for one in report_of(message)["offered"]}
    return [entry for entry in tracker.get_slot("offered") or [] if entry["id"] in ids]


def _say_again(dispatcher: CollectingDispatcher, messages: List[Dict[str, Any]]) -> None:
    for message in messages:
        report = report_of(message)
        if report["outcome"] == "crisis":  # words that are said again are no new danger
            report = {**report, "outcome": "smalltalk"}
        buttons = (message.get("data") or {}).get("buttons") or []
        dispatcher.utter_message(text=message["text"], buttons=buttons, **{TURN: report})


def _call_was_offered(tracker: Tracker) -> bool:
    """Whether the latest reply offered "call me", in a conversation without a crisis and not where intake was left."""
    if tracker.get_slot("crisis"):
        return False
    latest = (earlier_replies(tracker) or [[]])[-1]
    offers = (message["text"] for message in latest if not is_of_the_form(message))
    return any(phrase in text for text in offers for phrase in _OFFERED)


def wants_it_sent(tracker: Tracker) -> bool:
    """Whether details wait that were never sent, and the person asks for it: "yes send it", after a crisis text."""
    draft = Draft.from_slot(tracker.get_slot(SLOT))
    return bool(draft and draft.fields and not draft.is_sent and _SENDS.search(latest_text(tracker)))


class ActionRepeat(Action):
    """Says the latest reply again."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_repeat"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Repeats, or says that there is nothing to repeat."""
        turns = earlier_replies(tracker)
        if turns:
            _say_again(dispatcher, turns[-1])
        else:
            dispatcher.utter_message(response="utter_nothing_to_repeat", **turn("smalltalk"))
        return []


class ActionGoBack(Action):
    """Says the reply before the latest one again."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_go_back"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Goes one reply back, or says that there is nothing before."""
        turns = earlier_replies(tracker)
        if turns:
            _say_again(dispatcher, turns[-2] if len(turns) > 1 else turns[-1])
        else:
            dispatcher.utter_message(response="utter_nothing_to_repeat", **turn("smalltalk"))
        return []


class ActionAffirm(Action):
    """Answers the question that was offered, if one was."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_affirm"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Answers the best offered question, or asks what the person would like to know."""
        offered = _offered(tracker)
        takes_up_a_call = _call_was_offered(tracker) and takes_up(latest_text(tracker))
        if not offered and (takes_up_a_call or wants_it_sent(tracker)):
            return [FollowupAction(FORM)]
        if not offered and wonders_at_an_answer(tracker):
            return say_how_far_it_goes(dispatcher)
        if not offered:
            response = "utter_ask_what_after_crisis" if tracker.get_slot("crisis") else "utter_ask_what"
            dispatcher.utter_message(response=response, **turn("smalltalk"))
            return []
        best = in_force(offered[:1])
        if not best:
            return dont_know(dispatcher, tracker, offered[0]["question"])
        return [*say_entries(dispatcher, tracker, best), SlotSet("offered", None)]


class ActionDeny(Action):
    """Leaves an offer."""

    def name(self) -> str:
        """Returns the name used in the domain."""
        return "action_deny"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Says that this is fine."""
        dispatcher.utter_message(response="utter_no_problem", **turn("smalltalk"))
        return [SlotSet("offered", None)]
