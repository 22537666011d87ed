import datetime as dt
from typing import List

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.admissions.desk import Desk
from iop.admissions.leads import Leads
from iop.admissions.reminders import remind
from iop.facility import WEEKDAYS, Facility
from iop.storage import schema
from iop.storage.encryption import Cipher
from tests.admissions.people import ROSALIND, TRACES, consent, submission
from tests.admissions.running import centre, secrets, working
from tests.admissions.stand_ins import mail_server, webhook
from tests.waiting import wait_for


def always_open(where: Facility) -> Facility:
    day = (dt.time(0), dt.time(23, 59, 59))
    return where.copy(update={"office_hours": dict.fromkeys(WEEKDAYS, day), "holidays": []})


def waiting_for(engine: Engine, minutes: float) -> None:
    since = dt.datetime.utcnow() - dt.timedelta(minutes=minutes)
    with engine.begin() as connection:
        connection.execute(schema.leads.update().values(waiting_since=since))


def kinds(engine: Engine) -> List[str]:
    with engine.connect() as connection:
        return list(connection.execute(sa.select(schema.outbox.c.kind).order_by(schema.outbox.c.id)).scalars())


@pytest.fixture
def open_centre() -> Facility:
    return always_open(centre(pick_up_minutes=15, escalate_minutes=60))


def test_an_inquiry_that_waits_is_told_again_and_then_escalated_once(
    leads: Leads, engine: Engine, open_centre: Facility
) -> None:
    leads.save(ROSALIND, consent(), **submission())
    expected = ["created"]
    for minutes, then in [(10, []), (20, ["reminder"]), (30, []), (65, ["escalation"]), (600, [])]:
        since = dt.datetime.utcnow() - dt.timedelta(minutes=minutes)
        with engine.begin() as connection:
            connection.execute(schema.leads.update().values(waiting_since=since))
        remind(engine, open_centre)
        remind(engine, open_centre)
        expected += then
        assert kinds(engine) == expected, minutes


@pytest.mark.parametrize("status", ["picked_up", "closed", "deleted"])
def test_nobody_is_reminded_of_what_is_taken_care_of(
    leads: Leads, engine: Engine, open_centre: Facility, status: str
) -> None:
    leads.save(ROSALIND, consent(), **submission())
    waiting_for(engine, 600)
    desk = Desk(engine, Cipher("secret"), "tester")
    {"picked_up": desk.pick_up, "closed": desk.close, "deleted": desk.delete}[status](1)
    remind(engine, open_centre)
    assert "reminder" not in kinds(engine)
    assert "escalation" not in kinds(engine)


def test_a_closed_office_does_not_count(leads: Leads, engine: Engine, open_centre: Facility) -> None:
    leads.save(ROSALIND, consent(), **submission())
    waiting_for(engine, 600)
    remind(engine, open_centre.copy(update={"office_hours": {}}))
    assert kinds(engine) == ["created"]


def test_reminders_go_to_the_sinks_and_escalations_to_the_others(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with webhook() as (crm, url), mail_server() as (director, port):
        where = always_open(
            centre(
                [{"name": "crm", "webhook": url}],
                escalation=[{"name": "director", "email": "director@turningpoint.example"}],
            )
        )
        with working(engine, where, secrets(port)):
            wait_for(lambda: len(crm.accepted) == 1)
            waiting_for(engine, 20)
            wait_for(lambda: len(crm.accepted) == 2)
            assert director.accepted == []
            waiting_for(engine, 90)
            wait_for(lambda: director.accepted)
    assert crm.accepted[1].json["type"] == "lead.not_picked_up"
    assert crm.accepted[1].json["data"]["number"] == 1
    [mail] = director.accepted
    assert mail["Subject"] == "Inquiry #1 is still waiting"
    assert not any(trace in mail.as_string() or trace.encode() in crm.accepted[1].body for trace in TRACES)
