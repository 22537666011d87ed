"""Server-sent events: every message to the person, in order, once; resumed by id."""

import asyncio
import json
import logging
from typing import Awaitable, Callable, List, MutableMapping, Set, Tuple
from weakref import WeakValueDictionary

from sanic.response import HTTPResponse

from iop.channels.inbox import StoredMessage

logger = logging.getLogger(__name__)

WATCH_SECONDS = 2
HEARTBEAT_SECONDS = 15
"""How often a silent stream says that it is alive, so that proxies keep it open."""


class Signal:
    """Wakes everyone who follows one conversation."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        """Wakes them."""
        self._event.set()
        self._event = asyncio.Event()

    def listen(self) -> Callable[[float], Awaitable[bool]]:
        """Returns what waits at most some seconds, and tells whether it was woken since this call."""
        event = self._event

        async def heard(seconds: float) -> bool:
            try:
                await asyncio.wait_for(event.wait(), seconds)
            except asyncio.TimeoutError:
                return False
            return True

        return heard


class Streams:
    """The signals of the conversations that somebody follows."""

    def __init__(self) -> None:
        self._signals: MutableMapping[str, Signal] = WeakValueDictionary()

    def of(self, conversation_id: str) -> Signal:
        """Returns a conversation's signal."""
        signal = self._signals.get(conversation_id)
        if signal is None:
            signal = self._signals[conversation_id] = Signal()
        return signal

    async def watch(self, arrivals: Callable[[int], Awaitable[Tuple[int, Set[str]]]]) -> None:
        """Wakes the followers of conversations in which another process spoke: one query for all streams.

        Args:
            arrivals: Returns the newest message's id and the conversations spoken in after an id.
        """
        cursor = -1
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            if not self._signals:
                continue
            try:
                cursor, conversations = await arrivals(cursor)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look may work
                logger.error("New messages cannot be looked for: %s", type(error).__name__)
                continue
            for conversation_id in conversations & set(self._signals):
                self._signals[conversation_id].set()


async def follow(
    stream: HTTPResponse, signal: Signal, fetch: Callable[[int], Awaitable[List[StoredMessage]]], cursor: int
) -> None:
    """Writes messages to a stream until the client goes away.

    Args:
        stream: The open response.
        signal: Wakes when there may be something new.
        fetch: Returns the messages after a cursor.
        cursor: Where to begin.
    """
    await stream.send("retry: 2000\n\n")
    while True:
        heard = signal.listen()
        for message in await fetch(cursor):
            data = json.dumps(message.as_dict(), ensure_ascii=False)
            await stream.send(f"id: {message.id}\nevent: message\ndata: {data}\n\n")
            cursor = message.id
        while not await heard(HEARTBEAT_SECONDS):
            await stream.send(": still here\n\n")
