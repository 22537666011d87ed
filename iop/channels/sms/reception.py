"""Stores inbound messages before they are acknowledged: all that came meanwhile in one transaction.

A disk takes its time for every transaction. One for each message would make a flood wait in line. What cannot be stored
is kept in memory and tried again: Twilio delivers once.
"""

import asyncio
import logging
import time
from collections import deque
from typing import Callable, Deque, List, Optional, Sequence, Tuple

from sqlalchemy.engine import Engine

from iop.beside import Beside
from iop.channels.inbox import Inbox
from iop.channels.sms import consent
from iop.channels.sms.people import People
from iop.channels.sms.provider import START, STOP, Inbound
from iop.errors import IopError
from iop.storage.schema import inbound_messages

logger = logging.getLogger(__name__)

ATTACHMENT = "\ufffc"
"""Unicode's own sign for something that is no text stands where a picture was; the picture is not fetched."""

CROWD, CROWD_SECONDS = 30, 1.0
"""So many messages in so short a time are a flood."""
AGAIN_SECONDS = 2.0
"""After this what could not be stored is tried again."""
MOST = 10_000
"""So many messages may wait to be stored; more of them would take the memory."""

Arrival = Tuple[str, Inbound]
"""The provider's name, and the message."""
_Waiting = Tuple[Arrival, "asyncio.Future[str]"]


def store(engine: Engine, inbox: Inbox, people: People, arrivals: Sequence[Arrival]) -> List[str]:
    """Stores messages, each once, and returns their conversations. Blocks.

    Args:
        engine: The database.
        inbox: Holds them.
        people: Knows whose they are.
        arrivals: In the order in which they came.

    Raises:
        Exception: if nothing was stored.
    """
    conversations = []
    with engine.begin() as connection:
        for provider, message in arrivals:
            conversation_id = people.conversation(connection, message.number, provider)
            conversations.append(conversation_id)
            text = message.text + (ATTACHMENT if message.has_media else "")
            received = inbox.add(connection, conversation_id, message.id, text)
            if message.handled is not None and received.reply is None:
                row = inbound_messages.c.id == received.id
                connection.execute(inbound_messages.update().where(row).values(answered=True))
                if message.handled == STOP:
                    people.stop(connection, conversation_id, provider)
                elif message.handled == START:
                    consent.record(connection, conversation_id, consent.STARTED, provider)
    return conversations


class Reception:
    """Takes messages one by one, stores them together.

    Args:
        store: Stores messages and returns their conversations; called in a thread of its own.
    """

    def __init__(self, store: Callable[[Sequence[Arrival]], List[str]]) -> None:
        self._store = store
        self._thread = Beside("sms-reception", threads=1)
        self._waiting: List[_Waiting] = []
        self._latest: Deque[float] = deque(maxlen=CROWD)
        self._storing = False
        self._task: Optional[asyncio.Task[None]] = None

    def is_crowded(self) -> bool:
        """Returns whether so many messages come at present that other work should give way."""
        return len(self._latest) == CROWD and time.monotonic() - self._latest[0] < CROWD_SECONDS

    async def take(self, provider: str, message: Inbound) -> str:
        """Returns the conversation once the message is stored, however often that has to be tried.

        Raises:
            IopError: if too many wait already.
        """
        if len(self._waiting) >= MOST:
            raise IopError("too many wait to be stored")
        self._latest.append(time.monotonic())
        loop = asyncio.get_running_loop()
        stored: asyncio.Future[str] = loop.create_future()
        self._waiting.append(((provider, message), stored))
        if not self._storing:
            self._storing = True
            self._task = loop.create_task(self._empty())
        return await asyncio.shield(stored)

    async def _empty(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                reason = await self._store_together(batch)
                left = batch if reason else []
                if len(left) > 1:  # one of them may be the reason
                    left = [one for one in batch if await self._store_together([one])]
                if left:
                    logger.error("Text messages that could not be stored yet: %d (%s)", len(left), reason)
                    self._waiting = [*left, *self._waiting]
                    await asyncio.sleep(AGAIN_SECONDS)
        finally:
            self._storing = False

    async def _store_together(self, batch: Sequence[_Waiting]) -> Optional[str]:
        """Stores messages in one transaction. Returns what kept them from being stored, if anything."""
        try:
            arrivals = [arrival for arrival, _ in batch]
            conversations = await self._thread.run(self._store, arrivals)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next try may work
            return type(error).__name__
        for (_, future), conversation_id in zip(batch, conversations, strict=True):
            future.set_result(conversation_id)
        return None
