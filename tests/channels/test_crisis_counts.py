"""`iop safety report`: counts, and nothing that points at a person."""

import datetime as dt
import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from iop.channels.crisis_counts import CrisisCount, crisis_counts
from iop.channels.inbox import Inbox
from iop.channels.replies import BotMessage, Turn
from iop.cli import app
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


@pytest.fixture
def messages(var_folder: Path) -> None:
    say("web-1", "a", "suicide_self", 10)
    say("web-1", "b", "suicide_self", 10)
    say("web-1", "c", None, 10)
    say("web-2", "a", "suicide_self", 10)
    say("sms-3", "a", "suicide_self", 10)
    say("web-2", "b", "self_harm", 11)


@pytest.mark.usefixtures("messages")
def test_counts_by_month_route_and_channel() -> None:
    assert crisis_counts(database()) == [
        CrisisCount("2026-10", "suicide_self", "sms", 1, 1),
        CrisisCount("2026-10", "suicide_self", "web", 3, 2),
        CrisisCount("2026-11", "self_harm", "web", 1, 1),
    ]


@pytest.mark.usefixtures("messages")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_the_command_prints_counts_without_identifiers(options: list[str]) -> None:
    shown = CliRunner().invoke(app, ["safety", "report", *options])
    assert shown.exit_code == 0, shown.output
    assert "suicide_self" in shown.output
    assert not any(private in shown.output for private in ("web-1", "sms-3", "Rosalind"))


@pytest.mark.usefixtures("messages")
def test_the_json_is_for_programs() -> None:
    shown = CliRunner().invoke(app, ["safety", "report", "--json"])
    assert json.loads(shown.output)[2] == {
        "month": "2026-11",
        "route": "self_harm",
        "channel": "web",
        "messages": 1,
        "conversations": 1,
    }


def test_before_the_first_crisis() -> None:
    assert "not needed yet" in CliRunner().invoke(app, ["safety", "report"]).output
