"""What was said and told since the danger that a conversation spoke of."""

from typing import Any, Dict, List, Mapping, Optional, Sequence

from rasa_sdk import Tracker

from actions.message import latest_text
from actions.turn import earlier_replies, outcome_of, report_of
from iop import safety

AFTER = "after_crisis"
"""The slot that is set while what follows the crisis texts is not answered as if nothing had been said."""
ROUTE = "route"
"""The key of a crisis text's report that holds the kind of danger of the conversation."""
SITUATION = "situation"
"""The key of a report that holds the situation for which a crisis text, first or second, was said."""
WITH_HELP = "with_help"
"""The key of a report that tells that others see to the danger, or that it is over."""
EASED = "eased"
"""The key of a report that hears any news of the danger, or that the words were taken back."""
AFTERMATH_SECONDS = 24 * 3600.0
"""A text message on another day begins anew; so does one that comes when the words have left the dialogue's window."""

Replies = List[List[Dict[str, Any]]]


def replies_since_crisis(tracker: Tracker) -> Optional[Replies]:
    """Returns the replies since the latest crisis, its words first; nothing where it is too long ago."""
    replies = earlier_replies(tracker)
    places = [place for place, reply in enumerate(replies) if outcome_of(reply) == "crisis"]
    if not places:
        return None
    since = replies[places[-1] :]
    return since if _age(tracker, since[0]) < AFTERMATH_SECONDS else None


def situation_of(said: Replies) -> Optional[str]:
    """Returns the situation for which the latest crisis text, first or second, was said."""
    found = [report_of(message)[SITUATION] for reply in said for message in reply if SITUATION in report_of(message)]
    return found[-1] if found else None


def told_since_crisis(tracker: Tracker) -> List[str]:
    """Returns the messages since the danger that is spoken of was first heard, the latest one left out."""
    texts: List[str] = []
    first, route = 0, None
    for event in tracker.events:
        if event["event"] == "user":
            texts.append(str(event.get("text") or ""))
        elif event["event"] == "bot" and (heard := report_of(event).get(ROUTE)) and heard != route:
            first, route = len(texts) - 1, heard
    return texts[first:-1] if route else []


def language_of(tracker: Tracker) -> str:
    """Returns the language of the latest crisis texts, and Spanish also where the latest message is Spanish."""
    said, now = replies_since_crisis(tracker), safety.check(latest_text(tracker)).language
    first: Optional[str] = report_of(said[0][0]).get("language") if said else None
    return now if now == "es" else first or now


def is_said(text: str, reply: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a text is part of a reply."""
    return text in " ".join(message["text"] for message in reply)


def was_said(tracker: Tracker, text: str) -> bool:
    """Whether a text is part of any reply of this aftermath or the ones before it on the same day."""
    said = (reply for reply in earlier_replies(tracker) if _age(tracker, reply) < AFTERMATH_SECONDS)
    return any(is_said(text, reply) for reply in said)


def _age(tracker: Tracker, reply: Sequence[Mapping[str, Any]]) -> float:
    return float(tracker.events[-1]["timestamp"] - reply[0]["timestamp"])
