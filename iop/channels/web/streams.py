"""Server-sent events: every message to the person, in order, once; resumed by id."""

import asyncio
import json
from typing import Awaitable, Callable, List, MutableMapping
from weakref import WeakValueDictionary

from sanic.response import HTTPResponse

from iop.channels.inbox import StoredMessage

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

    async def wait(self, seconds: float) -> None:
        """Waits until woken, at most some seconds."""
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except asyncio.TimeoutError:
            return


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
        waiting = asyncio.ensure_future(signal.wait(HEARTBEAT_SECONDS))
        try:
            fresh = await fetch(cursor)
            for message in fresh:
                data = json.dumps(message.as_dict(), ensure_ascii=False)
                await stream.send(f"id: {message.id}\nevent: message\ndata: {data}\n\n")
                cursor = message.id
            await waiting
        finally:
            waiting.cancel()
        if not fresh:
            await stream.send(": still here\n\n")
