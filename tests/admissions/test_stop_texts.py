"""What a stop changes in the leads of a number."""

from dataclasses import replace

import pytest
from sqlalchemy.engine import Engine

from iop.admissions.lead import LeadFields
from iop.admissions.leads import Leads, stop_texts
from iop.storage import schema
from iop.storage.encryption import Cipher
from tests.admissions.people import consent, submission
from tests.admissions.stored import given, rows


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
