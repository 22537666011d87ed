"""What a correction changes."""

import datetime as dt
from dataclasses import replace

from sqlalchemy.engine import Engine

from iop.admissions.lead import LeadFields
from iop.admissions.leads import Leads, SavedLead
from iop.storage import schema
from iop.storage.encryption import Cipher
from tests.admissions.people import BARTHOLOMEW, ROSALIND, consent, submission
from tests.admissions.stored import given, rows


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


def test_a_correction_changes_the_lead_whatever_it_corrects(leads: Leads, engine: Engine, cipher: Cipher) -> None:
    dan = LeadFields(first_name="Dan", phone="+13035550177", may_text=True, email="dan@mailhaven.test")
    leads.save(dan, consent(), **submission())
    again = LeadFields(first_name="Jen", phone="+13035550178")
    correction = submission(2, conversation_id="web-1", changes=1)
    assert leads.save(again, consent(), **correction) == SavedLead(1, updated=True)
    assert given(engine, cipher, 1)["fields"] == {"first_name": "Jen", "phone": "+13035550178"}


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
