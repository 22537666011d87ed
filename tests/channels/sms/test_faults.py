"""What is broken here does not silence danger, and what was promised is kept."""

import asyncio
import datetime as dt
import threading
import time
from pathlib import Path
from typing import List

import pytest
import sqlalchemy as sa

from iop import safety
from iop.channels.inbox import Inbox, Waiting
from iop.channels.sms import answering, outbox, wishes
from iop.channels.sms.groups import next_group, sort
from iop.channels.sms.people import People
from iop.safety.verdict import Verdict
from iop.settings import settings
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database
from iop.storage.schema import inbound_messages, sms_outbox
from tests.channels.sms.conftest import Start
from tests.channels.sms.running import ANN, rows
from tests.channels.sms.stand_ins import Twilio


async def test_what_was_stored_is_answered_after_a_start(start: Start) -> None:
    first = await start()
    first.echo.seconds = 60
    await first.text("hello")
    await first.until(lambda: first.echo.asked == ["hello"])
    await first.stop()
    second = await start()
    assert (await second.said(2))[1] == "Echo: hello"


async def test_what_was_stored_is_answered_though_the_first_look_for_it_failed(
    start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(answering, "AGAIN_SECONDS", 0.1)
    look = Inbox.waiting_conversations
    looks: List[float] = []

    def locked_at_first(self: Inbox, seconds: float) -> List[str]:
        looks.append(seconds)
        if len(looks) == 1:
            raise sa.exc.OperationalError("SELECT", {}, Exception("database is locked"))
        return look(self, seconds)

    first = await start()
    first.echo.seconds = 60
    await first.text("hello")
    await first.until(lambda: first.echo.asked == ["hello"])
    await first.stop()
    monkeypatch.setattr(Inbox, "waiting_conversations", locked_at_first)
    second = await start()
    assert (await second.said(2))[1] == "Echo: hello"
    assert "OperationalError" in caplog.text
    assert looks == [0.0, 0.0]


async def test_what_another_process_left_is_answered_after_a_while(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "LEFT_SECONDS", 1.0)
    channel = await start()
    stored = time.monotonic()
    with database().begin() as connection:  # as a process stores a message, that is killed before it answers
        cipher = installed_cipher()
        conversation_id = People(database(), cipher).conversation(connection, ANN, "twilio")
        Inbox(database(), cipher, "sms").add(connection, conversation_id, "SM1", "hello")
    assert (await channel.said(2))[1] == "Echo: hello"
    assert time.monotonic() - stored >= 1, "its own process had no time to answer"


async def test_an_ordinary_answer_waits_for_the_model_and_danger_does_not(start: Start) -> None:
    channel = await start()
    channel.app.ctx.agent = None
    await channel.text("what does it cost")
    await channel.text("i want to kill myself")
    await channel.until(lambda: bool(channel.twilio.taken))
    assert "988" in channel.twilio.texts()[0]
    assert channel.echo.asked == []
    channel.app.ctx.agent = channel.echo
    await channel.until(lambda: "Echo: what does it cost" in channel.twilio.texts())


async def test_a_broken_list_of_wishes_holds_back_no_crisis(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "wishes.yml"
    broken.write_text("stop: [", encoding="utf-8")
    monkeypatch.setattr(wishes, "FILE", broken)
    channel = await start()
    await channel.text("i want to kill myself tonight ok")
    await channel.until(lambda: bool(channel.twilio.taken))
    assert "988" in channel.twilio.texts()[0]
    await channel.text("what does it cost")
    await channel.until(lambda: len(rows("inbound_messages")) == 2)
    assert not rows("inbound_messages")[1].answered


async def test_a_broken_facility_file_holds_back_no_crisis(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = await start(per_second=None)
    monkeypatch.setattr(settings(), "facility", tmp_path / "no.yml", raising=False)
    await channel.text("i want to kill myself")
    await channel.until(lambda: bool(channel.twilio.taken))
    assert "988" in channel.twilio.texts()[0]


def waiting(*texts: str, apart: float = 1.0) -> list:
    began = dt.datetime(2026, 11, 24)
    return [
        Waiting(number, f"SM{number}", text, began + dt.timedelta(seconds=apart * number))
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "apart", "first"),
    [
        (["hi", "do you take aetna"], 1.0, ["hi", "do you take aetna"]),
        (["hi", "do you take aetna"], 2.5, ["hi"]),
        (["hi", "stop"], 1.0, ["hi"]),
        (["stop", "hi"], 1.0, ["stop"]),
        (["x" * 600, "y" * 600], 1.0, ["x" * 600]),
    ],
)
def test_what_is_answered_together(texts: list, apart: float, first: list) -> None:
    group = next_group(waiting(*texts, apart=apart), opted_out=False, join=dt.timedelta(seconds=2))
    assert [message.text for message in group.messages] == first


async def test_danger_is_answered_while_the_engine_hangs_on_an_earlier_message(start: Start) -> None:
    channel = await start()
    channel.echo.seconds = 10
    await channel.text("what does it cost")
    await channel.until(lambda: bool(channel.echo.asked))
    await channel.text("i want to kill myself")
    await channel.until(lambda: bool(channel.twilio.taken), 6)
    assert "988" in channel.twilio.texts()[0]


async def test_danger_is_answered_while_an_ordinary_answer_blocks_its_thread(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()
    monkeypatch.setattr(answering, "next_group", lambda *arguments: free.wait(10) and next_group(*arguments))
    channel = await start()
    await channel.text("what does it cost")
    await asyncio.sleep(0.3)
    await channel.text("i want to kill myself")
    await channel.until(lambda: bool(channel.twilio.taken), 5)
    assert "988" in channel.twilio.texts()[0]
    free.set()
    await channel.quiet()
    assert "Echo: what does it cost" in channel.twilio.texts()


def test_danger_is_taken_out_of_the_line() -> None:
    dangerous, calm = sort(waiting("hi", "i want to kill myself", "stop"))
    assert [message.text for message in dangerous] == ["i want to kill myself"]
    assert [message.text for message in calm] == ["hi", "stop"]


@pytest.mark.parametrize(
    ("broken", "sound"), [(Verdict(soft_line=True), Verdict("suicide_self")), (Verdict(failed=True), Verdict())]
)
def test_what_a_broken_check_said_holds_for_that_message_alone(
    monkeypatch: pytest.MonkeyPatch, broken: Verdict, sound: Verdict
) -> None:
    first, later = waiting(*["what only the classifier knows"] * 2)
    monkeypatch.setattr(safety, "check", lambda _: broken)
    dangerous, calm = sort([first])
    monkeypatch.setattr(safety, "check", lambda _: sound)
    assert sort([first]) == (dangerous, calm)
    assert sort([later]) == (([], [later]) if dangerous else ([later], []))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("PUBLIC_URL", "chat.example.org", "not a web address"), ("TELNYX_PUBLIC_KEY", "nonsense", "TELNYX_PUBLIC_KEY")],
)
async def test_a_variable_that_is_wrong_turns_the_channel_off_and_says_so(
    start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    settings.cache_clear()
    channel = await start()
    assert said in caplog.text
    form = Twilio.inbound("hello", ANN, "SM1")
    assert (await channel.session.post(f"{channel.base}/webhooks/sms/twilio", data=form)).status == 404


async def test_what_a_clock_that_was_ahead_put_off_is_sent_now(start: Start) -> None:
    channel = await start()
    channel.twilio.faults.extend(["500"] * 1000)
    await channel.text("hello")
    await channel.until(lambda: len(channel.twilio.attempts) > 1)
    await put_off(days=300)
    channel.twilio.faults.clear()
    assert (await channel.said(2))[1] == "Echo: hello"


async def put_off(**time: float) -> None:
    """Makes all that is to be sent due at a time from now, though it is being tried at the moment."""
    for _ in range(20):
        with database().begin() as connection:
            due_at = dt.datetime.utcnow() + dt.timedelta(**time)
            connection.execute(sms_outbox.update().values(due_at=due_at))
        await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("kind", "hours", "is_due"),
    [("answer", 0.9, False), ("answer", 1.1, True), ("begun", 30, False), ("begun", 50, True)],
)
def test_no_message_is_due_later_than_the_longest_pause(
    var_folder: Path, kind: str, hours: float, is_due: bool
) -> None:
    cipher = installed_cipher()
    with database().begin() as connection:
        conversation_id = People(database(), cipher).conversation(connection, ANN, "twilio")
        outbox.add(connection, cipher, conversation_id, kind, ["hello"])
        connection.execute(sms_outbox.update().values(due_at=dt.datetime.utcnow() + dt.timedelta(hours=hours)))
    assert bool(outbox.SmsOutbox(database(), cipher).due(outbox.Places(10), ["twilio"])) == is_due


async def test_what_came_while_the_clock_was_ahead_is_answered_now(start: Start) -> None:
    first = await start()
    first.echo.seconds = 60
    await first.text("hello")
    await first.until(lambda: first.echo.asked == ["hello"])
    await first.stop()
    with database().begin() as connection:
        later = dt.datetime.utcnow() + dt.timedelta(days=300)
        connection.execute(inbound_messages.update().values(received_at=later))
    second = await start()
    assert (await second.said(2))[1] == "Echo: hello"


async def test_danger_is_remembered_after_a_restart(start: Start) -> None:
    first = await start()
    for text in ("hello", "i want to kill myself"):  # the first answer has the introduction, and 988 in it
        await first.text(text)
        await first.quiet()
    await first.stop()
    second = await start()
    before = len(second.twilio.texts())
    await second.text("what does it cost")
    await second.quiet()
    later = second.twilio.texts()[before:]
    assert later[0].startswith("Echo: what does it cost")
    assert "988" in later[-1]
