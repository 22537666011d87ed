"""Computing beside the event loop, so that a message that is being read holds up no other."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, TypeVar

Result = TypeVar("Result")


class Beside:
    """A pool of its own, so that other slow work, above all a hanging database, cannot use up its threads.

    Args:
        name: Of the threads.
    """

    def __init__(self, name: str) -> None:
        self._threads = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix=name)

    async def run(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Returns what a function returns, or raises what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)
