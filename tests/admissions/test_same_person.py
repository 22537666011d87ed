"""Who is the same person, and what their lead then holds."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Optional

import pytest
from sqlalchemy.engine import Engine

from iop.admissions.lead import LeadFields
from iop.admissions.leads import Leads, SavedLead
from iop.storage import schema
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from tests.admissions.people import BARTHOLOMEW, ROSALIND, consent, submission
from tests.admissions.stored import given, rows


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
