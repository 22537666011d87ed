import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Optional

import pytest
import sqlalchemy as sa

from iop import clock
from iop.admissions.leads import Leads
from iop.channels.inbox import Inbox
from iop.channels.replies import BotMessage, Turn
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from iop.storage.schema import inbound_messages, leads, outbound_messages, outbox
from tests.admissions.people import BARTHOLOMEW, ROSALIND, consent, submission


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


def test_of_two_replies_to_a_message_the_first_is_kept_and_both_processes_say_it(inbox: Inbox, tmp_path: Path) -> None:
    other = Inbox(open_database(f"sqlite:///{tmp_path}/inbox.db"), Cipher("secret"))
    mine, theirs = inbox.receive("web-1", "m1", "?"), other.receive("web-1", "m1", "?")
    joined = other.receive("web-1", "m2", "and?")
    said = inbox.reply("web-1", mine.id, Turn([BotMessage("One")]))
    late = Turn([BotMessage("Two")], crisis="suicide_self")
    assert other.reply("web-1", theirs.id, late, [joined.id], lambda _: pytest.fail("stored twice")) == said
    assert inbox.said_since("web-1", 0) == said
    assert not inbox.was_in_crisis("web-1")
    assert [waiting.id for waiting in inbox.waiting("web-1")] == [joined.id]


def test_the_same_id_in_another_conversation_is_another_message(inbox: Inbox) -> None:
    inbox.reply("web-1", inbox.receive("web-1", "m1", "cost?").id, Turn([BotMessage("One")]))
    assert inbox.receive("web-2", "m1", "cost?").reply is None


def test_a_message_that_was_never_answered_may_be_answered_later(inbox: Inbox) -> None:
    first = inbox.receive("web-1", "m1", "cost?")
    assert not first.is_again
    assert inbox.receive("web-1", "m1", "cost?") == replace(first, is_again=True)


def test_what_was_left_behind_is_found_where_nothing_was_said_after_it(inbox: Inbox, tmp_path: Path) -> None:
    for conversation, texts in {
        "web-1": ["yes"],
        "web-2": ["yes", "hello?"],
        "web-3": ["old"],
        "sms-1": ["yes"],
    }.items():
        for number, text in enumerate(texts):
            inbox.receive(conversation, str(number), text)
    inbox.reply("web-2", inbox.receive("web-2", "1", "hello?").id, Turn([BotMessage("Hello")]))
    assert inbox.left_behind(60, 3600) == []
    messages = inbound_messages
    with open_database(f"sqlite:///{tmp_path}/inbox.db").begin() as connection:
        for minutes, which in ((2, sa.true()), (120, messages.c.conversation_id == "web-3")):
            at = clock.utcnow() - dt.timedelta(minutes=minutes)
            connection.execute(messages.update().where(which).values(received_at=at))
    ((conversation_id, message),) = inbox.left_behind(60, 3600)
    assert (conversation_id, message.client_id, message.text) == ("web-1", "0", "yes")


def test_an_id_that_came_again_for_another_text_is_noticed(inbox: Inbox) -> None:
    first = inbox.receive("web-1", "m1", "cost?")
    assert not inbox.is_other(first.id, "cost?")
    assert inbox.is_other(inbox.receive("web-1", "m1", "I want to die").id, "I want to die")


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


def test_of_a_reply_what_the_person_saw_is_kept_and_nothing_else(inbox: Inbox, tmp_path: Path) -> None:
    button = {"title": "A", "payload": "a"}
    turn = Turn([BotMessage("One", [button], {"outcome": "answer", "topics": ["cost"]})])
    inbox.reply("web-1", inbox.receive("web-1", "m1", "cost?").id, turn)
    with open_database(f"sqlite:///{tmp_path}/inbox.db").connect() as connection:
        sealed = connection.execute(sa.select(outbound_messages.c.sealed)).scalar_one()
    assert Cipher("secret").open(sealed) == {"text": "One", "buttons": [button]}


def test_a_crisis_is_remembered_for_the_rest_of_the_conversation(inbox: Inbox) -> None:
    first = inbox.receive("web-1", "m1", "...")
    assert not first.after_crisis
    inbox.reply("web-1", first.id, Turn([BotMessage("988")], crisis="suicide_self"))
    inbox.reply("web-1", inbox.receive("web-1", "m2", "jk").id, Turn([BotMessage("OK")]))
    assert inbox.receive("web-1", "m3", "cost?").after_crisis
    assert not inbox.receive("web-2", "m1", "cost?").after_crisis


def test_a_crisis_alerts_staff_once_a_day_for_each_conversation_and_route_without_the_words(
    inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def receive(conversation: str, client: str, route: Optional[str], day: int) -> None:
        monkeypatch.setattr(clock, "utcnow", lambda: dt.datetime(2026, 11, day, 23, 59))
        received = inbox.receive(conversation, client, "I want to die")
        inbox.reply(conversation, received.id, Turn([BotMessage("988")], crisis=route))

    for conversation, client, route in [
        ("web-1", "m1", "suicide_self"),
        ("web-1", "m2", "suicide_self"),
        ("web-1", "m3", "self_harm"),
        ("web-2", "m1", "suicide_self"),
        ("web-2", "m2", None),
    ]:
        receive(conversation, client, route, day=24)
    receive("web-1", "m4", "suicide_self", day=25)
    receive("web-1", "m5", "suicide_self", day=25)
    with open_database(f"sqlite:///{tmp_path}/inbox.db").connect() as connection:
        rows = connection.execute(sa.select(outbox).order_by(outbox.c.id)).all()
        heard = connection.execute(sa.select(inbound_messages.c.received_at)).scalars().all()
    assert [time.day for time in heard] == [24] * 5 + [25] * 2
    assert [(row.kind, row.conversation_id, row.route, row.channel) for row in rows] == [
        ("crisis", "web-1", "suicide_self", "web"),
        ("crisis", "web-1", "self_harm", "web"),
        ("crisis", "web-2", "suicide_self", "web"),
        ("crisis", "web-1", "suicide_self", "web"),
    ]
    assert not any("want to die" in str(row) for row in rows)


def test_danger_marks_the_lead_that_the_conversation_gave_before_or_gives_afterwards(
    inbox: Inbox, tmp_path: Path
) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/inbox.db")
    stored = Leads(engine, Cipher("secret"))
    stored.save(ROSALIND, consent(), **submission(1))
    for client in ("m1", "m2"):
        received = inbox.receive("web-1", client, "I want to die")
        inbox.reply("web-1", received.id, Turn([BotMessage("988")], crisis="suicide_self"))
    stored.save(BARTHOLOMEW, consent(), **submission(2, conversation_id="web-1"))
    with engine.connect() as connection:
        assert connection.execute(sa.select(leads.c.crisis)).scalars().all() == ["suicide_self"] * 2
        told = connection.execute(sa.select(outbox.c.kind, outbox.c.lead_id).order_by(outbox.c.id)).all()
    assert [tuple(row) for row in told] == [("created", 1), ("crisis", None), ("updated", 1), ("created", 2)]


def test_danger_in_a_message_that_is_not_stored_marks_the_leads_given_before_and_afterwards(
    inbox: Inbox, tmp_path: Path
) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/inbox.db")
    stored = Leads(engine, Cipher("secret"))
    stored.save(ROSALIND, consent(), **submission(1))
    for _ in range(2):
        inbox.tell_staff("web-1", "suicide_self")
    stored.save(BARTHOLOMEW, consent(), **submission(2, conversation_id="web-1"))
    with engine.connect() as connection:
        assert connection.execute(sa.select(leads.c.crisis)).scalars().all() == ["suicide_self"] * 2
        told = connection.execute(sa.select(outbox.c.kind, outbox.c.lead_id).order_by(outbox.c.id)).all()
    assert [tuple(row) for row in told] == [("created", 1), ("crisis", None), ("updated", 1), ("created", 2)]


def test_the_alert_and_the_record_of_the_crisis_are_stored_together_or_not_at_all(inbox: Inbox, tmp_path: Path) -> None:
    received = inbox.receive("web-1", "m1", "I want to die")
    engine = open_database(f"sqlite:///{tmp_path}/inbox.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TRIGGER no BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(sa.exc.DatabaseError):
        inbox.reply("web-1", received.id, Turn([BotMessage("988")], crisis="suicide_self"))
    assert not inbox.receive("web-1", "m2", "hi").after_crisis
