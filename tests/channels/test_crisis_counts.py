import datetime as dt

import pytest
import sqlalchemy as sa

from iop.channels.crisis_counts import CrisisCount, crisis_counts
from iop.channels.inbox import Inbox
from iop.channels.replies import BotMessage, Turn
from iop.storage.encryption import Cipher
from iop.storage.engine import database
from iop.storage.schema import inbound_messages

pytestmark = pytest.mark.usefixtures("var_folder")


def say(conversation_id: str, client_id: str, crisis: str | None, month: int) -> None:
    inbox = Inbox(database(), Cipher("secret"))
    received = inbox.receive(conversation_id, client_id, "my name is Rosalind")
    inbox.reply(conversation_id, received.id, Turn([BotMessage("988")], crisis=crisis))
    moved = sa.update(inbound_messages).where(inbound_messages.c.id == received.id)
    with database().begin() as connection:
        connection.execute(moved.values(received_at=dt.datetime(2026, month, 3)))


def test_counts_by_month_route_and_channel() -> None:
    say("web-1", "a", "suicide_self", 10)
    say("web-1", "b", "suicide_self", 10)
    say("web-1", "c", None, 10)
    say("web-2", "a", "suicide_self", 10)
    say("sms-3", "a", "suicide_self", 10)
    say("web-2", "b", "self_harm", 11)
    assert crisis_counts(database()) == [
        CrisisCount("2026-10", "suicide_self", "sms", 1, 1),
        CrisisCount("2026-10", "suicide_self", "web", 3, 2),
        CrisisCount("2026-11", "self_harm", "web", 1, 1),
    ]
