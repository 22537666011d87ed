"""What runs in the event loop while nobody waits for it."""

import asyncio
from typing import Any, Coroutine, Set, TypeVar

Result = TypeVar("Result")


class Tasks:
    """Keeps tasks until they end: the event loop itself does not."""

    def __init__(self) -> None:
        self._running: Set[asyncio.Task[Any]] = set()

    def begin(self, work: Coroutine[Any, Any, Result]) -> "asyncio.Task[Result]":
        """Begins some work, and returns its task."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    def cancel(self) -> None:
        """Cancels all that runs."""
        for task in self._running:
            task.cancel()
