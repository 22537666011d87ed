"""Works for many people at the same time, and for each of them on one thing at a time."""

import asyncio
import logging
from typing import Awaitable, Callable, Dict

from iop.channels.tasks import Tasks
from iop.errors import reason

logger = logging.getLogger(__name__)

AGAIN_SECONDS = 5.0
"""After this the next try, when the database or a file is broken."""

Step = Callable[[str], Awaitable[bool]]


class Lane:
    """One task for each conversation that has something to do; it ends when nothing is left.

    Args:
        step: Does the next thing for a conversation and returns whether there was any. What it raises is logged, and it
            is called again later.
    """

    def __init__(self, step: Step) -> None:
        self._step = step
        self._news: Dict[str, asyncio.Event] = {}
        self._tasks = Tasks()

    def wake(self, conversation_id: str) -> None:
        """Says that there is something new in a conversation."""
        news = self._news.get(conversation_id)
        if news is not None:
            news.set()
            return
        self._news[conversation_id] = asyncio.Event()
        self._tasks.begin(self._work(conversation_id))

    async def _work(self, conversation_id: str) -> None:
        news = self._news[conversation_id]
        while True:
            news.clear()
            try:
                if not await self._step(conversation_id) and not news.is_set():
                    del self._news[conversation_id]
                    return
            except Exception as error:  # noqa: BLE001 - whatever it is, the message is stored, and the next try may work
                logger.error("A text message cannot be answered now: %s", reason(error))
                await asyncio.sleep(AGAIN_SECONDS)
