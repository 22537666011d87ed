"""A flood of text messages: how quickly they are acknowledged, and whether each is answered once and in order.

Two engines: an echo, where every answer can be checked against what was sent, and the real server with Rasa behind it,
which competes with the acknowledgements for the processor.
"""

import argparse
import asyncio
import multiprocessing
import os
import tempfile
import time
from pathlib import Path
from typing import Any, Dict

import aiohttp
import sqlalchemy as sa

from benchmarks.figures import as_text, write
from iop.channels.sms.answering import JOIN_SECONDS
from tests.channels.sms import crash_process
from tests.channels.sms.flood import Flood, echoed, flood
from tests.channels.sms.stand_ins import ACCOUNT, OURS, PUBLIC, TOKEN, Twilio
from tests.server import ROOT, Server, free_port

RATE, PEOPLE = 200, 100
DRAIN_SECONDS = 400
FACILITY = "\nsms:\n  messages_per_second: 200\n"


def environment(var: Path, twilio: Twilio) -> Dict[str, str]:
    facility = var.parent / "facility.yml"
    facility.write_text((ROOT / "data" / "facility.yml").read_text(encoding="utf-8") + FACILITY, encoding="utf-8")
    return {
        "IOP_VAR": str(var),
        "IOP_FACILITY": str(facility),
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_FROM": OURS,
        "TWILIO_API_BASE": twilio.url,
        "PUBLIC_URL": PUBLIC,
    }


async def echo(folder: Path, seconds: float) -> Dict[str, Any]:
    """Floods the channel with an echo behind it.

    The detector takes a few of the long joined messages for danger; the crisis texts are their answer.
    """
    twilio = await Twilio().start()
    port = free_port()
    own = environment(folder / "var", twilio)
    context: Any = multiprocessing.get_context("spawn")
    process = context.Process(target=crash_process.main, args=(port, own, JOIN_SECONDS), daemon=True)
    process.start()
    try:
        base = f"http://127.0.0.1:{port}"
        await reachable(base)
        result, drained = await measured(twilio, base, folder, seconds)
    finally:
        process.kill()
        process.join()
        await twilio.stop()
    answered = {person: echoed(twilio, person) for person in result.sent}
    with database(folder).connect() as connection:
        alarms = connection.execute(
            sa.text("SELECT count(*) FROM inbound_messages WHERE crisis IS NOT NULL")
        ).scalar_one()
    numbers = [number for answers in answered.values() for number in answers]
    return {
        **report(result, drained),
        "answered with the crisis texts": alarms,
        "lost": sum(map(len, result.sent.values())) - len(set(numbers)) - alarms,
        "doubled": len(numbers) - len(set(numbers)),
        "out of order": sum(answers != sorted(answers) for answers in answered.values()),
    }


async def rasa(folder: Path, seconds: float) -> Dict[str, Any]:
    """Floods the real server."""
    twilio = await Twilio().start()
    server = Server(folder / "var", **environment(folder / "var", twilio))
    try:
        await asyncio.to_thread(server.wait)
        result, drained = await measured(twilio, server.url, folder, seconds)
    finally:
        await asyncio.to_thread(server.stop)
        await twilio.stop()
    with database(folder).connect() as connection:
        stored = connection.execute(sa.text("SELECT count(*) FROM inbound_messages WHERE answered")).scalar_one()
    return {**report(result, drained), "lost": sum(map(len, result.sent.values())) - stored}


async def measured(twilio: Twilio, base: str, folder: Path, seconds: float) -> "tuple[Flood, float]":
    result = await flood(twilio, base, RATE, seconds, PEOPLE)
    began = time.monotonic()
    while time.monotonic() - began < DRAIN_SECONDS and waiting(folder):
        await asyncio.sleep(1)
    return result, time.monotonic() - began


def report(result: Flood, drained: float) -> Dict[str, Any]:
    return {
        "messages": len(result.seconds),
        "acknowledged": result.statuses.get(200, 0),
        "p50 ms": round(result.slowest(0.5) * 1000, 1),
        "p95 ms": round(result.slowest(0.95) * 1000, 1),
        "p99 ms": round(result.slowest(0.99) * 1000, 1),
        "answered after the flood, seconds": round(drained),
    }


def database(folder: Path) -> Any:
    return sa.create_engine(f"sqlite:///{folder / 'var' / 'iop.db'}")


def waiting(folder: Path) -> int:
    with database(folder).connect() as connection:
        unanswered = connection.execute(sa.text("SELECT count(*) FROM inbound_messages WHERE NOT answered"))
        unsent = connection.execute(sa.text("SELECT count(*) FROM sms_outbox WHERE state IN ('pending', 'sending')"))
        return int(unanswered.scalar_one() + unsent.scalar_one())


async def reachable(base: str) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(600):
            try:
                async with session.get(base):
                    await asyncio.sleep(1)
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.1)
    raise SystemExit("The process did not come up.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--engine", choices=["echo", "rasa", "both"], default="both")
    chosen = parser.parse_args()
    figures = {}
    for name, run in (("echo", echo), ("rasa", rasa)):
        if chosen.engine in (name, "both"):
            with tempfile.TemporaryDirectory() as folder:
                figures[name] = asyncio.run(run(Path(folder), chosen.seconds))
            print(name, as_text(figures[name]))
    write("sms", {"cores": os.cpu_count(), "rate": RATE, **figures})


if __name__ == "__main__":
    main()
