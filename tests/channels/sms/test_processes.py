"""Two web processes on one database: every message is answered once, and every text sent once."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import List

import pytest
from sqlalchemy.engine import Engine

from iop.channels.sms import outbox
from iop.channels.sms.outbox import Places, Queued, SmsOutbox
from iop.channels.sms.people import People
from iop.channels.sms.sender import Rhythm
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from iop.storage.schema import sms_outbox
from tests.channels.sms.conftest import Start
from tests.channels.sms.running import ANN, rows


async def test_both_look_and_each_text_goes_out_once(start: Start) -> None:
    rhythm = Rhythm(look=0.05)
    channel, _ = await start(rhythm=rhythm), await start(rhythm=rhythm)
    channel.twilio.slow = 0.4
    people = [f"+1303555{number:04}" for number in range(20)]
    await asyncio.gather(*(channel.text("i want to kill myself", person) for person in people))
    await channel.quiet()
    sent = Counter((one["to"], one["text"]) for one in channel.twilio.taken)
    assert {number for number, _ in sent} == set(people)
    assert set(sent.values()) == {1}


async def test_what_both_answer_is_said_once(start: Start) -> None:
    channel = await start()
    channel.echo.seconds = 0.5
    await channel.text("hello")
    await channel.until(lambda: channel.echo.asked == ["hello"])
    other = await start()  # finds a message that is not answered, and answers it too
    await other.until(lambda: other.echo.asked == ["hello"])
    await channel.said(2)
    assert channel.twilio.texts(ANN)[1:] == ["Echo: hello"]
    assert len(rows("outbound_messages")) == 1


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path}/sms.db")


@pytest.fixture
def queue(engine: Engine) -> SmsOutbox:
    cipher = Cipher("secret")
    with engine.begin() as connection:
        conversation_id = People(engine, cipher).conversation(connection, ANN, "twilio")
        outbox.add(connection, cipher, conversation_id, outbox.CRISIS, ["988"])
    return SmsOutbox(engine, cipher)


def state(engine: Engine) -> List[str]:
    with engine.connect() as connection:
        return [row.state for row in connection.execute(sms_outbox.select())]


def test_a_text_is_claimed_by_one_process(queue: SmsOutbox) -> None:
    (mine,), (theirs,) = queue.due(Places(5), ["twilio"]), queue.due(Places(5), ["twilio"])
    assert queue.claim(mine, lease=60)
    assert queue.claim(theirs, lease=60) is None
    assert queue.due(Places(5), ["twilio"]) == []


def claimed(queue: SmsOutbox, lease: float) -> Queued:
    (due,) = queue.due(Places(5), ["twilio"])
    taken = queue.claim(due, lease)
    assert taken is not None
    return taken


def test_a_lease_that_ran_out_is_claimed_again_and_what_comes_late_does_not_count(
    queue: SmsOutbox, engine: Engine
) -> None:
    hung = claimed(queue, lease=0)
    other = claimed(queue, lease=60)
    assert (other.attempts, other.is_unknown) == (2, True)
    queue.failed(hung, "late")
    queue.again(hung, "late", pause=0, unknown=False)
    assert state(engine) == ["sending"]
    queue.sent(other, "SM1")
    assert state(engine) == ["sent"]


def test_a_text_that_was_dropped_meanwhile_stays_dropped(queue: SmsOutbox, engine: Engine) -> None:
    (due,) = queue.due(Places(5), ["twilio"])
    with engine.begin() as connection:
        connection.execute(sms_outbox.update().values(state=outbox.DROPPED))
    queue.again(due, "quiet hours", pause=0, unknown=False)
    assert queue.claim(due, lease=60) is None
    assert state(engine) == ["dropped"]
