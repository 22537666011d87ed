"""What an action reports about its turn, for the channel, the batch command and the tests."""

from typing import Any, Dict, List, Mapping, Optional, Sequence

from rasa_sdk import Tracker

TURN = "turn"
"""The key of a bot message's metadata that holds the report."""


def turn(
    outcome: str,
    entries: Optional[List[Mapping[str, Any]]] = None,
    confidence: Optional[float] = None,
    offered: Optional[List[Mapping[str, Any]]] = None,
    language: Optional[str] = None,
) -> Dict[str, Any]:
    """Builds the report of one turn.

    Args:
        outcome: `answer`, `clarify`, `fallback`, `intake`, `handoff`, `smalltalk` or `crisis`.
        entries: The entries answered or offered, in order: id and topic of each.
        confidence: 0 to 1.
        offered: The entries that a "yes" or "the second" would pick.
        language: `en` or `es`, where the text was chosen by language.

    Returns:
        Keyword arguments for `dispatcher.utter_message`.
    """
    entries = entries or []
    return {
        TURN: {
            "outcome": outcome,
            "topics": list(dict.fromkeys(entry["topic"] for entry in entries)),
            "faq_ids": [entry["id"] for entry in entries],
            "confidence": confidence,
            "offered": [entry["id"] for entry in offered or []],
            "language": language,
        }
    }


def channel_of(tracker: Tracker) -> str:
    """Returns `web` or `sms`."""
    return "sms" if tracker.get_latest_input_channel() == "sms" else "web"


def earlier_replies(tracker: Tracker) -> List[List[Dict[str, Any]]]:
    """Returns the bot's messages of each turn so far, oldest turn first, this turn left out."""
    turns: List[List[Dict[str, Any]]] = []
    for event in tracker.events:
        if event["event"] == "user":
            turns.append([])
        elif event["event"] == "bot" and turns and event.get("text"):
            turns[-1].append(event)
    return [messages for messages in turns[:-1] if messages]


def report_of(message: Mapping[str, Any]) -> Mapping[str, Any]:
    """Returns what a bot message reported about its turn."""
    told: Mapping[str, Any] = (message.get("metadata") or {}).get(TURN) or turn("smalltalk")[TURN]
    return told


def is_of_the_form(message: Mapping[str, Any]) -> bool:
    """Whether a bot message belongs to taking contact details."""
    return str((message.get("metadata") or {}).get("utter_action")).startswith("utter_intake_")


def outcome_of(reply: Sequence[Mapping[str, Any]]) -> str:
    """Returns what kind of turn the bot's messages were."""
    return str(report_of(reply[0])["outcome"])
