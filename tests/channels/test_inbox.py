from pathlib import Path

import pytest
import sqlalchemy as sa

from iop.channels.inbox import Inbox
from iop.channels.replies import BotMessage, Turn
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from iop.storage.schema import outbox


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(open_database(f"sqlite:///{tmp_path}/inbox.db"), Cipher("secret"))


def test_a_new_message_has_no_reply_yet(inbox: Inbox) -> None:
    assert inbox.receive("web-1", "m1", "cost?").reply is None


def test_the_same_message_again_gets_the_same_reply(inbox: Inbox) -> None:
    received = inbox.receive("web-1", "m1", "cost?")
    said = inbox.reply(
        "web-1", received.id, Turn([BotMessage("One"), BotMessage("Two", [{"title": "A", "payload": "a"}])])
    )
    again = inbox.receive("web-1", "m1", "cost?")
    assert again.reply == said
    assert [m.text for m in said] == ["One", "Two"]


def test_the_same_id_in_another_conversation_is_another_message(inbox: Inbox) -> None:
    inbox.reply("web-1", inbox.receive("web-1", "m1", "cost?").id, Turn([BotMessage("One")]))
    assert inbox.receive("web-2", "m1", "cost?").reply is None


def test_a_message_that_was_never_answered_may_be_answered_later(inbox: Inbox) -> None:
    first = inbox.receive("web-1", "m1", "cost?")
    assert inbox.receive("web-1", "m1", "cost?") == first


def test_the_stream_goes_on_after_the_cursor_in_order(inbox: Inbox) -> None:
    for number in range(3):
        inbox.reply("web-1", inbox.receive("web-1", f"m{number}", "?").id, Turn([BotMessage(f"Reply {number}")]))
    inbox.reply("web-2", inbox.receive("web-2", "m", "?").id, Turn([BotMessage("Not yours")]))
    everything = inbox.said_since("web-1", 0)
    assert [m.text for m in everything] == ["Reply 0", "Reply 1", "Reply 2"]
    assert inbox.said_since("web-1", everything[0].id) == everything[1:]


def test_nothing_that_people_write_or_read_is_in_the_file(inbox: Inbox, tmp_path: Path) -> None:
    received = inbox.receive("web-1", "m1", "my name is Rosalind")
    inbox.reply("web-1", received.id, Turn([BotMessage("Hello Rosalind")]))
    assert not any(b"Rosalind" in file.read_bytes() for file in tmp_path.iterdir())


def test_a_crisis_is_remembered_for_the_rest_of_the_conversation(inbox: Inbox) -> None:
    first = inbox.receive("web-1", "m1", "...")
    assert not first.after_crisis
    inbox.reply("web-1", first.id, Turn([BotMessage("988")], crisis="suicide_self"))
    inbox.reply("web-1", inbox.receive("web-1", "m2", "jk").id, Turn([BotMessage("OK")]))
    assert inbox.receive("web-1", "m3", "cost?").after_crisis
    assert not inbox.receive("web-2", "m1", "cost?").after_crisis


def test_a_crisis_alerts_staff_once_for_each_conversation_and_route_without_the_words(
    inbox: Inbox, tmp_path: Path
) -> None:
    for conversation, client, route in [
        ("web-1", "m1", "suicide_self"),
        ("web-1", "m2", "suicide_self"),
        ("web-1", "m3", "self_harm"),
        ("web-2", "m1", "suicide_self"),
        ("web-2", "m2", None),
    ]:
        received = inbox.receive(conversation, client, "I want to die")
        inbox.reply(conversation, received.id, Turn([BotMessage("988")], crisis=route))
    with open_database(f"sqlite:///{tmp_path}/inbox.db").connect() as connection:
        rows = connection.execute(sa.select(outbox).order_by(outbox.c.id)).all()
    assert [(row.kind, row.conversation_id, row.route, row.channel) for row in rows] == [
        ("crisis", "web-1", "suicide_self", "web"),
        ("crisis", "web-1", "self_harm", "web"),
        ("crisis", "web-2", "suicide_self", "web"),
    ]
    assert all(value != "I want to die" for row in rows for value in row)


def test_the_alert_and_the_record_of_the_crisis_are_stored_together_or_not_at_all(inbox: Inbox, tmp_path: Path) -> None:
    received = inbox.receive("web-1", "m1", "I want to die")
    engine = open_database(f"sqlite:///{tmp_path}/inbox.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TRIGGER no BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(sa.exc.DatabaseError):
        inbox.reply("web-1", received.id, Turn([BotMessage("988")], crisis="suicide_self"))
    assert not inbox.receive("web-1", "m2", "hi").after_crisis
