"""A lead is stored once, whole and encrypted, or not at all."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from iop.admissions.leads import Leads, SavedLead
from iop.errors import LeadError
from iop.storage import schema
from iop.storage.encryption import Cipher
from tests.admissions.people import BARTHOLOMEW, ROSALIND, TRACES, consent, submission
from tests.admissions.stored import rows


def test_lead_consent_and_outbox_row_are_stored_together(leads: Leads, engine: Engine) -> None:
    assert leads.save(ROSALIND, consent(), **submission()) == SavedLead(1, updated=False)
    [stored] = rows(engine, schema.submissions)
    assert (stored.consent_text, stored.consent_version) == ("May we call you about treatment?", "2026-11")
    assert stored.consented_at == dt.datetime(2026, 11, 24, 17, 0)
    [event] = rows(engine, schema.outbox)
    assert (event.kind, event.lead_id, event.state) == ("created", 1, "pending")


@pytest.mark.parametrize("table", ["leads", "submissions", "outbox"])
def test_what_cannot_be_stored_whole_is_not_stored_at_all(leads: Leads, engine: Engine, table: str) -> None:
    refuse = f"CREATE TRIGGER no BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    with engine.begin() as connection:
        connection.exec_driver_sql(refuse)
    with pytest.raises(LeadError, match="could not be saved"):
        leads.save(ROSALIND, consent(), **submission())
    assert [rows(engine, each) for each in (schema.leads, schema.submissions, schema.outbox)] == [[], [], []]


def test_the_same_draft_again_changes_nothing(leads: Leads, engine: Engine) -> None:
    first = leads.save(ROSALIND, consent(), **submission())
    leads.save(BARTHOLOMEW, consent(), **submission(2))
    assert leads.save(ROSALIND, consent(), **submission()) == first
    assert [len(rows(engine, t)) for t in (schema.leads, schema.submissions, schema.outbox)] == [2, 2, 2]


def test_the_same_draft_of_an_update_is_still_an_update(leads: Leads) -> None:
    leads.save(ROSALIND, consent(), **submission())
    second = leads.save(ROSALIND, consent(), **submission(2))
    assert second == leads.save(ROSALIND, consent(), **submission(2)) == SavedLead(1, updated=True)


def test_nothing_personal_is_readable_in_the_files(leads: Leads, database_file: Path) -> None:
    leads.save(ROSALIND, consent(), **submission())
    leads.save(BARTHOLOMEW, consent(), **submission(2))
    content = b"".join(path.read_bytes() for path in database_file.parent.iterdir())
    assert b"May we call you" in content, "the search looks into the right files"
    assert [trace for trace in TRACES if trace.encode() in content] == []


def test_a_database_that_cannot_be_written_is_a_lead_error(leads: Leads, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE submissions")
    with pytest.raises(LeadError):
        leads.save(ROSALIND, consent(), **submission())
    with pytest.raises(LeadError):
        leads.delete_of("web-1")


def test_a_lost_key_is_a_lead_error(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with engine.begin() as connection:
        connection.execute(schema.leads.update().values(sealed=Cipher("another").seal({})))
    with pytest.raises(LeadError):
        leads.save(ROSALIND, consent(), **submission(2))
