"""Answers messages of the website: each once, those of a conversation in order, and danger before all of them."""

import asyncio
import logging
import time
from contextlib import suppress
from typing import Awaitable, Callable, List, MutableMapping
from weakref import WeakValueDictionary

from iop.channels.gate import ANSWER_SECONDS, CRISIS_SECONDS, Gate
from iop.channels.inbox import Inbox, Received, StoredMessage
from iop.channels.tasks import Tasks
from iop.channels.web.requests import WebMessage
from iop.safety import Verdict
from iop.storage.engine import STORAGE

logger = logging.getLogger(__name__)

STORE_SECONDS = 4.0
"""What storing may take besides. After that the person is answered without the database, and the client posts again."""
DANGER_SECONDS = CRISIS_SECONDS + 1.0
"""How long danger waits for its words, storing included. What takes longer is stored all the same."""
LOOK_SECONDS = 60.0
"""What waits for so long was left behind, by a process that ended or a database that was away; looked for as often."""
LATE_SECONDS = 3600.0
"""After this nobody waits for the answer any more."""


class UnansweredError(Exception):
    """No reply to the message is stored.

    Args:
        verdict: What the safety check found in the message.
        is_other: Whether it speaks of danger and its id is another message's, whose reply is not meant for it.
    """

    def __init__(self, verdict: Verdict, is_other: bool = False) -> None:
        super().__init__("another message has this id" if is_other else "no reply is stored")
        self.verdict = verdict
        self.is_other = is_other


class _UsedIdError(Exception):
    pass


class _Place:
    """A place in a line, taken at arrival: the check for danger, which comes first, changes no order."""

    def __init__(self, line: asyncio.Lock) -> None:
        self._line = line
        self.is_behind_others = line.locked()
        self._waiting = asyncio.get_running_loop().create_task(line.acquire())

    async def reached(self) -> None:
        """Returns when it is this place's turn."""
        await self._waiting

    def leave(self) -> None:
        """Lets the next one go on."""
        if not self._waiting.cancel() and not self._waiting.cancelled():
            self._line.release()


class Answering:
    """Answers the messages of all conversations on the website.

    Args:
        gate: Answers.
        inbox: Opens the stored messages; may block and raise.
        said: Called with the conversation to which something was said.
    """

    def __init__(self, gate: Gate, inbox: Callable[[], Inbox], said: Callable[[str], None]) -> None:
        self._gate = gate
        self._inbox = inbox
        self._said = said
        self._lines: MutableMapping[str, asyncio.Lock] = WeakValueDictionary()
        self._tasks = Tasks()

    async def answer(self, conversation_id: str, message: WebMessage) -> List[StoredMessage]:
        """Returns the reply to a message.

        Where the caller is cancelled, it is answered and stored all the same: who says yes and closes the page has said
        yes.

        Raises:
            UnansweredError: if there is no reply, or none in time.
        """
        return await asyncio.shield(self._tasks.begin(self._answer(conversation_id, message)))

    async def recover(self, ready: Callable[[], Awaitable[None]]) -> None:
        """Answers what was stored but not answered, where nothing was said after it; until it is cancelled.

        Args:
            ready: Returns when there is a model, or when waiting for it is over.
        """
        while True:
            await ready()
            try:
                left = await STORAGE.run(lambda: self._inbox().left_behind(LOOK_SECONDS, LATE_SECONDS))
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look may work
                logger.error("Messages that were left behind cannot be looked for: %s", type(error).__name__)
                left = []
            for conversation_id, message in left:
                with suppress(UnansweredError):  # logged; the next look tries again
                    await self.answer(conversation_id, WebMessage(message.client_id, message.text))
            await asyncio.sleep(LOOK_SECONDS)

    def _line(self, name: str) -> asyncio.Lock:
        """Returns the lock of one line, as long as somebody holds it."""
        line = self._lines.get(name)
        if line is None:
            line = self._lines[name] = asyncio.Lock()
        return line

    async def _answer(self, conversation_id: str, message: WebMessage) -> List[StoredMessage]:
        """Danger waits for no other message, only for itself where it came twice."""
        until = time.monotonic() + ANSWER_SECONDS
        place = _Place(self._line(conversation_id))
        try:
            verdict = await self._gate.check(message.text)
            if verdict.is_danger:
                place.leave()
                place = _Place(self._line(f"{conversation_id} {message.id}"))
            answering = self._tasks.begin(self._reply(place, conversation_id, message, verdict, until))
        except BaseException:
            place.leave()
            raise
        try:
            if verdict.is_danger:
                return await asyncio.wait_for(asyncio.shield(answering), DANGER_SECONDS)
            return await asyncio.wait_for(answering, ANSWER_SECONDS + STORE_SECONDS)
        except _UsedIdError:
            raise UnansweredError(verdict, is_other=True) from None
        except Exception as error:
            logger.error("A message could not be answered: %s", type(error).__name__)
            raise UnansweredError(verdict) from error

    async def _reply(
        self, place: _Place, conversation_id: str, message: WebMessage, verdict: Verdict, until: float
    ) -> List[StoredMessage]:
        """Returns the stored reply, which is made where there is none yet.

        Raises:
            TimeoutError: if earlier messages took so long that no time was left; then there is no reply yet.
        """
        try:
            await place.reached()
            received = await STORAGE.run(self._receive, conversation_id, message, verdict)
            if received.reply is not None:
                return received.reply
            may_be_late = place.is_behind_others and not verdict.is_danger
            left = until - time.monotonic()
            if may_be_late and left <= 0:
                raise TimeoutError
            turn = await self._gate.answer(
                conversation_id, message.text, message.id, received.after_crisis, verdict, left, received.is_again
            )
            if may_be_late and time.monotonic() > until:
                raise TimeoutError
            stored = await STORAGE.run(lambda: self._inbox().reply(conversation_id, received.id, turn))
        finally:
            place.leave()
        self._said(conversation_id)
        return stored

    def _receive(self, conversation_id: str, message: WebMessage, verdict: Verdict) -> Received:
        inbox = self._inbox()
        received = inbox.receive(conversation_id, message.id, message.text)
        if verdict.is_danger and inbox.is_other(received.id, message.text):
            raise _UsedIdError
        return received
