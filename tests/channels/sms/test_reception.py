"""Where messages cannot be stored at once, everybody is told something, and nothing is lost."""

import asyncio
import sqlite3
import time
from concurrent.futures import Future
from contextlib import closing
from typing import Any, List, Sequence

import pytest
import sqlalchemy as sa

from iop.channels.inbox import Inbox
from iop.channels.sms import channel as sms_channel
from iop.channels.sms import reception
from iop.channels.sms.provider import Inbound
from iop.channels.sms.reception import Reception
from iop.storage.engine import database
from tests.channels.sms.conftest import Start
from tests.channels.sms.running import ANN, BOB, CAM, Running, rows
from tests.channels.sms.stand_ins import Telnyx


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the database waits a moment only."""
    monkeypatch.setattr(sms_channel, "STORE_SECONDS", 0.2)
    monkeypatch.setattr(sms_channel, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(reception, "AGAIN_SECONDS", 0.1)


async def told(channel: Running, text: str, number: str = ANN) -> str:
    """Texts as Twilio does, and returns what the acknowledgement has Twilio say."""
    return str(await (await channel.text(text, number)).text())


@pytest.mark.usefixtures("quick")
async def test_without_a_database_everybody_is_told_something_and_nothing_is_lost(start: Start) -> None:
    channel = await start()
    with database().begin() as connection:
        connection.exec_driver_sql("ALTER TABLE inbound_messages RENAME TO gone")
    danger, question, stop = await asyncio.gather(
        told(channel, "i want to kill myself"), told(channel, "what does it cost", BOB), told(channel, "STOP", CAM)
    )
    assert "call or text 988" in danger
    assert question == stop
    assert "<Message>I'm sorry, I can't answer right now. A person can help you at (303) 555-0142." in stop
    with database().begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO inbound_messages")
    await channel.until(lambda: len(rows("inbound_messages")) == 3)
    await channel.quiet()
    assert channel.twilio.texts(ANN) == []  # they have the words
    assert [(row.kind, row.route) for row in rows("outbox")] == [("crisis", "suicide_self")]
    assert channel.twilio.texts(BOB)[1:] == ["Echo: what does it cost"]
    assert "no more texts" in channel.twilio.texts(CAM)[0]
    assert [row.event for row in rows("sms_consent")][-1] == "stopped"
    await channel.text("i want to kill myself")
    await channel.quiet()
    assert "988" in channel.twilio.texts(ANN)[0]


@pytest.mark.usefixtures("quick")
async def test_who_delivers_again_is_asked_to(start: Start) -> None:
    channel = await start()
    with database().begin() as connection:
        connection.exec_driver_sql("ALTER TABLE inbound_messages RENAME TO gone")
    body = Telnyx.inbound("i want to die", ANN, "t1")
    assert (await channel.telnyx.post(channel.session, channel.base, body)).status == 503
    with database().begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO inbound_messages")
    assert (await channel.telnyx.post(channel.session, channel.base, body)).status == 200
    await channel.quiet()
    assert len([text for text in channel.telnyx.texts(ANN) if "call or text 988 now" in text]) == 1
    assert len(rows("inbound_messages")) == 1


@pytest.mark.usefixtures("quick")
async def test_storing_fails_in_a_way_that_nobody_thought_of(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    channel = await start()

    def broken(*_: Any) -> None:
        raise ValueError

    monkeypatch.setattr(Inbox, "add", broken)
    answers = await asyncio.gather(*(told(channel, text) for text in ("i want to kill myself", "what does it cost")))
    assert "call or text 988" in answers[0]
    assert "I can't answer right now" in answers[1]


@pytest.mark.usefixtures("quick")
async def test_more_than_memory_may_hold_are_told_whom_to_call(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    channel = await start()
    monkeypatch.setattr(reception, "MOST", 0)
    assert "call or text 988" in await told(channel, "i want to kill myself")
    assert "I can't answer right now" in await told(channel, "what does it cost")


def arrival(number: int) -> Inbound:
    return Inbound(f"SM{number}", ANN, f"message {number}")


async def test_a_message_that_cannot_be_stored_keeps_no_other_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "AGAIN_SECONDS", 0.05)
    stored: List[str] = []
    faults = {"SM1": 4}

    def store(arrivals: Sequence[reception.Arrival]) -> List[str]:
        for _, message in arrivals:
            if faults.get(message.id):
                faults[message.id] -= 1
                raise ValueError
        stored.extend(message.id for _, message in arrivals)
        return [message.number for _, message in arrivals]

    desk = Reception(store)
    taken = await asyncio.gather(*(desk.take("twilio", arrival(number)) for number in range(4)))
    assert taken == [ANN] * 4
    assert stored == ["SM0", "SM2", "SM3", "SM1"]


async def test_what_could_not_be_stored_is_stored_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "AGAIN_SECONDS", 0.1)
    stored: List[str] = []
    works = False

    def store(arrivals: Sequence[reception.Arrival]) -> List[str]:
        if not works:
            raise sa.exc.OperationalError("INSERT", {}, Exception("database is locked"))
        stored.extend(message.id for _, message in arrivals)
        return [message.number for _, message in arrivals]

    desk = Reception(store)
    waiting = []
    for number in range(5):
        waiting.append(asyncio.ensure_future(desk.take("twilio", arrival(number))))
        await asyncio.sleep(0.05)
    works = True
    await asyncio.gather(*waiting)
    assert stored == [f"SM{number}" for number in range(5)]


async def test_a_message_in_the_first_moment_waits_for_the_database(start: Start) -> None:
    channel = await start()
    opened = channel.app.ctx.channel._works.result()
    channel.app.ctx.channel._works = Future()
    asyncio.get_running_loop().call_later(0.3, channel.app.ctx.channel._works.set_result, opened)
    began = time.monotonic()
    await channel.text("hello")
    assert time.monotonic() - began < reception.AGAIN_SECONDS
    assert (await channel.said(2))[1] == "Echo: hello"


async def test_while_the_database_is_locked_danger_gets_its_words_at_once(start: Start) -> None:
    channel = await start()
    await channel.text("hello")
    await channel.said(2)
    with closing(sqlite3.connect(str(database().url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        calm = asyncio.ensure_future(channel.text("what does it cost"))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        answer = await channel.text("i want to kill myself")
        assert time.monotonic() - began < 3
        assert "988" in await answer.text()
    await calm
    await channel.quiet()
    assert set(channel.echo.asked) == {"hello", "i want to kill myself", "what does it cost"}
    assert [row.crisis for row in rows("inbound_messages")] == [None, None, "suicide_self"]
    assert [row.kind for row in rows("outbox")] == ["crisis"]
    assert {row.kind for row in rows("sms_outbox")} == {"answer"}  # the words are told already


@pytest.mark.usefixtures("quick")
async def test_what_comes_before_the_database_can_be_opened_is_kept(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms_channel, "OPEN_SECONDS", 0.1)
    channel = await start()
    opened = channel.app.ctx.channel._works.result()
    channel.app.ctx.channel._works = Future()
    assert "I can't answer right now" in await told(channel, "STOP")
    channel.app.ctx.channel._works.set_result(opened)
    assert "no more texts" in (await channel.said(1))[0]
