"""What another secret encrypted is left out and named in the log; what comes after it is answered all the same."""

from typing import Optional

import pytest

from iop.channels.inbox import Inbox
from iop.channels.replies import BotMessage, Turn
from iop.channels.sms.people import People
from iop.storage.encryption import Cipher, installed_cipher
from iop.storage.engine import database
from tests.channels.sms.conftest import Start
from tests.channels.sms.running import ANN, rows

OTHER = Cipher("another secret")


def heard(answer: Optional[Turn] = None) -> int:
    """Stores a message of Ann, and perhaps an answer, as a process with another secret does."""
    inbox = Inbox(database(), OTHER, "sms")
    with database().begin() as connection:
        conversation_id = People(database(), installed_cipher()).conversation(connection, ANN, "twilio")
        received = inbox.add(connection, conversation_id, "SM1", "is anybody there")
    if answer is not None:
        inbox.reply(conversation_id, received.id, answer)
    return received.id


@pytest.mark.parametrize("answered", [False, True])
async def test_an_unreadable_message_holds_up_neither_danger_nor_an_ordinary_answer(
    start: Start, caplog: pytest.LogCaptureFixture, answered: bool
) -> None:
    channel = await start()
    row = heard(Turn([BotMessage("Yes.")]) if answered else None)
    await channel.text("i want to kill myself")
    await channel.until(lambda: bool(channel.twilio.texts()))
    await channel.text("hello")
    await channel.until(lambda: "Echo: hello" in " ".join(channel.twilio.texts()))
    assert "988" in channel.twilio.texts()[0]
    told = [record.getMessage() for record in caplog.records if "another secret" in record.getMessage()]
    assert told == ([] if answered else [f"Message {row} cannot be answered: another secret encrypted it."])
    assert bool(rows("inbound_messages")[0].answered) is answered


async def test_an_unreadable_message_that_got_no_answer_hides_no_danger_after_a_stop(start: Start) -> None:
    channel = await start()
    await channel.text("stop")
    await channel.said(1)
    heard(Turn([]))
    for text in ("i swallowed", "all my xanax"):
        await channel.text(text)
        await channel.quiet()
    assert "988" in "".join(channel.twilio.texts()[1:])
