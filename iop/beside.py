"""Work beside the event loop in threads of its own; in the common threads, `asyncio.to_thread` runs it."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, TypeVar

Result = TypeVar("Result")


class Beside:
    """A pool of its own, so that other slow work, above all a hanging database, cannot use up its threads.

    Args:
        name: Of the threads.
        threads: How many functions may run at the same time.
    """

    def __init__(self, name: str, threads: int = os.cpu_count() or 1) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def run(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Returns what a function returns, or raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)
