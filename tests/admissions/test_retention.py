import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any, List

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from sqlalchemy.engine import Engine

from iop.admissions import retention
from iop.admissions.leads import Leads
from iop.channels.inbox import Inbox
from iop.channels.replies import BotMessage, Turn
from iop.channels.sms import outbox as sms
from iop.handoff import RetentionDays
from iop.storage import schema, tracker_store
from iop.storage.encryption import Cipher
from iop.storage.tracker_store import EncryptedTrackerStore
from tests.admissions.people import ROSALIND, consent, submission
from tests.admissions.running import FAST, centre, secrets, working
from tests.waiting import wait_for

DAYS = RetentionDays(conversations=90, leads=365, outbox=30)
CONVERSATION = (schema.events, schema.inbound_messages, schema.outbound_messages)


def ago(days: float) -> dt.datetime:
    return dt.datetime.utcnow() - dt.timedelta(days=days)


def count(engine: Engine, table: sa.Table) -> int:
    with engine.connect() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar())


def change(engine: Engine, statement: Any) -> None:
    with engine.begin() as connection:
        connection.execute(statement)


@pytest.fixture
def inbox(engine: Engine, cipher: Cipher) -> Inbox:
    return Inbox(engine, cipher)


@pytest.fixture
def store(engine: Engine, cipher: Cipher, monkeypatch: pytest.MonkeyPatch) -> EncryptedTrackerStore:
    monkeypatch.setattr(tracker_store, "database", lambda: engine)
    monkeypatch.setattr(tracker_store, "installed_cipher", lambda: cipher)
    return EncryptedTrackerStore(Domain.empty())


async def talk(store: EncryptedTrackerStore, sender: str, days: float) -> None:
    """A turn of a conversation so many days ago, as Rasa stores it."""
    tracker = store.init_tracker(sender)
    at = dt.datetime.now().timestamp() - days * 86400
    for event in (UserUttered("I am Rosalind", timestamp=at), ActionExecuted("action_listen", timestamp=at)):
        tracker.update(event, store.domain)
    await store.save(tracker)


async def converse(
    engine: Engine, inbox: Inbox, store: EncryptedTrackerStore, conversation_id: str, days: float
) -> List[bytes]:
    """A conversation of two messages, the last of which came so many days ago; returns what is stored of it."""
    for number in (1, 2):
        received = inbox.receive(conversation_id, f"m{number}", "I am Rosalind")
        inbox.reply(conversation_id, received.id, Turn([BotMessage("Hello")]))
        at = ago(days + 2 - number)
        change(engine, schema.inbound_messages.update().where(schema.inbound_messages.c.id == received.id).values(
            received_at=at
        ))  # fmt: skip
    await talk(store, conversation_id, days)
    with engine.connect() as connection:
        return [bytes(row.sealed) for table in CONVERSATION for row in connection.execute(sa.select(table))]


async def test_old_conversations_are_gone_from_the_tables_and_the_files(
    engine: Engine, cipher: Cipher, inbox: Inbox, store: EncryptedTrackerStore, database_file: Path
) -> None:
    old = await converse(engine, inbox, store, "web-old", 91)
    await converse(engine, inbox, store, "web-new", 89)
    deleted = retention.clean(engine, cipher, DAYS)
    assert deleted["conversations"] == 1
    assert [count(engine, table) for table in CONVERSATION] == [1, 2, 2]
    files = b"".join(path.read_bytes() for path in database_file.parent.iterdir())
    assert not any(sealed[20:60] in files for sealed in old)


async def test_a_conversation_without_messages_counts_by_its_events(
    engine: Engine, cipher: Cipher, store: EncryptedTrackerStore
) -> None:
    for sender, days in (("shell-old", 91), ("shell-new", 1)):
        await talk(store, sender, days)
    retention.clean(engine, cipher, DAYS)
    with engine.connect() as connection:
        assert connection.execute(sa.select(schema.events.c.sender_id)).scalars().all() == ["shell-new"]


async def test_a_conversation_whose_details_were_deleted_goes_once_it_has_ended(
    engine: Engine, cipher: Cipher, inbox: Inbox, leads: Leads, store: EncryptedTrackerStore
) -> None:
    for conversation_id, days in (("web-1", 0.1), ("web-2", 0.01), ("web-3", 0.1)):
        await converse(engine, inbox, store, conversation_id, days)
    for number in (1, 2):
        leads.save(ROSALIND, consent(), **submission(number))
        leads.delete_of(f"web-{number}")
    retention.clean(engine, cipher, DAYS)
    with engine.connect() as connection:
        left = connection.execute(sa.select(schema.events.c.sender_id).order_by(schema.events.c.id)).scalars().all()
    assert left == ["web-2", "web-3"]


async def test_a_conversation_whose_part_of_an_inquiry_was_deleted_goes_and_the_other_stays(
    engine: Engine, cipher: Cipher, inbox: Inbox, leads: Leads, store: EncryptedTrackerStore
) -> None:
    for number in (1, 2):
        await converse(engine, inbox, store, f"web-{number}", 0.1)
        leads.save(ROSALIND, consent(), **submission(number))
    leads.delete_of("web-2")
    assert retention.clean(engine, cipher, DAYS)["conversations"] == 1
    with engine.connect() as connection:
        assert connection.execute(sa.select(schema.events.c.sender_id)).scalars().all() == ["web-1"]


async def test_a_conversation_with_a_newer_inquiry_stays(
    engine: Engine, cipher: Cipher, inbox: Inbox, leads: Leads, store: EncryptedTrackerStore
) -> None:
    await converse(engine, inbox, store, "web-1", 0.1)
    leads.save(ROSALIND, consent(), **submission())
    leads.delete_of("web-1")
    leads.save(ROSALIND, consent(), **submission(2, conversation_id="web-1"))
    assert retention.clean(engine, cipher, DAYS)["conversations"] == 0
    assert [count(engine, table) for table in CONVERSATION] == [1, 2, 2]
    leads.delete_of("web-1")
    assert retention.clean(engine, cipher, DAYS)["conversations"] == 1


@pytest.mark.parametrize("days", [0.1, 91])
async def test_a_text_that_waits_to_be_sent_outlives_its_conversation(
    engine: Engine, cipher: Cipher, inbox: Inbox, leads: Leads, store: EncryptedTrackerStore, days: float
) -> None:
    await converse(engine, inbox, store, "sms-1", days)
    leads.save(ROSALIND, consent(), **submission(conversation_id="sms-1"))
    leads.delete_of("sms-1")
    with engine.begin() as connection:
        sms.add(connection, cipher, "sms-1", sms.ANSWER, ["sent", "failed", "under way", "waits"])
    for number, state in enumerate(("sent", "failed", sms.SENDING), start=1):
        change(engine, schema.sms_outbox.update().where(schema.sms_outbox.c.id == number).values(state=state))
    assert retention.clean(engine, cipher, DAYS)["conversations"] == 1
    with engine.connect() as connection:
        left = connection.execute(sa.select(schema.sms_outbox.c.sealed).order_by(schema.sms_outbox.c.id)).scalars()
        assert [cipher.open(sealed) for sealed in left] == ["under way", "waits"]


def test_old_leads_and_what_hangs_on_them_are_gone_and_their_numbers_are_not_used_again(
    engine: Engine, cipher: Cipher, leads: Leads
) -> None:
    leads.save(ROSALIND, consent(), **submission())
    change(engine, schema.leads.update().values(updated_at=ago(366)))
    assert retention.clean(engine, cipher, DAYS)["leads"] == 1
    assert [count(engine, table) for table in (schema.leads, schema.submissions, schema.outbox)] == [0, 0, 0]
    assert leads.save(ROSALIND, consent(), **submission()).number == 2


def test_delivered_rows_go_and_undelivered_ones_stay(engine: Engine, cipher: Cipher, leads: Leads) -> None:
    for number, (state, days) in enumerate([("delivered", 31), ("delivered", 29), ("dead", 31), ("pending", 31)]):
        leads.save(ROSALIND, consent(), **submission(number))
        latest = schema.outbox.c.id == sa.select(sa.func.max(schema.outbox.c.id)).scalar_subquery()
        change(engine, schema.outbox.update().where(latest).values(
            state=state, created_at=ago(days), delivered_at=ago(days) if state == "delivered" else None
        ))  # fmt: skip
    assert retention.clean(engine, cipher, DAYS)["outbox"] == 1
    left = sa.select(schema.outbox.c.state, schema.outbox.c.delivered_at).order_by(schema.outbox.c.id)
    with engine.connect() as connection:
        states = [(row.state, row.delivered_at) for row in connection.execute(left)]
    assert [state for state, _ in states] == ["delivered", "dead", "pending"]
    assert states[0][1] > ago(30), "the newer of the two that were delivered"


def test_old_questions_without_an_answer_go(engine: Engine, cipher: Cipher) -> None:
    for days in (91, 1):
        change(engine, schema.unanswered.insert().values(at=ago(days), kind="fallback", sealed=cipher.seal(f"{days}")))
    assert retention.clean(engine, cipher, DAYS)["unanswered"] == 1
    with engine.connect() as connection:
        left = connection.execute(sa.select(schema.unanswered.c.sealed)).scalars().all()
    assert [cipher.open(sealed) for sealed in left] == ["1"]


def test_a_job_that_fails_is_logged_without_words_and_begun_again(
    engine: Engine, leads: Leads, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    calls: List[int] = []

    def broken(*_: Any) -> None:
        calls.append(1)
        raise KeyError("what Wilhelmina wrote")

    monkeypatch.setattr(retention, "clean", broken)
    with working(engine, centre(), secrets(), replace(FAST, clean_every=0.02)):
        wait_for(lambda: len(calls) > 2)
    assert "clean did not end well: KeyError" in caplog.text
    assert "Wilhelmina" not in caplog.text


def test_the_worker_does_it(engine: Engine, leads: Leads) -> None:
    leads.save(ROSALIND, consent(), **submission())
    change(engine, schema.leads.update().values(updated_at=ago(366)))
    with working(engine, centre(), secrets()):
        wait_for(lambda: count(engine, schema.leads) == 0)
