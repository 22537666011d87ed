"""What is gone when somebody has their details deleted."""

from pathlib import Path

from sqlalchemy.engine import Engine

from iop.admissions.desk import Desk
from iop.admissions.lead import LeadFields
from iop.admissions.leads import Leads, SavedLead, mark_crisis
from iop.storage import schema
from iop.storage.encryption import Cipher
from tests.admissions.people import BARTHOLOMEW, ROSALIND, consent, submission
from tests.admissions.stored import given, rows


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
