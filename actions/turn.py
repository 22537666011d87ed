"""What an action reports about its turn, for the channel, the batch command and the tests."""

from typing import Any, Dict, List, Mapping, Optional

from rasa_sdk import Tracker

TURN = "turn"
"""The key of a bot message's metadata that holds the report."""


def turn(
    outcome: str,
    entries: Optional[List[Mapping[str, Any]]] = None,
    confidence: Optional[float] = None,
    offered: Optional[List[Mapping[str, Any]]] = None,
) -> Dict[str, Any]:
    """Builds the report of one turn.

    Args:
        outcome: `answer`, `clarify`, `fallback`, `intake`, `handoff` or `smalltalk`.
        entries: The entries answered or offered, in order: id and topic of each.
        confidence: 0 to 1.
        offered: The entries that a "yes" or "the second" would pick.

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
        }
    }


def channel_of(tracker: Tracker) -> str:
    """Returns `web` or `sms`."""
    return "sms" if tracker.get_latest_input_channel() == "sms" else "web"
