"""Conversations after the crisis texts, for the tests of what is said to them."""

from typing import Any, Dict, List, Sequence, Tuple

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.after_crisis import ActionAfterCrisis
from actions.so_far import AFTER
from actions.turn import turn
from iop import safety
from tests.actions.entries import entry

SECOND = safety.second_text("suicide_self", "en", "web")
HUMBLE, OTHER_HUMBLE = safety.humble_texts("suicide_self", "en", "web")
FOUND = {"answers": [entry("cost-total")], "rest": [], "also": [], "unanswered": [], "parts": [], "confidence": 0.95}
UNCLEAR = {**FOUND, "answers": [], "choices": [entry("cost-total"), entry("cost-detox")]}


def crisis_words(language: str = "en", at: float = 0.0) -> Dict[str, Any]:
    return said("Call or text 988.", turn("crisis", language=language), at)


def said(text: str, report: Dict[str, Any], at: float = 0.0) -> Dict[str, Any]:
    return {"event": "bot", "text": text, "metadata": report, "timestamp": at}


def tracker(text: str, intent: str, replies: Sequence[Dict[str, Any]], sure: float, **slots: Any) -> Tracker:
    """Returns a conversation with some replies, each to a message of its own, and a new message."""
    heard = {"event": "user", "timestamp": 60.0}
    told = [event for reply in replies for event in (heard, reply)] + [heard]
    found = {"faq": {**FOUND, "confidence": sure}, "clarify": {**UNCLEAR, "confidence": sure}}.get(intent, {})
    message = {"text": text, "intent": {"name": intent, "confidence": sure}, "entities": [], "understanding": found}
    slots = {"crisis": "suicide_self", AFTER: True, **slots}
    return Tracker("c", slots, {**message, "crisis": {"route": "suicide_self"}}, told, False, None, {}, "")


async def answer(
    text: str, intent: str, *replies: Dict[str, Any], sure: float = 0.95, **slots: Any
) -> Tuple[List[str], List[Dict[str, Any]]]:
    """Returns the texts or responses to a message after the crisis texts and some replies, and the events."""
    dispatcher = CollectingDispatcher()
    conversation = tracker(text, intent, replies or [crisis_words()], sure, **slots)
    events = await ActionAfterCrisis().run(dispatcher, conversation, {})
    return [one.get("response") or one["text"] for one in dispatcher.messages], events


def short(what: str) -> str:
    return safety.short_words(what, "en", "web")


def is_over(events: List[Dict[str, Any]]) -> bool:
    return any(event.get("name") == AFTER for event in events)
