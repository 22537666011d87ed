"""What the pipeline found in the latest message."""

import datetime as dt
import re
from typing import Any, List, Mapping, Optional, Sequence

from rasa_sdk import Tracker

from iop.facility import facility
from iop.intake.language import ENGLISH, LANGUAGE, language_in
from iop.intake.words import states
from iop.knowledge.entries import is_over
from iop.plain import straight

ASKING = "how|what|whats|when|where|which|who|why|do|does|did|can|could|is|are|will|would|should|tell me"
"""Words with which a question begins, as a pattern."""
GIBBERISH_FROM = 0.9
"""Score of a mashed keyboard. Measured: unusual names score up to 0.8, "asdf" and its like from 0.95."""


def entities_of(tracker: Tracker) -> List[Mapping[str, Any]]:
    """Returns the entities of the latest message."""
    return (tracker.latest_message or {}).get("entities") or []


def understanding(tracker: Tracker) -> Mapping[str, Any]:
    """Returns what `QuestionRetriever` found in the latest message, without entries whose last day is over."""
    found: Mapping[str, Any] = (tracker.latest_message or {}).get("understanding") or {}
    return {**found, **{name: in_force(found[name]) for name in ("answers", "choices", "rest") if name in found}}


def in_force(entries: Sequence[Mapping[str, Any]]) -> List[Mapping[str, Any]]:
    """Returns the entries whose answers may still be given: of others the last day came after the training."""
    today = dt.date.today()
    return [
        one for one in entries if not (one.get("expires") and is_over(dt.date.fromisoformat(one["expires"]), today))
    ]


def intent_of(tracker: Tracker) -> Mapping[str, Any]:
    """Returns the `name` and the `confidence` of the latest message's intent."""
    intent: Mapping[str, Any] = (tracker.latest_message or {}).get("intent") or {}
    return intent


def latest_text(tracker: Tracker) -> str:
    """Returns the latest message with plain apostrophes."""
    return straight(str((tracker.latest_message or {}).get("text") or ""))


def language_of_talk(tracker: Tracker, is_open: bool) -> str:
    """Returns the language in which the person writes.

    Args:
        tracker: The conversation.
        is_open: Whether we asked in a language: then one word does not change it. Else the latest clear message counts.
    """
    before: Optional[str] = tracker.get_slot(LANGUAGE)
    if is_open:
        return language_in(latest_text(tracker), before or ENGLISH) or ENGLISH
    earlier = [str(event["text"]) for event in tracker.events if event["event"] == "user" and event.get("text")]
    clear = filter(None, map(language_in, [latest_text(tracker), *reversed(earlier)]))
    return next(clear, before or ENGLISH)


def named_insurer(tracker: Tracker) -> Optional[str]:
    """Returns the insurer named in the latest message, as people know it.

    Another state that stands with it belongs to its name: "Blue Shield of California" is a company of its own.
    """
    named = next((found for found in entities_of(tracker) if found.get("entity") == "insurer"), None)
    if named is None:
        return None
    state = _state_at_the_beginning(latest_text(tracker)[named.get("end", 0) :].lower())
    if state is None or re.search(rf"\b{states()[state]}\b", facility().address):
        return str(named["value"])
    return f"{named['value']} of {state.title()}"


def _state_at_the_beginning(text: str) -> Optional[str]:
    """Returns the state that a text in small letters begins with: " of michigan", " texas", " of ca"."""
    for name, letters in states().items():
        if re.match(rf"\s+(?:of\s+)?{name}\b|\s+of\s+{letters.lower()}\b", text):
            return name
    return None


def is_gibberish(tracker: Tracker) -> bool:
    """Whether the latest message looks like a mashed keyboard. Names look a little like that, too."""
    message = tracker.latest_message or {}
    ranking = message.get("intent_ranking") or [{"confidence": 0.0}]
    return intent_of(tracker).get("name") == "gibberish" and ranking[0]["confidence"] >= GIBBERISH_FROM
