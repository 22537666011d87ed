"""Answers stored messages: one at a time for each person, in order, danger first."""

import asyncio
import datetime as dt
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Callable, Dict, List, Optional, Sequence, Set

from sqlalchemy.engine import Connection, Engine

from iop import safety
from iop.admissions.outbox import utcnow
from iop.channels.gate import Gate
from iop.channels.inbox import Inbox, Waiting
from iop.channels.replies import BotMessage, Turn
from iop.channels.sms import consent, outbox, people
from iop.channels.sms.form import as_texts, choice
from iop.channels.sms.people import People, Person
from iop.channels.sms.provider import HELP, STOP
from iop.channels.sms.reception import ATTACHMENT
from iop.channels.sms.texts import say
from iop.channels.sms.wishes import Wish, wish_in
from iop.safety.language import language
from iop.storage.encryption import Cipher
from iop.understanding.wording import bare

logger = logging.getLogger(__name__)

JOIN_SECONDS = 2.0
"""Messages that follow each other so quickly are one thought, and are answered together."""
JOINED_CHARACTERS = 1000
AT_ONCE = 4
"""People who are answered at the same time."""
GIVE_WAY_SECONDS = 1.0
"""Longest time that an ordinary answer waits for a flood to end."""
AGAIN_SECONDS = 5.0
"""After this the next try, when the database or a file is broken."""


@dataclass(frozen=True)
class Group:
    """Messages that get one answer.

    Attributes:
        messages: In order; never empty.
        is_danger: Whether they speak of danger, or that could not be found out.
        wish: What they want of the texting, where that is all they are.
    """

    messages: Sequence[Waiting]
    is_danger: bool = False
    wish: Optional[Wish] = None


class Answering:
    """Answers people, each in a task of its own that ends when there is nothing more to answer.

    Args:
        gate: Answers.
        engine: The database.
        cipher: Encrypts what is said.
        ready: Waits until the dialogue engine can answer.
        said: Called when there is something to send.
        is_crowded: Whether so much comes in at present that answers should give way for a moment.
        join: Seconds within which messages are joined.
    """

    def __init__(
        self,
        gate: Gate,
        engine: Engine,
        cipher: Cipher,
        ready: Callable[[], Any],
        said: Callable[[], None],
        is_crowded: Callable[[], bool],
        join: float = JOIN_SECONDS,
    ) -> None:
        self._gate = gate
        self._cipher = cipher
        self._inbox = Inbox(engine, cipher, "sms")
        self._people = People(engine, cipher)
        self._ready = ready
        self._said = said
        self._is_crowded = is_crowded
        self._join = dt.timedelta(seconds=join)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sms-answering")
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._news: Dict[str, asyncio.Event] = {}
        self._tasks: Set[asyncio.Task[None]] = set()

    def wake(self, conversation_id: str) -> None:
        """Answers what is new in a conversation."""
        news = self._news.get(conversation_id)
        if news is not None:
            news.set()
            return
        self._news[conversation_id] = asyncio.Event()
        task = asyncio.get_running_loop().create_task(self._work(conversation_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def recover(self) -> None:
        """Answers what was stored but not answered when the process ended."""
        for conversation_id in await self._off_loop(self._inbox.waiting_conversations):
            self.wake(conversation_id)

    async def _work(self, conversation_id: str) -> None:
        """Answers until nothing waits. What cannot be answered now is tried again: it is stored."""
        news = self._news[conversation_id]
        while True:
            news.clear()
            try:
                waiting = await self._off_loop(self._inbox.waiting, conversation_id)
                if waiting:
                    await self._answer_next(conversation_id, waiting, news)
                elif not news.is_set():
                    del self._news[conversation_id]
                    return
            except Exception as error:  # noqa: BLE001 - whatever it is, the message is stored, and the next try may work
                logger.error("A text message cannot be answered now: %s", type(error).__name__)
                await asyncio.sleep(AGAIN_SECONDS)

    async def _answer_next(self, conversation_id: str, waiting: Sequence[Waiting], news: asyncio.Event) -> None:
        person = await self._off_loop(self._people.of, conversation_id)
        group = await self._off_loop(next_group, waiting, person.opted_out, self._join)
        last = group.messages[-1]
        pause = (self._join - (utcnow() - last.received_at)).total_seconds()
        if pause > 0 and not group.is_danger and group.wish is None and last is waiting[-1]:
            try:
                await asyncio.wait_for(news.wait(), pause)
                return  # something more came: look again
            except asyncio.TimeoutError:
                pass
        if group.is_danger:
            await self._answer(conversation_id, person, group)
            return
        if group.wish is None and not person.opted_out:
            await self._ready()
        async with self._at_once:
            await self._give_way()
            await self._answer(conversation_id, person, group)

    async def _give_way(self) -> None:
        """Waits a little while messages flood in: storing and acknowledging them comes first."""
        until = time.monotonic() + GIVE_WAY_SECONDS
        while self._is_crowded() and time.monotonic() < until:
            await asyncio.sleep(0.1)

    async def _answer(self, conversation_id: str, person: Person, group: Group) -> None:
        if group.wish is not None:
            await self._grant(conversation_id, person, group)
        elif person.opted_out and not group.is_danger:
            await self._keep(conversation_id, group, Turn([]), [], outbox.ANSWER)
        else:
            await self._reply(conversation_id, person, group)

    async def _reply(self, conversation_id: str, person: Person, group: Group) -> None:
        whole = "\n".join(message.text for message in group.messages)
        text = whole.replace(ATTACHMENT, " ").strip()
        spoken = language(text, bare(text).split())
        if not text:
            turn = Turn([BotMessage(say("media" if ATTACHMENT in whole else "empty", spoken))])
        else:
            picked = choice(text, await self._off_loop(self._inbox.choices, conversation_id))
            in_crisis = await self._off_loop(self._inbox.was_in_crisis, conversation_id)
            turn = await self._gate.answer(conversation_id, picked or text, group.messages[0].client_id, in_crisis)
            if ATTACHMENT in whole and turn.crisis is None:
                turn = Turn([*turn.messages, BotMessage(say("media", spoken))], soft_line=turn.soft_line)
        texts = as_texts(turn)
        if group.is_danger or turn.crisis:
            await self._keep(conversation_id, group, turn, texts, outbox.CRISIS)
            return
        also = []
        if not person.introduced:
            texts = [say("introduction", spoken), *texts]
            also.append(partial(people.introduce, conversation_id=conversation_id))
        await self._keep(conversation_id, group, turn, texts, outbox.ANSWER, *also)

    async def _grant(self, conversation_id: str, person: Person, group: Group) -> None:
        """Does what somebody wants of the texting, and says so once."""
        wish = group.wish
        assert wish is not None  # noqa: S101 - for the type checker
        if wish.what == HELP:
            text, also = say("help", wish.language), []
        elif wish.what == STOP:
            text = say("stopped", wish.language)
            also = [
                partial(consent.record, conversation_id=conversation_id, event=consent.STOPPED, how="message"),
                partial(outbox.drop, conversation_id=conversation_id),
            ]
        else:
            text = say("started" if person.opted_out else "introduction", wish.language)
            also = [
                partial(consent.record, conversation_id=conversation_id, event=consent.STARTED, how="message"),
                partial(people.introduce, conversation_id=conversation_id),
            ]
        if wish.what == STOP and person.opted_out:
            await self._keep(conversation_id, group, Turn([]), [], outbox.NOTICE, *also)
        else:
            await self._keep(conversation_id, group, Turn([BotMessage(text)]), [text], outbox.NOTICE, *also)

    async def _off_loop(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Runs something in one thread of our own: more of them would take their time from acknowledgements."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(function, *arguments))

    async def _keep(
        self,
        conversation_id: str,
        group: Group,
        turn: Turn,
        texts: List[str],
        kind: str,
        *also: Callable[[Connection], None],
    ) -> None:
        """Stores the answer and what is to be sent in one transaction."""

        def together(connection: Connection) -> None:
            for do in also:
                do(connection)
            outbox.add(connection, self._cipher, conversation_id, kind, texts)

        first, *joined = (message.id for message in group.messages)
        await self._off_loop(self._inbox.reply, conversation_id, first, turn, joined, together)
        self._said()


def next_group(waiting: Sequence[Waiting], opted_out: bool, join: dt.timedelta) -> Group:
    """Returns what is answered next.

    Danger goes before everything that waits. A wish about the texting stands alone. Otherwise quick successive
    messages are answered together; the gate looks for danger in the whole.

    Args:
        waiting: The unanswered messages of one person, in order.
        opted_out: Whether the person said stop.
        join: The longest time between messages that belong together.
    """
    for message in waiting:
        if is_danger(message.text):
            return Group([message], is_danger=True)
    group: List[Waiting] = []
    for message in waiting:
        wish = wish_in(message.text, opted_out)
        if wish is not None and not group:
            return Group([message], wish=wish)
        length = sum(len(one.text) for one in group) + len(message.text)
        if wish or (group and (message.received_at - group[-1].received_at > join or length > JOINED_CHARACTERS)):
            break
        group.append(message)
    return Group(group)


@lru_cache(maxsize=20_000)
def is_danger(text: str) -> bool:
    """Returns whether a message speaks of danger, or whether that cannot be found out.

    "Stop bothering me" alone looks like a threat. Where somebody wants the texts to stop, what else they say counts.
    """
    verdict = safety.check(text)
    wish = wish_in(text) if verdict.route is not None else None
    if wish is not None:
        verdict = safety.check(wish.rest)
    return verdict.route is not None or verdict.failed
