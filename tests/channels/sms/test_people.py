"""What is kept of somebody who texts, and for how long."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Iterator, List

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.admissions import retention
from iop.admissions.leads import Leads
from iop.channels.inbox import Inbox
from iop.channels.sms import consent, outbox, people
from iop.channels.sms.people import People
from iop.handoff import RetentionDays
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from iop.storage.rekey import rekey
from iop.storage.schema import inbound_messages, sms_consent, sms_outbox, sms_people
from tests.admissions.people import ROSALIND, submission
from tests.admissions.people import consent as consent_of_rosalind

ANN = "+13035550111"
OLD, BOTH, NEW = Cipher("old"), Cipher("new", "old"), Cipher("new")


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path}/iop.db")


def conversation(engine: Engine, cipher: Cipher) -> str:
    with engine.begin() as connection:
        return People(engine, cipher).conversation(connection, ANN, "twilio")


def age(engine: Engine) -> None:
    """Makes everything older than anything is kept."""
    long_ago = dt.datetime.utcnow() - dt.timedelta(days=91)
    with engine.begin() as connection:
        connection.execute(inbound_messages.update().values(received_at=long_ago))
        connection.execute(sms_outbox.update().values(created_at=long_ago))


def test_one_number_is_one_conversation_under_the_old_secret_and_the_new(engine: Engine) -> None:
    first = conversation(engine, OLD)
    assert conversation(engine, BOTH) == first
    rekey(engine, BOTH, {"sms_people": partial(people.sealed_columns, BOTH)})
    assert conversation(engine, NEW) == first
    assert People(engine, NEW).number_of(first) == ANN


def test_the_table_is_locked_before_a_number_is_looked_for(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    done: List[str] = []
    monkeypatch.setattr(people, "one_at_a_time", lambda _, table: done.append(f"lock {table.name}"))
    sa.event.listen(engine, "before_cursor_execute", lambda *arguments: done.append(arguments[2]))
    conversation(engine, OLD)
    begun, first, then = done[:3]
    assert (begun, first) == ("BEGIN IMMEDIATE", "lock sms_people")
    assert then.startswith("SELECT")


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[Engine]:
    engine = open_database(postgresql_url)
    yield engine
    engine.dispose()


def test_two_processes_that_hear_a_stranger_at_once_begin_one_conversation(postgresql: Engine) -> None:
    with ThreadPoolExecutor(1) as other:
        with postgresql.begin() as connection:
            first = People(postgresql, OLD).conversation(connection, ANN, "twilio")
            second = other.submit(conversation, postgresql, OLD)
            time.sleep(0.5)  # the other process asks, and waits
            assert not second.done()
        assert second.result(10) == first


def test_the_web_has_no_number(engine: Engine) -> None:
    assert People(engine, OLD).number_of("web-1") is None


def test_staff_hear_who_cannot_be_texted(engine: Engine) -> None:
    everybody = People(engine, OLD)
    assert everybody.texting(ANN) is None
    conversation_id = conversation(engine, OLD)
    assert everybody.texting(ANN) is None
    with engine.begin() as connection:
        consent.record(connection, conversation_id, consent.STOPPED, "message")
    assert everybody.texting(ANN) == "opted_out"


def test_old_texts_are_deleted_and_the_consent_is_not(engine: Engine) -> None:
    conversation_id = conversation(engine, OLD)
    received = Inbox(engine, OLD, "sms").receive(conversation_id, "SM1", "hello")
    with engine.begin() as connection:
        outbox.add(connection, OLD, conversation_id, outbox.ANSWER, ["Hello"])
        outbox.add(connection, OLD, "sms-of-somebody-who-never-wrote", outbox.BEGUN, ["We have a place."])
    age(engine)
    retention.clean(engine, OLD, RetentionDays(conversations=90))
    with engine.connect() as connection:
        counts = [
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
            for table in (inbound_messages, sms_outbox, sms_consent)
        ]
    assert received.id
    assert counts == [0, 0, 1]


def numbers_left(engine: Engine) -> int:
    retention.clean(engine, OLD, RetentionDays(conversations=90))
    with engine.connect() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(sms_people)).scalar_one())


def test_a_number_is_deleted_with_the_last_of_its_conversation(engine: Engine) -> None:
    first = conversation(engine, OLD)
    Inbox(engine, OLD, "sms").receive(first, "SM1", "hello")
    with engine.begin() as connection:
        outbox.add(connection, OLD, first, outbox.ANSWER, ["Hello"])
    assert numbers_left(engine) == 1
    age(engine)
    assert numbers_left(engine) == 0
    assert conversation(engine, OLD) != first


def test_the_number_of_somebody_who_said_stop_stays_as_long_as_the_stop(engine: Engine) -> None:
    everybody, conversation_id = People(engine, OLD), conversation(engine, OLD)
    for event in (consent.STOPPED, consent.STARTED, consent.STOPPED):
        with engine.begin() as connection:
            consent.record(connection, conversation_id, event, "message")
    assert numbers_left(engine) == 1
    assert everybody.texting(ANN) == "opted_out"
    rekey(engine, BOTH, {"sms_people": partial(people.sealed_columns, BOTH)})
    assert People(engine, NEW).texting(ANN) == "opted_out"
    with engine.begin() as connection:
        consent.record(connection, conversation_id, consent.STARTED, "message")
    assert numbers_left(engine) == 0


def test_the_number_of_a_lead_and_of_a_waiting_text_stays_as_long_as_these(engine: Engine) -> None:
    conversation_id = conversation(engine, OLD)
    leads = Leads(engine, OLD)
    leads.save(ROSALIND, consent_of_rosalind(), **submission(conversation_id=conversation_id))
    assert numbers_left(engine) == 1
    leads.delete_of(conversation_id)
    with engine.begin() as connection:
        outbox.add(connection, OLD, conversation_id, outbox.BEGUN, ["We have a place."])
    assert numbers_left(engine) == 1
    age(engine)
    assert numbers_left(engine) == 0
