"""Runs first on every message: is somebody in danger, and what are they told.

Imports nothing of Rasa, needs no network and no database. See `docs/crisis-protocol.md`.
"""

from typing import Optional

from iop.safety.course import Danger, goes_on, in_course
from iop.safety.detector import check
from iop.safety.responses import (
    before_a_call,
    crisis_messages,
    do_not_wait,
    humble_texts,
    resources,
    second_text,
    short_words,
    soft_line,
    urgent_words,
)
from iop.safety.taken import is_felt
from iop.safety.together import check_together
from iop.safety.verdict import ROUTES, Verdict

__all__ = [
    "ROUTES",
    "Danger",
    "Verdict",
    "before_a_call",
    "check",
    "check_together",
    "crisis_messages",
    "do_not_wait",
    "goes_on",
    "humble_texts",
    "in_course",
    "is_felt",
    "is_worse",
    "kind_of_news",
    "prepare",
    "resources",
    "second_text",
    "short_words",
    "soft_line",
    "urgent_words",
]


def kind_of_news(text: str, speaks_of_danger: bool = False) -> Optional[str]:
    """Returns which kind of good news of `data/safety/news.yml` a message is, or None. Never raises.

    Args:
        text: The message.
        speaks_of_danger: Whether the message alone was taken for danger; then it has to be news for sure.
    """
    try:
        from iop.safety.news import shared_reader

        return shared_reader().kind(text, speaks_of_danger)
    except Exception:  # noqa: BLE001 - the second crisis text is said, then
        return None


def is_worse(text: str) -> bool:
    """Whether a message after the crisis texts says that the danger grows. Never raises.

    Args:
        text: The message.
    """
    try:
        from iop.safety.later import tells_that_it_happened
        from iop.safety.news import shared_reader

        return tells_that_it_happened(text) or shared_reader().is_worse(text)
    except Exception:  # noqa: BLE001 - the texts of the danger name 911 all the same
        return False


def prepare() -> None:
    """Trains what is missing; set-up and the server's start call this. Messages never wait for it.

    Raises:
        Exception: whatever keeps the classifier or the reader of news from being trained.
    """
    from iop.safety.training import prepare as train

    train()
