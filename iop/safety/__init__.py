"""Runs first on every message: is somebody in danger, and what are they told.

Imports nothing of Rasa, needs no network and no database. See `docs/crisis-protocol.md`.
"""

from iop.safety.course import Danger, goes_on, in_course
from iop.safety.detector import check
from iop.safety.responses import (
    before_a_call,
    crisis_messages,
    do_not_wait,
    resources,
    second_messages,
    short_words,
    soft_line,
    urgent_words,
)
from iop.safety.verdict import ROUTES, Verdict

__all__ = [
    "ROUTES",
    "Danger",
    "Verdict",
    "before_a_call",
    "check",
    "crisis_messages",
    "do_not_wait",
    "goes_on",
    "in_course",
    "prepare",
    "resources",
    "second_messages",
    "short_words",
    "soft_line",
    "urgent_words",
]


def prepare() -> None:
    """Trains what is missing; set-up and the server's start call this. Messages never wait for it.

    Raises:
        Exception: whatever keeps the classifier from being trained.
    """
    from iop.safety.training import prepare as train

    train()
