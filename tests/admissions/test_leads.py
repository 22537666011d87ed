import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Optional

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.admissions.desk import Desk
from iop.admissions.lead import LeadFields
from iop.admissions.leads import Leads, SavedLead, mark_crisis, stop_texts
from iop.errors import LeadError
from iop.storage import schema
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from tests.admissions.people import BARTHOLOMEW, ROSALIND, TRACES, consent, submission


def rows(engine: Engine, table: sa.Table) -> List[Any]:
    with engine.connect() as connection:
        return connection.execute(sa.select(table).order_by(table.c.id)).all()


def given(engine: Engine, cipher: Cipher, number: int) -> Dict[str, Any]:
    row = next(row for row in rows(engine, schema.leads) if row.id == number)
    return dict(cipher.open(row.sealed))


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


def test_the_same_draft_with_a_change_corrects_its_lead(leads: Leads, engine: Engine, cipher: Cipher) -> None:
    leads.save(ROSALIND, consent(), **submission())
    leads.save(BARTHOLOMEW, consent(), **submission(11))
    first, second = (replace(ROSALIND, phone=phone, note=None) for phone in ("+13035550145", "+13035550146"))
    for fields in (first, second, second):
        assert leads.save(fields, consent(), **submission()) == SavedLead(1, updated=True)
    assert given(engine, cipher, 1)["fields"] == second.as_dict()
    assert [row.kind for row in rows(engine, schema.outbox)] == ["created", "created", "updated", "updated"]
    history = [cipher.open(row.sealed)["fields"]["phone"] for row in rows(engine, schema.submissions)]
    assert history == [ROSALIND.phone, BARTHOLOMEW.phone, first.phone, second.phone]


def test_the_same_draft_of_an_update_is_still_an_update(leads: Leads) -> None:
    leads.save(ROSALIND, consent(), **submission())
    second = leads.save(ROSALIND, consent(), **submission(2))
    assert second == leads.save(ROSALIND, consent(), **submission(2)) == SavedLead(1, updated=True)


@pytest.mark.parametrize(
    "again",
    [
        LeadFields(first_name="Rose", phone="+13035550177"),
        LeadFields(first_name="Rose", email="Rosalind.Q@mailhaven.test"),
    ],
)
def test_the_same_person_updates_the_lead_and_what_was_given_before_stays(
    leads: Leads, engine: Engine, cipher: Cipher, again: LeadFields
) -> None:
    leads.save(ROSALIND, consent(), **submission())
    saved = leads.save(again, consent(), **submission(2, questions=["Is there parking?"], crisis="self_harm"))
    assert saved == SavedLead(1, updated=True)
    now = given(engine, cipher, 1)
    assert (now["fields"]["first_name"], now["fields"]["insurer"]) == ("Rose", "Aetna")
    assert now["questions"] == ["What does it cost?", "Is there parking?"]
    assert rows(engine, schema.leads)[0].crisis == "self_harm"
    history = [cipher.open(row.sealed)["fields"]["first_name"] for row in rows(engine, schema.submissions)]
    assert history == ["Rosalind", "Rose"]


def test_what_was_allowed_at_one_number_is_not_allowed_at_another(leads: Leads, engine: Engine, cipher: Cipher) -> None:
    leads.save(replace(ROSALIND, may_voicemail=True), consent(), **submission())
    again = LeadFields(first_name="Rosalind", email=ROSALIND.email, phone="+13035550199")
    assert leads.save(again, consent(), **submission(2)) == SavedLead(1, updated=True)
    now = given(engine, cipher, 1)["fields"]
    assert (now["phone"], now["insurer"]) == ("+13035550199", "Aetna")
    assert {"may_text", "may_voicemail"} & set(now) == set()


def test_after_a_day_the_same_person_is_a_new_lead(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with engine.begin() as connection:
        yesterday = dt.datetime.utcnow() - dt.timedelta(hours=25)
        connection.execute(schema.leads.update().values(updated_at=yesterday))
    assert leads.save(ROSALIND, consent(), **submission(2)) == SavedLead(2, updated=False)


def test_two_people_are_two_leads(leads: Leads) -> None:
    leads.save(ROSALIND, consent(), **submission())
    assert leads.save(BARTHOLOMEW, consent(), **submission(2)).number == 2


def test_two_people_on_one_phone_are_two_leads(leads: Leads, engine: Engine, cipher: Cipher) -> None:
    leads.save(LeadFields(first_name="Dan", phone="+13035550177", may_text=False), consent(), **submission())
    jen = LeadFields(first_name="Jen", phone="+13035550177", may_text=True)
    assert leads.save(jen, consent(), **submission(2)) == SavedLead(2, updated=False)
    assert given(engine, cipher, 1)["fields"]["may_text"] is False
    assert leads.delete_of("web-2") == 1
    assert [row.status for row in rows(engine, schema.leads)] == ["new", "deleted"]


def test_a_correction_changes_the_lead_whatever_it_corrects(leads: Leads, engine: Engine, cipher: Cipher) -> None:
    dan = LeadFields(first_name="Dan", phone="+13035550177", may_text=True, email="dan@mailhaven.test")
    leads.save(dan, consent(), **submission())
    again = LeadFields(first_name="Jen", phone="+13035550178")
    correction = submission(2, conversation_id="web-1", changes=1)
    assert leads.save(again, consent(), **correction) == SavedLead(1, updated=True)
    assert given(engine, cipher, 1)["fields"] == {"first_name": "Jen", "phone": "+13035550178"}


@pytest.mark.parametrize(
    ("said", "then", "expected"),
    [(False, True, False), (True, False, False), (True, True, True), (None, True, None), (True, None, None)],
)
def test_two_conversations_allow_at_a_number_what_both_allow(
    leads: Leads, engine: Engine, cipher: Cipher, said: Optional[bool], then: Optional[bool], expected: Optional[bool]
) -> None:
    for number, may_text in ((1, said), (2, then)):
        leads.save(LeadFields(phone="+13035550177", may_text=may_text), consent(), **submission(number))
    assert given(engine, cipher, 1)["fields"].get("may_text") is expected


def test_in_one_conversation_the_later_word_counts(leads: Leads, engine: Engine, cipher: Cipher) -> None:
    for number, may_text in ((1, False), (2, True)):
        fields = LeadFields(phone="+13035550177", may_text=may_text)
        leads.save(fields, consent(), **submission(number, conversation_id="web-1"))
    assert given(engine, cipher, 1)["fields"]["may_text"] is True


def test_a_correction_replaces_nothing_that_another_conversation_gave(
    leads: Leads, engine: Engine, cipher: Cipher
) -> None:
    leads.save(LeadFields(first_name="Dan", phone="+13035550177", may_text=False), consent(), **submission())
    leads.save(LeadFields(phone="+13035550177", may_text=True, region="CO"), consent(), **submission(2))
    correction = LeadFields(phone="+13035550177", may_text=True, best_time="mornings")
    leads.save(correction, consent(), **submission(3, conversation_id="web-2", changes=1))
    assert given(engine, cipher, 1)["fields"] == {
        "first_name": "Dan",
        "phone": "+13035550177",
        "best_time": "mornings",
        "may_text": False,
    }


def test_a_correction_days_later_changes_the_lead_that_it_corrects(
    leads: Leads, engine: Engine, cipher: Cipher
) -> None:
    dan = LeadFields(first_name="Dan", phone="+13035550177", may_voicemail=True)
    leads.save(dan, consent(), **submission())
    with engine.begin() as connection:
        long_ago = dt.datetime.utcnow() - dt.timedelta(days=9)
        connection.execute(schema.leads.update().values(updated_at=long_ago))
    leads.save(LeadFields(phone="+13035550199"), consent(), **submission(2))
    again = LeadFields(first_name="Dan", phone="+13035550199", may_voicemail=False)
    assert leads.save(again, consent(), **submission(3, changes=1)) == SavedLead(1, updated=True)
    assert given(engine, cipher, 1)["fields"] == again.as_dict()
    assert given(engine, cipher, 2)["fields"] == {"phone": "+13035550199"}


def test_a_correction_of_a_deleted_lead_is_a_new_lead(leads: Leads) -> None:
    leads.save(ROSALIND, consent(), **submission())
    leads.delete_of("web-1")
    assert leads.save(ROSALIND, consent(), **submission(2, changes=1)) == SavedLead(2, updated=False)


def test_a_closed_lead_whose_person_comes_back_waits_again(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with engine.begin() as connection:
        connection.execute(schema.leads.update().values(status="closed", reminders=2))
    leads.save(ROSALIND, consent(), **submission(2))
    [lead] = rows(engine, schema.leads)
    assert (lead.status, lead.reminders) == ("new", 0)


def test_the_same_person_at_the_same_moment_is_one_lead(database_file: Path, engine: Engine, cipher: Cipher) -> None:
    url = f"sqlite:///{database_file}"

    def save(number: int) -> int:
        with_own_connections = Leads(open_database.__wrapped__(url), cipher)
        return with_own_connections.save(ROSALIND, consent(), **submission(number)).number

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(save, range(24))) == {1}
    assert len(rows(engine, schema.submissions)) == 24


def test_deleted_details_are_gone_and_the_mark_holds_nothing_personal(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission(crisis="self_harm"))
    leads.save(BARTHOLOMEW, consent(), **submission(2))
    assert leads.delete_of("web-1") == 1
    lead, other = rows(engine, schema.leads)
    assert lead.status == "deleted"
    assert (lead.sealed, lead.phone_key, lead.email_key, lead.crisis) == (None, None, None, None)
    assert [row.sealed is None for row in rows(engine, schema.submissions)] == [True, False]
    assert [(row.lead_id, row.kind) for row in rows(engine, schema.outbox)] == [(2, "created"), (1, "deleted")]
    assert other.sealed is not None
    assert leads.delete_of("web-1") == 0


def test_a_conversation_deletes_only_what_it_gave_itself(leads: Leads, engine: Engine, cipher: Cipher) -> None:
    mine = LeadFields(first_name="Rosalind", phone="+13035550177", may_text=True)
    leads.save(mine, consent(), **submission())
    theirs = LeadFields(email="rose@mailhaven.test", phone="+13035550177", may_text=False, note="call at work")
    leads.save(theirs, consent("sms"), **submission(2, channel="sms", questions=["Is there parking?"]))
    assert leads.delete_of("web-2") == 1
    left = given(engine, cipher, 1)
    assert (left["fields"], left["questions"]) == (mine.as_dict(), ["What does it cost?"])
    [lead] = rows(engine, schema.leads)
    assert (lead.status, lead.channel, lead.email_key) == ("new", "web", None)
    assert [row.sealed is None for row in rows(engine, schema.submissions)] == [False, True]
    assert [row.kind for row in rows(engine, schema.outbox)] == ["created", "updated", "updated"]
    assert leads.delete_of("web-2") == 0
    assert leads.delete_of("web-1") == 1
    assert [row.status for row in rows(engine, schema.leads)] == ["deleted"]
    assert rows(engine, schema.outbox)[-1].kind == "deleted"


def test_after_a_deletion_admissions_sees_the_consent_that_is_left(
    leads: Leads, engine: Engine, cipher: Cipher
) -> None:
    leads.save(ROSALIND, consent(), **submission())
    leads.save(ROSALIND, consent("sms"), **submission(2))
    leads.delete_of("web-2")
    [lead] = Desk(engine, cipher, "a member of staff").leads()
    assert (lead["consent"]["channel"], lead["fields"]) == ("web", ROSALIND.as_dict())


def stop(engine: Engine, cipher: Cipher) -> None:
    with engine.begin() as connection:
        stop_texts(connection, cipher, "+13035550177")


def test_a_stop_takes_back_that_texts_are_allowed_and_admissions_is_told(
    leads: Leads, engine: Engine, cipher: Cipher
) -> None:
    dan = LeadFields(first_name="Dan", phone="+13035550177", may_text=True, may_voicemail=True)
    leads.save(dan, consent(), **submission())
    leads.save(replace(dan, first_name="Jen", may_text=None), consent(), **submission(2))
    leads.save(replace(dan, phone="+13035550178"), consent(), **submission(3))
    leads.save(replace(dan, first_name="Bo"), consent(), **submission(4))
    leads.delete_of("web-4")
    told = len(rows(engine, schema.outbox))
    stop(engine, cipher)
    assert [given(engine, cipher, number)["fields"]["may_text"] for number in (1, 2, 3)] == [False, False, True]
    assert given(engine, cipher, 1)["fields"]["may_voicemail"] is True
    assert [(row.kind, row.lead_id) for row in rows(engine, schema.outbox)[told:]] == [("updated", 1), ("updated", 2)]
    stop(engine, cipher)
    assert len(rows(engine, schema.outbox)) == told + 2


def test_what_was_allowed_before_a_stop_does_not_come_back_by_itself(
    leads: Leads, engine: Engine, cipher: Cipher
) -> None:
    dan = LeadFields(first_name="Dan", phone="+13035550177", may_text=True)
    leads.save(dan, consent(), **submission())
    leads.save(dan, consent(), **submission(2))
    stop(engine, cipher)
    leads.delete_of("web-2")
    assert given(engine, cipher, 1)["fields"]["may_text"] is False
    leads.save(dan, consent(), **submission(3, conversation_id="web-1", changes=1))
    assert given(engine, cipher, 1)["fields"]["may_text"] is True


def test_a_stop_passes_by_a_lead_that_cannot_be_opened(
    leads: Leads, engine: Engine, cipher: Cipher, caplog: pytest.LogCaptureFixture
) -> None:
    for number, name in enumerate(("Dan", "Jen"), start=1):
        fields = LeadFields(first_name=name, phone="+13035550177", may_text=True)
        leads.save(fields, consent(), **submission(number))
    with engine.begin() as connection:
        unreadable = schema.leads.update().where(schema.leads.c.id == 1)
        connection.execute(unreadable.values(sealed=Cipher("another").seal({})))
    stop(engine, cipher)
    assert given(engine, cipher, 2)["fields"]["may_text"] is False
    assert "Inquiry #1" in caplog.text


def test_danger_after_a_deletion_marks_nobody_elses_lead(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    leads.save(ROSALIND, consent(), **submission(2))
    leads.delete_of("web-2")
    with engine.begin() as connection:
        mark_crisis(connection, "web-2", "self_harm")
    assert rows(engine, schema.leads)[0].crisis is None


def test_deleted_details_do_not_come_back_with_a_late_retry(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    leads.delete_of("web-1")
    leads.save(ROSALIND, consent(), **submission())
    assert [row.status for row in rows(engine, schema.leads)] == ["deleted"]
    assert leads.save(ROSALIND, consent(), **submission(2)) == SavedLead(2, updated=False)


def test_deleted_details_are_gone_from_the_files(leads: Leads, engine: Engine, database_file: Path) -> None:
    leads.save(ROSALIND, consent(), **submission())
    both = [rows(engine, table)[0].sealed for table in (schema.leads, schema.submissions)]
    pieces = [sealed[at : at + 32] for sealed in both for at in range(0, len(sealed) - 32, 32)]

    def everything() -> bytes:
        return b"".join(path.read_bytes() for path in database_file.parent.iterdir())

    assert all(piece in everything() for piece in pieces)
    leads.delete_of("web-1")
    assert not any(piece in everything() for piece in pieces)


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
