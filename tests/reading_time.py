"""How long a text may take to read: a pattern that tries all ways to fit it holds up everybody."""

import signal
from contextlib import contextmanager
from typing import Any, Iterator

import pytest

CHARACTERS = 350
SECONDS = 0.5
"""Of processor time for one text: the slowest takes a twentieth of it, and one that tries all ways takes years."""


@contextmanager
def at_most(seconds: float, text: str) -> Iterator[None]:
    """Ends what takes more processor time than this; a busy machine takes none of it."""

    def over(*_: Any) -> None:
        pytest.fail(f"takes too long to read: {text[:60]!r}")

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
