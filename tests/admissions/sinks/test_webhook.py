import datetime as dt
from email.utils import format_datetime

import pytest
from sqlalchemy.engine import Engine

from iop.admissions.leads import Leads
from iop.admissions.sinks.signing import signatures, signing_key
from iop.admissions.sinks.webhook import retry_after
from tests.admissions.people import ROSALIND, consent, submission
from tests.admissions.running import WEBHOOK_SECRET, centre, secrets, working
from tests.admissions.stand_ins import webhook
from tests.waiting import wait_for


def test_admissions_gets_everything_signed(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission(crisis="self_harm", questions=["What does it cost?"]))
    with webhook("500") as (receiver, url), working(engine, centre([{"name": "crm", "webhook": url}]), secrets()):
        wait_for(lambda: receiver.accepted)
    [one] = receiver.accepted
    timestamp = int(one.headers["webhook-timestamp"])
    key = signing_key(WEBHOOK_SECRET, "S")
    assert one.headers["webhook-signature"] == signatures([key], one.id, timestamp, one.body)
    assert one.headers["content-type"] == "application/json"
    assert list(one.json) == ["type", "timestamp", "crisis", "data"]
    assert (one.json["type"], one.json["crisis"]) == ("lead.created", "self_harm")
    data = one.json["data"]
    assert data["fields"] == ROSALIND.as_dict()
    assert data["consent"] == {
        "text": "May we call you about treatment?",
        "version": "2026-11",
        "given_at": "2026-11-24T17:00:00Z",
        "channel": "web",
    }
    assert (data["number"], data["status"], data["channel"]) == (1, "new", "web")
    assert data["questions"] == ["What does it cost?"]
    assert data["summary"][0] == "CRISIS: the conversation spoke of danger (self_harm)"
    assert len(data["summary"]) <= 10


def test_an_update_is_an_event_of_its_own_with_the_latest_fields(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with webhook() as (receiver, url), working(engine, centre([{"name": "crm", "webhook": url}]), secrets()):
        wait_for(lambda: receiver.accepted)
        leads.save(ROSALIND, consent(), **submission(2, questions=["Is there parking?"]))
        wait_for(lambda: len(receiver.accepted) == 2)
    first, second = receiver.accepted
    assert (first.json["type"], second.json["type"]) == ("lead.created", "lead.updated")
    assert first.id != second.id
    assert second.json["data"]["questions"] == ["What does it cost?", "Is there parking?"]


@pytest.mark.parametrize(("value", "seconds"), [("", 0), ("7", 7), ("soon", 0), ("-1", 0)])
def test_retry_after_in_seconds(value: str, seconds: float) -> None:
    assert retry_after(value) == seconds


def test_retry_after_as_a_date() -> None:
    later = dt.datetime.now(dt.timezone.utc) + dt.timedelta(seconds=90)
    assert 85 < retry_after(format_datetime(later, usegmt=True)) <= 90
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0
