import datetime as dt
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, Callable, List, Tuple

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop import clock
from iop.admissions.desk import Desk
from iop.admissions.leads import Leads
from iop.admissions.queue import Queue
from iop.errors import LeadError
from iop.storage import schema
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
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


def test_who_comes_second_is_told_who_has_it_and_since_when(
    desk: Desk, leads: Leads, engine: Engine, cipher: Cipher, monkeypatch: pytest.MonkeyPatch
) -> None:
    leads.save(ROSALIND, consent(), **submission())
    leads.save(BARTHOLOMEW, consent(), **submission(2))
    other = Desk(engine, cipher, "kim")
    monkeypatch.setattr(clock, "utcnow", lambda: dt.datetime(2026, 11, 24, 9, 14))
    desk.pick_up(2)
    monkeypatch.undo()
    told = "Inquiry #2 was picked up by maria at 2026-11-24T09:14:00Z. Nothing was changed."
    for late in (other, desk):
        with pytest.raises(LeadError, match=re.escape(told)):
            late.pick_up(2)
    assert audit(engine) == [("maria", "picked_up", 2)]
    assert [(lead["picked_up_by"], lead["picked_up_at"]) for lead in other.leads()] == [
        (None, None),
        ("maria", "2026-11-24T09:14:00Z"),
    ]
    other.close(2)
    with pytest.raises(LeadError, match="Inquiry #2 was closed by kim at 20"):
        desk.pick_up(2)
    assert [(lead["status"], lead["picked_up_by"], lead["closed_by"]) for lead in desk.leads()] == [
        ("new", None, None),
        ("closed", "maria", "kim"),
    ]


def test_who_picks_up_an_inquiry_that_is_new_again_has_it(
    desk: Desk, leads: Leads, engine: Engine, cipher: Cipher
) -> None:
    leads.save(ROSALIND, consent(), **submission())
    desk.pick_up(1)
    desk.close(1)
    leads.save(ROSALIND, consent(), **submission(2))
    Desk(engine, cipher, "kim").pick_up(1)
    assert desk.leads()[0]["picked_up_by"] == "kim"


def test_of_many_who_pick_up_at_once_one_has_it(database_file: Path, leads: Leads, cipher: Cipher) -> None:
    leads.save(ROSALIND, consent(), **submission())
    url = f"sqlite:///{database_file}"

    def pick_up(number: int) -> bool:
        try:
            Desk(open_database.__wrapped__(url), cipher, f"staff-{number}").pick_up(1)
        except LeadError as error:
            return "was picked up by staff-" not in str(error)
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(pick_up, range(12))) == [False] * 11 + [True]


@pytest.mark.parametrize("look", [Desk.leads, Desk.export, lambda desk: desk.lead(1)])
def test_visitors_can_write_while_what_staff_look_at_is_decrypted(
    leads: Leads, engine: Engine, database_file: Path, look: Callable[[Desk], Any]
) -> None:
    leads.save(ROSALIND, consent(), **submission())
    opened: List[Any] = []

    class Writing(Cipher):
        def open(self, sealed: bytes) -> Any:
            with closing(sqlite3.connect(database_file, timeout=0.1)) as visitor:
                visitor.execute("BEGIN IMMEDIATE")
            opened.append(super().open(sealed))
            return opened[-1]

    look(Desk(engine, Writing("secret"), "maria"))
    assert opened
    assert len(audit(engine)) == 1


def test_what_is_deleted_while_staff_look_is_not_shown(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    leads.save(BARTHOLOMEW, consent(), **submission(2))

    class Deleting(Cipher):
        def open(self, sealed: bytes) -> Any:
            leads.delete_of("web-1")
            return super().open(sealed)

    desk = Desk(engine, Deleting("secret"), "maria")
    assert [lead["number"] for lead in desk.export()] == [2]
    assert audit(engine) == [("maria", "export", 2)]


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


def test_another_key_is_no_way_in(leads: Leads, engine: Engine) -> None:
    from iop.errors import SetupError

    leads.save(ROSALIND, consent(), **submission())
    with pytest.raises(SetupError, match="another secret"):
        Desk(engine, Cipher("other"), "maria").leads()


def test_an_inquiry_that_another_key_encrypted_hides_none_of_the_others(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    Leads(engine, Cipher("other")).save(BARTHOLOMEW, consent(), **submission(2))
    for found in (Desk(engine, Cipher("secret"), "maria").leads(), Desk(engine, Cipher("secret"), "maria").export()):
        assert [lead["number"] for lead in found] == [1, 2]
        assert found[0]["fields"]["first_name"] == "Rosalind"
        assert found[1]["summary"][0].startswith("UNREADABLE: The database was written with another secret")
