"""The process is killed a hundred times at random moments: nothing is lost, nothing is answered twice."""

import asyncio
import random
from collections import Counter
from pathlib import Path
from typing import Any, Dict, List

import aiohttp
import pytest
import sqlalchemy as sa

from iop.settings import settings
from tests.channels.sms.running import ANN, BOB
from tests.channels.sms.stand_ins import ACCOUNT, OURS, PUBLIC, TOKEN, Twilio
from tests.forking import loaded_context
from tests.server import free_port

pytestmark = pytest.mark.long

RUNS = 100
MESSAGES = 3


async def deliver(twilio: Twilio, session: aiohttp.ClientSession, base: str, form: Dict[str, str]) -> None:
    """Calls until the channel has acknowledged, as a provider does that tries again."""
    while True:
        try:
            answer = await twilio.post(session, base, form)
            if answer.status == 200:
                return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.01)


async def test_a_hundred_kills_lose_and_double_nothing(var_folder: Path, twilio: Twilio) -> None:
    port = free_port()
    environment = {
        "IOP_VAR": str(var_folder),
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_FROM": OURS,
        "TWILIO_API_BASE": twilio.url,
        "PUBLIC_URL": PUBLIC,
    }
    context = loaded_context()
    from tests.channels.sms import crash_process

    def start() -> Any:
        process = context.Process(target=crash_process.main, args=(port, environment), daemon=True)
        process.start()
        return process

    sent: Dict[str, List[str]] = {ANN: [], BOB: []}
    process = start()
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
            for run in range(RUNS):
                killed = asyncio.get_running_loop().create_task(kill_later(process))
                for number in range(MESSAGES):
                    person = random.choice((ANN, BOB))
                    text = f"message {run} {number}"
                    sent[person].append(text)
                    form = Twilio.inbound(text, person, f"SM{run}-{number}")
                    delivered = asyncio.get_running_loop().create_task(
                        deliver(twilio, session, f"http://127.0.0.1:{port}", form)
                    )
                    while not delivered.done():
                        if killed.done() and not process.is_alive():
                            process = start()
                        await asyncio.sleep(0.005)
                await killed
                if not process.is_alive():
                    process = start()
            await asyncio.to_thread(wait_until_all_is_sent, var_folder)
    finally:
        process.kill()
        process.join()
    for person, texts in sent.items():
        said = [text for text in twilio.texts(person) if text.startswith("Echo: ")]
        assert Counter(said) == Counter(f"Echo: {text}" for text in texts)
        assert said == [f"Echo: {text}" for text in texts]


async def kill_later(process: Any) -> None:
    await asyncio.sleep(random.uniform(0.05, 0.35))
    process.kill()
    await asyncio.to_thread(process.join)


def wait_until_all_is_sent(var: Path) -> None:
    import time

    engine = sa.create_engine(f"sqlite:///{settings().database().partition('///')[2]}")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with engine.connect() as connection:
            waiting = connection.execute(sa.text("SELECT count(*) FROM inbound_messages WHERE NOT answered")).scalar()
            unsent = sa.text("SELECT count(*) FROM sms_outbox WHERE state IN ('pending', 'sending')")
            if not waiting and not connection.execute(unsent).scalar():
                return
        time.sleep(0.1)
    raise AssertionError("not everything was answered")
