"""Messages, and conversations that send them to a server."""

import asyncio
import itertools
import random
import time
from dataclasses import dataclass
from typing import Dict, Iterator, List, Sequence

import aiohttp

from benchmarks.projects import entries, questions
from benchmarks.servers import AnswerError, Server

BEGINNINGS = ("", "hi, ", "ok so ", "just wondering, ", "sorry, ", "one more thing: ", "um, ", "hello, ", "please: ")
ENDINGS = ("", " thanks", " please", " ?", " just asking", " for my brother", " for my mom", " asking for a friend")


def messages(seed: int) -> Iterator[str]:
    """Returns messages without end, hardly any twice: a cache of either side must not answer for it."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    known = questions(entries(150))
    while True:
        yield chance.choice(BEGINNINGS) + chance.choice(known) + chance.choice(ENDINGS)


def wordings(seed: int) -> Iterator[str]:
    """Returns one question in ever other words: turns that differ in nothing else can be compared."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    question = chance.choice(questions(entries(150)))
    around = list(itertools.product(BEGINNINGS, ENDINGS))
    chance.shuffle(around)
    return (beginning + question + ending for beginning, ending in around)


@dataclass
class Load:
    """What a load came to: messages answered a second, the seconds of each, and messages without an answer."""

    rate: float
    seconds: List[float]
    errors: int


async def at_turns(server: Server, turns: Sequence[int], texts: Iterator[str], timed: Iterator[str]) -> List[float]:
    """Returns the seconds that some turns of one conversation took.

    Args:
        server: Who is asked.
        turns: Which turns, in order, counted from 1.
        texts: What is said between them.
        timed: What is said in them.
    """
    took: List[float] = []
    async with aiohttp.ClientSession() as session:
        conversation = await server.conversation(session)
        for before, turn in itertools.pairwise((0, *turns)):
            await server.lengthen(session, conversation, list(itertools.islice(texts, turn - before - 1)))
            took.append(await server.say(session, conversation, next(timed)))
    return took


async def loaded(server: Server, conversations: int, texts: Sequence[str], pause: float = 0.0) -> Load:
    """Sends messages from several conversations at the same time, each waiting for its answer.

    Args:
        server: Who is asked.
        conversations: At the same time; each begins anew after twenty turns.
        texts: The messages, shared out.
        pause: Seconds of silence after each answer.
    """
    waiting, took, errors = list(texts), [], 0

    async def talk(session: aiohttp.ClientSession) -> None:
        nonlocal errors
        conversation = ""
        for turn in itertools.count():
            if not waiting:
                return
            text = waiting.pop()
            try:
                if turn % 20 == 0 or not conversation:
                    conversation = await server.conversation(session)
                took.append(await server.say(session, conversation, text))
            except (AnswerError, aiohttp.ClientError, asyncio.TimeoutError):
                errors += 1
            await asyncio.sleep(pause)

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=conversations)) as session:
        start = time.monotonic()
        await asyncio.gather(*(talk(session) for _ in range(conversations)))
    return Load(len(took) / (time.monotonic() - start), took, errors)


async def soak(server: Server, minutes: float, conversations: int, pause: float) -> Dict[str, float]:
    """Loads a server for a while, and returns messages, errors and the growth of its memory after the warm-up.

    Args:
        server: Who is asked.
        minutes: How long; the first fifth is the warm-up.
        conversations: At the same time.
        pause: Seconds of silence after each answer, which sets the load.
    """
    texts, answered, errors, warm = messages(99), 0, 0, 0.0
    start = time.monotonic()
    while (spent := time.monotonic() - start) < 60 * minutes:
        if not warm and spent >= 12 * minutes:
            warm = server.memory()
        load = await loaded(server, conversations, list(itertools.islice(texts, 20 * conversations)), pause)
        answered, errors = answered + len(load.seconds), errors + load.errors
    return {"messages": answered, "errors": errors, "memory growth": server.memory() / (warm or 1.0) - 1}
