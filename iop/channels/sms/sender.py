"""Sends what stands in the outbox, and keeps trying. Runs in the web processes, where the answers are made.

A message is leased and noted as being sent before the provider is called. Whoever finds it so later (the process was
killed, or the provider's answer got lost) first asks the provider whether it has it.
"""

import asyncio
import datetime as dt
import logging
import time
from dataclasses import dataclass
from typing import Callable, Dict, Mapping, Optional

import aiohttp
import sqlalchemy as sa

from iop import clock
from iop.beside import Beside
from iop.channels.sms import quiet
from iop.channels.sms.outbox import BEGUN, CRISIS, QUIET_HOURS, Places, Queued, SmsOutbox
from iop.channels.sms.provider import Provider, SendError
from iop.channels.sms.reasons import in_words
from iop.errors import IopError
from iop.facility import facility

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rhythm:
    """When to try. All times in seconds.

    Attributes:
        look: Between two looks into the outbox when nothing is said.
        shortest_look: Between two looks when much is said.
        first_pause: After the first failure; it doubles with each further one.
        longest_pause: Its limit.
        longest_pause_urgent: Its limit for a crisis text in its first minutes (`urgent_for`).
        urgent_for: So long after it was said somebody may still be looking at the phone for it.
        give_up: After this an answer is too old to be of use.
        give_up_begun: The same for a message that we begin; it may have to wait for the morning.
        at_once: Messages under way at the same time.
        urgent: Crisis texts that may be under way besides them.
        lease: After this a message whose process died in the middle is looked for at the provider, and sent again;
            longer than a request takes (`http.TIMEOUT`).
    """

    look: float = 1.0
    shortest_look: float = 0.05
    first_pause: float = 1.0
    longest_pause: float = 300.0
    longest_pause_urgent: float = 60.0
    urgent_for: float = 900.0
    give_up: float = 4 * 3600.0
    give_up_begun: float = 24 * 3600.0
    at_once: int = 16
    urgent: int = 8
    lease: float = 20.0

    def pause(self, queued: Queued) -> float:
        """Returns the pause after a failed attempt."""
        age = (clock.utcnow() - queued.created_at).total_seconds()
        is_urgent = queued.kind == CRISIS and age < self.urgent_for
        longest = min(self.longest_pause, self.longest_pause_urgent) if is_urgent else self.longest_pause
        return min(longest, self.first_pause * 2.0 ** min(queued.attempts - 1, 20))


class Sender:
    """Sends, one message at a time to each person, in order.

    Args:
        outbox: The messages.
        providers: By name.
        per_second: Messages that our number may send in a second.
        rhythm: When to try.
    """

    def __init__(
        self,
        outbox: SmsOutbox,
        providers: Mapping[str, Provider],
        per_second: Callable[[], float],
        rhythm: Optional[Rhythm] = None,
    ) -> None:
        self._outbox = outbox
        self._providers = providers
        self._per_second = per_second
        self._rhythm = rhythm or Rhythm()
        self._thread = Beside("sms-sender", threads=1)  # more of them would take their time from acknowledgements
        self._news = asyncio.Event()
        self._under_way: Dict[asyncio.Task[None], Queued] = {}
        self._next_slot = 0.0

    def wake(self) -> None:
        """Says that there is something to send."""
        self._news.set()

    async def run(self) -> None:
        """Sends until it is cancelled."""
        async with aiohttp.ClientSession() as session:
            while True:
                self._news.clear()
                try:
                    due = await self._thread.run(self._outbox.due, self._places(), list(self._providers))
                except (sa.exc.SQLAlchemyError, IopError) as error:
                    logger.error("The outbox of text messages cannot be read: %s", type(error).__name__)
                    due = []
                for queued in due:
                    self._start(session, queued)
                await asyncio.sleep(self._rhythm.shortest_look)
                try:
                    await asyncio.wait_for(self._news.wait(), self._rhythm.look)
                except asyncio.TimeoutError:
                    continue

    def _places(self) -> Places:
        """Returns what is left of our places: crisis texts have some of their own, and wait for no other message."""
        crises = [queued.conversation_id for queued in self._under_way.values() if queued.kind == CRISIS]
        busy = {queued.conversation_id for queued in self._under_way.values()}
        urgent = max(0, self._rhythm.urgent - len(crises))
        taken = len(self._under_way) - min(len(crises), self._rhythm.urgent)
        return Places(self._rhythm.at_once - taken, busy, urgent, set(crises))

    def _start(self, session: aiohttp.ClientSession, queued: Queued) -> None:
        task = asyncio.get_running_loop().create_task(self._send(session, queued))
        self._under_way[task] = queued
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        del self._under_way[task]
        self._news.set()

    async def _send(self, session: aiohttp.ClientSession, queued: Queued) -> None:
        try:
            if queued.is_unknown and await self._was_taken(session, queued):
                return
            if queued.kind == BEGUN and await self._must_wait(queued):
                return
            await self._slot(queued)
            claimed = await self._thread.run(self._outbox.claim, queued, self._rhythm.lease)
            if claimed is None:
                return
            queued = claimed
            provider_id = await self._providers[queued.provider].send(session, queued.number, queued.text)
            await self._thread.run(self._outbox.sent, queued, provider_id)
        except SendError as error:
            await self._failed(queued, error)
        except (sa.exc.SQLAlchemyError, IopError) as error:
            logger.error("Text message %d: %s", queued.id, type(error).__name__)
            await asyncio.sleep(self._rhythm.first_pause)

    async def _must_wait(self, queued: Queued) -> bool:
        """Puts off a message that we begin until the person's day has begun."""
        now = clock.utcnow().replace(tzinfo=dt.timezone.utc)
        due = quiet.next_time(queued.number, now, facility())
        if due > now:
            await self._thread.run(self._outbox.again, queued, QUIET_HOURS, (due - now).total_seconds(), False)
        return due > now

    async def _was_taken(self, session: aiohttp.ClientSession, queued: Queued) -> bool:
        """Looks whether the provider has a message whose attempt ended in the dark."""
        since = queued.tried_at or queued.created_at
        found = await self._providers[queued.provider].find(session, queued.number, queued.text, since)
        for provider_id in found:
            if not await self._thread.run(self._outbox.is_known, queued.provider, provider_id):
                await self._thread.run(self._outbox.sent, queued, provider_id)
                return True
        return False

    async def _failed(self, queued: Queued, error: SendError) -> None:
        give_up = self._rhythm.give_up_begun if queued.kind == BEGUN else self._rhythm.give_up
        too_old = clock.utcnow() - queued.created_at > dt.timedelta(seconds=give_up)
        why = in_words(queued.provider, str(error))
        logger.warning("Text message %d was not taken: %s (attempt %d).", queued.id, why, queued.attempts)
        try:
            if error.permanent or error.number_is or too_old:
                await self._thread.run(self._outbox.failed, queued, str(error), error.number_is)
            else:
                pause = max(self._rhythm.pause(queued), error.retry_after)
                unknown = error.unknown or queued.is_unknown
                await self._thread.run(self._outbox.again, queued, str(error), pause, unknown)
        except (sa.exc.SQLAlchemyError, IopError) as problem:
            logger.error("Text message %d: %s", queued.id, type(problem).__name__)

    async def _slot(self, queued: Queued) -> None:
        """Waits until our number may send the next message. Crisis texts take a place and do not wait for it."""
        now = time.monotonic()
        self._next_slot = max(now, self._next_slot + 1.0 / self._per_second())
        if queued.kind != CRISIS:
            await asyncio.sleep(self._next_slot - now)
