"""The sinks fail in every way that we know of, and come back: everything is told, once by id, in bounded time."""

import dataclasses
import time
from typing import Any, Dict, List

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.admissions.leads import Leads
from iop.admissions.queue import Queue
from iop.storage import schema
from tests.admissions.people import BARTHOLOMEW, ROSALIND, TRACES, consent, submission
from tests.admissions.running import FAST, centre, secrets, working
from tests.admissions.stand_ins import mail_server, webhook
from tests.server import free_port
from tests.waiting import wait_for


def sinks(*urls: str, mail: bool = False) -> List[Dict[str, Any]]:
    named = [{"name": f"crm{number}", "webhook": url} for number, url in enumerate(urls)]
    return [*named, {"name": "desk", "email": "desk@turningpoint.example"}] if mail else named


def states(engine: Engine) -> Dict[str, str]:
    with engine.connect() as connection:
        return {row.sink: row.state for row in connection.execute(sa.select(schema.outbox))}


@pytest.mark.parametrize("fault", ["hang", "drip", "500", "503", "429", "404", "301", "drop", "cut"])
def test_a_webhook_that_fails_twice_gets_the_inquiry_once(leads: Leads, engine: Engine, fault: str) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with webhook(fault, fault) as (receiver, url), working(engine, centre(sinks(url)), secrets()):
        wait_for(lambda: states(engine) == {"crm0": "delivered"}, 5)
        assert len(receiver.attempts) == 3
        assert [one.json["data"]["number"] for one in receiver.accepted] == [1]


@pytest.mark.parametrize("fault", ["hang", "drip", "drop", "451", "550"])
def test_a_mail_server_that_fails_twice_gets_the_mail_once(leads: Leads, engine: Engine, fault: str) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with mail_server(fault, fault) as (receiver, port), working(engine, centre(sinks(mail=True)), secrets(port)):
        wait_for(lambda: states(engine) == {"desk": "delivered"}, 5)
        assert [mail["Subject"] for mail in receiver.accepted] == ["New inquiry #1"]


def test_a_server_that_refuses_connections_gets_the_inquiry_when_it_is_back(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    port = free_port()
    with working(engine, centre(sinks(f"http://127.0.0.1:{port}/inquiries")), secrets()):
        wait_for(lambda: any(row["attempts"] >= 2 for row in Queue(engine).waiting()))
        with webhook(port=port) as (receiver, _):
            wait_for(lambda: receiver.accepted)


def test_everything_at_once(leads: Leads, engine: Engine) -> None:
    faults = ["hang", "500", "drop", "cut", "429:1", "drip", "503", "hang"]
    with (
        webhook(*faults) as (broken, first),
        webhook() as (sound, second),
        mail_server("hang", "451", "drop") as (
            mails,
            port,
        ),
    ):
        started = time.monotonic()
        with working(engine, centre(sinks(first, second, mail=True)), secrets(port)):
            numbers = [
                leads.save(dataclasses.replace(BARTHOLOMEW, phone=f"+1303555{n:04}"), consent(), **submission(n)).number
                for n in range(20)
            ]
            wait_for(lambda: len(sound.accepted) == 20, 5)
            wait_for(lambda: set(states(engine).values()) == {"delivered"} and not Queue(engine).waiting(), 15)
        assert time.monotonic() - started < 15
        for receiver in (broken, sound):
            assert sorted(one.json["data"]["number"] for one in receiver.accepted) == numbers
            assert len({one.id for one in receiver.accepted}) == 20
        assert len({mail["Message-ID"] for mail in mails.accepted}) == len(mails.accepted) == 20


def test_a_sink_that_hangs_does_not_hold_up_another(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    patient = dataclasses.replace(FAST, timeout=3.0, lease=5.0)
    with (
        webhook(*["hang"] * 9) as (_, slow),
        webhook() as (receiver, sound),
        working(engine, centre(sinks(slow, sound)), secrets(), patient),
    ):
        wait_for(lambda: receiver.accepted, 2.5)
        before = time.monotonic()
        leads.save(BARTHOLOMEW, consent(), **submission(2))
        assert time.monotonic() - before < 1.0, "a conversation does not wait for a sink"
        wait_for(lambda: len(receiver.accepted) == 2, 2.5)


def test_retry_after_is_kept(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    patient = dataclasses.replace(FAST, longest_pause=5.0)
    with webhook("429:1") as (receiver, url), working(engine, centre(sinks(url)), secrets(), patient):
        wait_for(lambda: receiver.accepted)
        assert 1.0 <= receiver.attempts[1] - receiver.attempts[0] < 4.0


def test_gone_disables_the_sink_until_somebody_enables_it(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    queue = Queue(engine)
    with webhook("410") as (receiver, url), working(engine, centre(sinks(url)), secrets()):
        wait_for(lambda: queue.disabled() == ["crm0"])
        leads.save(BARTHOLOMEW, consent(), **submission(2))
        time.sleep(0.5)
        assert (len(receiver.attempts), receiver.accepted) == (1, [])
        assert [row["state"] for row in queue.waiting()] == ["pending", "pending"]
        queue.enable("crm0")
        wait_for(lambda: sorted(one.json["data"]["number"] for one in receiver.accepted) == [1, 2])


@pytest.mark.parametrize("give_up", [72 * 3600.0, 0.0])
def test_what_waits_for_a_sink_that_was_renamed_goes_to_the_new_one(
    leads: Leads, engine: Engine, give_up: float
) -> None:
    leads.save(ROSALIND, consent(), **submission())
    desk = {"name": "desk", "email": "desk@turningpoint.example"}
    with webhook(*["500"] * 99) as (_, url), mail_server() as (mails, port):
        hasty = dataclasses.replace(FAST, give_up=give_up)
        with working(engine, centre([{"name": "crm", "webhook": url}, desk]), secrets(port), hasty):
            state = "pending" if give_up else "dead"
            wait_for(lambda: states(engine) == {"crm": state, "desk": "delivered"})
            wait_for(lambda: Queue(engine).waiting()[0]["error"] == "HTTP status 500")
        with webhook() as (renamed, new_url):
            with working(engine, centre([{"name": "records", "webhook": new_url}, desk]), secrets(port)):
                wait_for(lambda: states(engine) == {"records": "delivered", "desk": "delivered"})
            assert [one.json["data"]["number"] for one in renamed.accepted] == [1]
    assert len(mails.accepted) == 1


def test_what_waits_for_a_sink_that_was_removed_waits_until_there_is_one(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with working(engine, centre(sinks(f"http://127.0.0.1:{free_port()}/inquiries")), secrets()):
        wait_for(lambda: states(engine) == {"crm0": "pending"})
    with working(engine, centre(), secrets()):
        time.sleep(0.3)
        assert states(engine) == {"crm0": "pending"}
    with mail_server() as (mails, port), working(engine, centre(sinks(mail=True)), secrets(port)):
        wait_for(lambda: states(engine) == {"desk": "delivered"})
        assert len(mails.accepted) == 1


def test_what_is_dead_is_listed_and_can_be_sent_again_under_the_same_id(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    queue = Queue(engine)
    hasty = dataclasses.replace(FAST, give_up=0.3)
    with webhook(*["500"] * 30) as (receiver, url), working(engine, centre(sinks(url)), secrets(), hasty):
        wait_for(lambda: [row["state"] for row in queue.waiting()] == ["dead"])
        [row] = queue.waiting()
        assert row["error"] == "HTTP status 500"
        attempts = len(receiver.attempts)
        time.sleep(0.4)
        assert len(receiver.attempts) == attempts, "a dead row is left alone"
        receiver.faults.clear()
        assert queue.resend(row["id"]) == 1
        wait_for(lambda: [one.id for one in receiver.accepted] == [row["event_id"]])


def test_a_missing_secret_is_named_and_nothing_is_lost(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with webhook() as (receiver, url):
        with working(engine, centre(sinks(url)), secrets(webhook_secret=None)):
            wait_for(lambda: any("IOP_WEBHOOK_SECRET" in str(row["error"]) for row in Queue(engine).waiting()))
        with working(engine, centre(sinks(url)), secrets()):
            wait_for(lambda: receiver.accepted)


def test_a_lead_deleted_before_it_was_sent_is_never_sent(leads: Leads, engine: Engine) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with webhook("500", "500", "500") as (receiver, url), working(engine, centre(sinks(url)), secrets()):
        wait_for(lambda: receiver.attempts)
        leads.delete_of("web-1")
        wait_for(lambda: receiver.accepted)
        time.sleep(0.3)
        assert [one.json["type"] for one in receiver.accepted] == ["lead.deleted"]
        assert not any(trace.encode() in one.body for one in receiver.accepted for trace in TRACES)


def test_nothing_personal_is_logged_at_debug(leads: Leads, engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    leads.save(ROSALIND, consent(), **submission())
    leads.save(BARTHOLOMEW, consent(), **submission(2))
    faults = ["500", "cut", "drop"]
    with (
        webhook(*faults) as (receiver, url),
        mail_server("451", "drop") as (mails, port),
        working(engine, centre(sinks(url, mail=True)), secrets(port)),
    ):
        wait_for(lambda: len(receiver.accepted) == 2 and len(mails.accepted) == 2)
        wait_for(lambda: not Queue(engine).waiting())
    assert "HTTP status 500" in caplog.text, "the search looks into the right log"
    assert [trace for trace in TRACES if trace in caplog.text] == []
    assert not any(trace in mail.as_string() for mail in mails.accepted for trace in TRACES)


def test_what_is_meant_for_a_sink_without_its_secret_waits_untried_and_goes_out_with_it(
    leads: Leads, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    leads.save(ROSALIND, consent(), **submission())
    with webhook() as (receiver, url):
        with working(engine, centre(sinks(url)), secrets(webhook_secret=None)):
            wait_for(lambda: [row["sink"] for row in Queue(engine).waiting()] == ["crm0"])
            time.sleep(0.3)
        assert [(row["state"], row["attempts"]) for row in Queue(engine).waiting()] == [("pending", 0)]
        assert caplog.text.count("IOP_WEBHOOK_SECRET is not set") == 1
        with working(engine, centre(sinks(url)), secrets()):
            wait_for(lambda: receiver.accepted)
