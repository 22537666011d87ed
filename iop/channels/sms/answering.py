"""Answers stored messages: one at a time for each person, in order, danger first."""

import asyncio
import datetime as dt
import logging
import time
from dataclasses import replace
from functools import partial
from typing import Callable, Dict, List, Optional, Set

from sqlalchemy.engine import Connection, Engine

from iop import clock
from iop.beside import Beside
from iop.channels.gate import Gate, Loading
from iop.channels.inbox import Inbox
from iop.channels.replies import BotMessage, Turn
from iop.channels.sms import consent, outbox, people
from iop.channels.sms.asked import Asked, was_answered
from iop.channels.sms.form import as_texts, choice
from iop.channels.sms.groups import Group, is_danger, next_group, sort, verdict_of
from iop.channels.sms.lane import AGAIN_SECONDS, Lane
from iop.channels.sms.machines import ANSWER, GOODBYE, SILENCE, Machines
from iop.channels.sms.people import People, Person
from iop.channels.sms.provider import HELP, STOP
from iop.channels.sms.reception import ATTACHMENT
from iop.channels.sms.silenced import silenced
from iop.channels.sms.texts import say
from iop.channels.sms.wishes import Wish
from iop.errors import IopError
from iop.plain import bare
from iop.safety.language import language
from iop.storage.encryption import Cipher

logger = logging.getLogger(__name__)

JOIN_SECONDS = 2.0
"""Messages that follow each other so quickly are one thought, and are answered together."""
AT_ONCE = 4
"""People who are answered at the same time."""
LEFT_SECONDS = 60.0
"""What waited so long is looked for once in so long: longer than answering takes."""
GIVE_WAY_SECONDS = 5.0
"""Longest time that an ordinary answer waits for a flood to end."""


class Answering:
    """Answers people. Danger has a lane of its own, and waits for nothing.

    Args:
        gate: Answers.
        engine: The database.
        cipher: Encrypts what is said.
        loading: The model.
        said: Called when there is something to send.
        is_crowded: Whether so much comes in at present that answers should give way for a moment.
        told: Ids of messages about danger whose words the acknowledgement held; they leave it as they are answered.
        join: Seconds within which messages are joined.
    """

    def __init__(
        self,
        gate: Gate,
        engine: Engine,
        cipher: Cipher,
        loading: Loading,
        said: Callable[[], None],
        is_crowded: Callable[[], bool],
        told: Set[str],
        join: float = JOIN_SECONDS,
    ) -> None:
        self._gate = gate
        self._engine = engine
        self._cipher = cipher
        self._inbox = Inbox(engine, cipher, "sms")
        self._people = People(engine, cipher)
        self._asked = Asked(engine, cipher)
        self._loading = loading
        self._said = said
        self._is_crowded = is_crowded
        self._told = told
        self._join = dt.timedelta(seconds=join)
        self._thread = Beside("sms-answering", threads=1)
        self._danger_thread = Beside("sms-danger", threads=1)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._danger = Lane(self._answer_danger)
        self._rest = Lane(self._answer_rest)
        self._machines = Machines()
        self._calm_until: Dict[str, int] = {}

    def wake(self, conversation_id: str) -> None:
        """Answers what is new in a conversation."""
        self._danger.wake(conversation_id)
        self._rest.wake(conversation_id)

    async def recover(self) -> None:
        """Answers what was stored but not answered when a process ended; until it is cancelled.

        What is found later than at the start was left behind by another process: ours forgets nothing.
        """
        late = 0.0
        while True:
            try:
                for conversation_id in await self._thread.run(self._inbox.waiting_conversations, late):
                    self.wake(conversation_id)
                late = pause = LEFT_SECONDS
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look may work
                logger.error("Text messages that wait cannot be looked for: %s", type(error).__name__)
                pause = AGAIN_SECONDS
            await asyncio.sleep(pause)

    async def _answer_danger(self, conversation_id: str) -> bool:
        """Answers the first message that speaks of danger, whatever else waits or is being answered."""
        calm_until = self._calm_until.get(conversation_id, 0)
        waiting = await self._danger_thread.run(self._inbox.waiting, conversation_id, calm_until)
        dangerous, _ = await self._danger_thread.run(sort, waiting)
        if dangerous:
            person = await self._danger_thread.run(self._people.of, conversation_id)
            await self._answer(conversation_id, person, Group(dangerous[:1], is_danger=True))
            return True
        if waiting:
            self._calm_until[conversation_id] = waiting[-1].id
        return False

    async def _answer_rest(self, conversation_id: str) -> bool:
        """Answers the next of the other messages."""
        waiting = await self._thread.run(self._inbox.waiting, conversation_id)
        _, calm = await self._thread.run(sort, waiting)
        if not calm:
            self._calm_until.pop(conversation_id, None)
            return False
        person = await self._thread.run(self._people.of, conversation_id)
        group = await self._thread.run(next_group, calm, person.opted_out, self._join)
        if group.wish is not None and not group.wish.is_certain and not person.opted_out:
            asked = partial(self._asked.of, conversation_id, group.messages[0].client_id)
            group = replace(group, draft=await self._thread.run(asked))
        if group.is_for_dialogue:
            last = group.messages[-1]
            left = min(self._join, self._join - (clock.utcnow() - last.received_at))
            pause = left.total_seconds() if last is calm[-1] else 0.0
            if pause > 0 or not self._loading.is_over():
                await asyncio.sleep(pause)
                await self._loading.wait()
                return True  # more may have come: look again
        async with self._at_once:
            await self._give_way()
            await self._answer(conversation_id, person, group)
        return True

    async def _give_way(self) -> None:
        """Waits a little while messages flood in: storing and acknowledging them comes first."""
        until = time.monotonic() + GIVE_WAY_SECONDS
        while self._is_crowded() and time.monotonic() < until:
            await asyncio.sleep(0.1)

    async def _answer(self, conversation_id: str, person: Person, group: Group) -> None:
        if person.opted_out and group.wish is None and not group.is_danger:
            group = await self._thread.run(self._with_silenced, conversation_id, group)
        reaction = await self._reaction(conversation_id, person, group)
        if reaction == SILENCE:
            await self._keep(conversation_id, group, Turn([]), [], outbox.ANSWER)
        elif group.wish is not None and not group.is_for_dialogue:
            await self._grant(conversation_id, person, group, group.wish)
        elif reaction == GOODBYE:
            spoken = language(group.text, bare(group.text).split())
            await self._grant(conversation_id, person, group, Wish(HELP, spoken))
        else:
            await self._reply(conversation_id, person, group)

    def _with_silenced(self, conversation_id: str, group: Group) -> Group:
        """Returns a group of somebody who said stop as danger, where it is that beside what got no answer before."""
        before = silenced(self._engine, self._cipher, conversation_id)
        verdict = verdict_of("\n".join([*before, group.text]))
        return replace(group, is_danger=True, verdict=verdict) if verdict.is_danger else group

    async def _reaction(self, conversation_id: str, person: Person, group: Group) -> str:
        """Returns whether a group gets its answer. Danger always does, and so does who says stop or start."""
        if group.is_danger or (group.wish is not None and group.wish.what != HELP):
            return ANSWER
        if person.opted_out and group.wish is None:
            return SILENCE
        reaction = self._machines.reaction(conversation_id, group.messages[0].id, group.text)
        if reaction != ANSWER and await self._thread.run(is_danger, group.text):
            return ANSWER
        return reaction

    async def _reply(self, conversation_id: str, person: Person, group: Group) -> None:
        text = group.text.replace(ATTACHMENT, " ").strip()
        spoken = language(text, bare(text).split())
        if not text:
            turn = Turn([BotMessage(say("media" if ATTACHMENT in group.text else "empty", spoken))])
        else:
            thread = self._thread_of(group)
            picked = await thread.run(self._picked, conversation_id, text)
            in_crisis = await thread.run(self._inbox.was_in_crisis, conversation_id)
            verdict = await thread.run(verdict_of, text) if group.wish else group.verdict
            message_id = group.messages[0].client_id
            turn = await self._gate.answer(
                conversation_id, picked or text, message_id, in_crisis, verdict, is_again=True
            )
            if group.wish and group.draft and turn.crisis is None:
                after = await thread.run(self._asked.draft_of, conversation_id)
                if not was_answered(group.draft, after):
                    await self._grant(conversation_id, person, group, group.wish)
                    return
            if ATTACHMENT in group.text and turn.crisis is None:
                turn = Turn([*turn.messages, BotMessage(say("media", spoken))], soft_line=turn.soft_line)
        texts = as_texts(turn)
        if group.is_danger or turn.crisis:
            texts = [] if group.messages[0].client_id in self._told else texts
            await self._keep(conversation_id, group, turn, texts, outbox.CRISIS)
            return
        also = []
        if not person.introduced:
            texts = [say("introduction", spoken), *texts]
            also.append(partial(people.introduce, conversation_id=conversation_id))
        await self._keep(conversation_id, group, turn, texts, outbox.ANSWER, *also)

    def _picked(self, conversation_id: str, text: str) -> Optional[str]:
        """Returns what a number stands for; nothing where the latest reply cannot be read."""
        try:
            return choice(text, self._inbox.choices(conversation_id))
        except IopError:
            return None

    async def _grant(self, conversation_id: str, person: Person, group: Group, wish: Wish) -> None:
        """Does what somebody wants of the texting, and says so once."""
        if wish.what == HELP:
            text, also = say("help", wish.language), []
        elif wish.what == STOP:
            text = say("stopped", wish.language)
            also = [
                partial(self._people.stop, conversation_id=conversation_id, how="message"),
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

    def _thread_of(self, group: Group) -> Beside:
        """Returns one of our two threads: more of them would take their time from acknowledgements.

        Danger has one to itself, so that nothing ordinary that hangs holds it up.
        """
        return self._danger_thread if group.is_danger else self._thread

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
        await self._thread_of(group).run(self._inbox.reply, conversation_id, first, turn, joined, together)
        self._told.difference_update(message.client_id for message in group.messages)
        self._said()
