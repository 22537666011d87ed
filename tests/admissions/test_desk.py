from typing import List, Tuple

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.admissions.desk import Desk, this_user
from iop.admissions.leads import Leads
from iop.admissions.queue import Queue
from iop.errors import LeadError
from iop.storage import schema
from iop.storage.encryption import Cipher
from tests.admissions.people import BARTHOLOMEW, ROSALIND, consent, submission
from tests.admissions.running import centre


@pytest.fixture
def desk(engine: Engine, cipher: Cipher) -> Desk:
    return Desk(engine, cipher, "maria")


def audit(engine: Engine) -> List[Tuple[str, str, int]]:
    with engine.connect() as connection:
        return [(row.who, row.what, row.lead_id) for row in connection.execute(sa.select(schema.audit))]


def test_staff_see_the_fields_consent_status_and_delivery(desk: Desk, leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    [lead] = desk.leads()
    assert lead["fields"] == ROSALIND.as_dict()
    assert lead["consent"]["version"] == "2026-11"
    assert (lead["number"], lead["status"], lead["delivery"]) == (1, "new", "pending")
    queue = Queue(engine)
    queue.address(centre().handoff)
    claimed = queue.claim("log")
    assert claimed is not None
    queue.delivered(claimed)
    [lead] = desk.leads()
    assert lead["delivery"] == "delivered"
    assert [(one["sink"], one["state"]) for one in lead["deliveries"]] == [("log", "delivered")]


def test_every_access_is_in_the_audit(desk: Desk, leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    leads.save(BARTHOLOMEW, consent(), **submission(2))
    desk.leads()
    desk.pick_up(2)
    desk.close(2)
    desk.export(1)
    desk.delete(1)
    assert audit(engine) == [
        ("maria", "list", 1),
        ("maria", "list", 2),
        ("maria", "picked_up", 2),
        ("maria", "closed", 2),
        ("maria", "export", 1),
        ("maria", "delete", 1),
    ]
    assert [(lead["number"], lead["status"]) for lead in desk.leads()] == [(2, "closed")]


@pytest.mark.parametrize("statement", [schema.audit.delete(), schema.audit.update().values(who="nobody")])
def test_the_audit_cannot_be_changed(desk: Desk, leads: Leads, engine: Engine, statement: object) -> None:
    leads.save(ROSALIND, consent(), **submission())
    desk.leads()
    with pytest.raises(sa.exc.DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(statement)
    assert audit(engine) == [("maria", "list", 1)]


def test_an_access_that_cannot_be_noted_does_not_happen(desk: Desk, leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TRIGGER no BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END")
    for access in (desk.leads, desk.export, lambda: desk.pick_up(1), lambda: desk.delete(1)):
        with pytest.raises(sa.exc.DatabaseError):
            access()
    with engine.connect() as connection:
        assert connection.execute(sa.select(schema.leads.c.status)).scalars().all() == ["new"]


def test_an_export_has_the_history(desk: Desk, leads: Leads) -> None:
    leads.save(ROSALIND, consent(), **submission())
    leads.save(ROSALIND, consent("sms"), **submission(2, channel="sms", questions=["Is there parking?"]))
    [lead] = desk.export()
    assert [(one["consent"]["channel"], one["questions"]) for one in lead["history"]] == [
        ("web", ["What does it cost?"]),
        ("sms", ["Is there parking?"]),
    ]


def test_a_number_that_does_not_exist_is_a_clear_error(desk: Desk, leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    desk.delete(1)
    for number in (1, 7):
        for access in (desk.pick_up, desk.close, desk.delete, desk.export):
            with pytest.raises(LeadError, match=f"There is no inquiry #{number}. List them with: iop leads"):
                access(number)


def test_who_is_the_user_of_the_system() -> None:
    assert this_user()


def test_another_key_is_no_way_in(leads: Leads, engine: Engine) -> None:
    from iop.errors import SetupError

    leads.save(ROSALIND, consent(), **submission())
    with pytest.raises(SetupError, match="another secret"):
        Desk(engine, Cipher("other"), "maria").leads()
