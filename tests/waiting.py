"""Waits for what happens in another process, thread or task."""

import asyncio
import time
from typing import Any, Callable


def wait_for(condition: Callable[[], Any], seconds: float = 10.0) -> None:
    """Waits until something is so, or fails."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


async def until(condition: Callable[[], Any], seconds: float = 10.0) -> None:
    """The same in the event loop."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.02)
