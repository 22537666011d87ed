import datetime as dt
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.engine import Engine

from iop import clock
from iop.admissions.outbox import add_crisis_alert
from iop.admissions.queue import LATE_ATTEMPTS, Queue
from iop.admissions.schedule import Schedule
from iop.errors import IopError
from iop.storage.schema import outbox
from tests.admissions.running import centre


def alerts(engine: Engine, count: int) -> None:
    with engine.begin() as connection:
        for number in range(count):
            add_crisis_alert(connection, f"web-{number}", "web", "suicide_self")


def test_every_sink_has_its_own_row(engine: Engine) -> None:
    alerts(engine, 1)
    queue = Queue(engine)
    handoff = centre([{"name": "a", "email": "a@b.example"}, {"name": "b", "email": "b@b.example"}]).handoff
    queue.address(handoff)
    queue.address(handoff)
    first, second = queue.claim("a"), queue.claim("b")
    assert first is not None
    assert second is not None
    assert first.event_id == second.event_id
    assert queue.claim("a") is None
    queue.delivered(first)
    assert [row["sink"] for row in queue.waiting()] == ["b"]


def test_an_event_that_is_known_is_not_added_again(engine: Engine) -> None:
    queue = Queue(engine)
    alerts(engine, 1)
    alerts(engine, 1)
    queue.address(centre().handoff)
    alerts(engine, 1)
    assert len(queue.waiting()) == 1


def test_a_row_is_claimed_by_one_worker_at_a_time(engine: Engine) -> None:
    alerts(engine, 60)
    Queue(engine).address(centre().handoff)
    claims: Counter[int] = Counter()
    lock = threading.Lock()

    def work(_: int) -> None:
        while claimed := Queue(engine).claim("log"):
            with lock:
                claims[claimed.id] += 1

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert len(claims) == 60
    assert set(claims.values()) == {1}


def test_a_lease_that_ran_out_is_claimed_again_and_the_late_failure_does_not_count(engine: Engine) -> None:
    alerts(engine, 1)
    queue = Queue(engine, Schedule(lease=0))
    queue.address(centre().handoff)
    dead_worker = queue.claim("log")
    other = queue.claim("log")
    assert dead_worker is not None
    assert other is not None
    assert other.attempts == 2
    queue.delivered(other)
    queue.failed(dead_worker, "late")
    assert queue.waiting() == []


def test_a_failed_row_waits(engine: Engine) -> None:
    alerts(engine, 1)
    queue = Queue(engine)
    queue.address(centre().handoff)
    claimed = queue.claim("log")
    assert claimed
    queue.failed(claimed, "HTTP status 500")
    assert queue.claim("log") is None
    assert queue.resend() == 1
    assert queue.claim("log") is not None


@pytest.mark.parametrize("wrong", [lambda queue: queue.resend(99), lambda queue: queue.enable("crm")])
def test_what_is_not_there_is_a_clear_error(engine: Engine, wrong: object) -> None:
    with pytest.raises(IopError, match="iop outbox"):
        wrong(Queue(engine))  # type: ignore[operator]


def test_pauses_double_up_to_an_hour_with_jitter_and_go_on_for_more_than_a_day() -> None:
    schedule = Schedule()
    for attempt, full in [(1, 5), (2, 10), (3, 20), (11, 3600), (1000, 3600)]:
        pauses = {schedule.pause(attempt) for _ in range(50)}
        assert full / 2 <= min(pauses) < max(pauses) <= full
    assert schedule.give_up >= 24 * 3600
    assert schedule.lease > 2 * schedule.timeout, "no lease ends during a delivery"


def test_what_a_sink_does_not_take_is_a_problem_and_what_it_takes_in_the_end_is_none(engine: Engine) -> None:
    alerts(engine, 1)
    queue = Queue(engine, Schedule(first_pause=0.0))
    queue.address(centre([{"name": "crm", "email": "a@b.example"}]).handoff)
    for _ in range(LATE_ATTEMPTS):
        assert queue.problems() == []
        claimed = queue.claim("crm")
        assert claimed is not None
        queue.failed(claimed, "HTTP status 500")
    [problem] = queue.problems()
    assert "'crm' did not take it (HTTP status 500). List them: iop outbox" in problem
    claimed = queue.claim("crm")
    assert claimed is not None
    queue.delivered(claimed)
    assert queue.problems() == []


def test_what_no_worker_looks_at_is_a_problem(engine: Engine) -> None:
    alerts(engine, 1)
    assert Queue(engine).problems() == []
    with engine.begin() as connection:
        connection.execute(outbox.update().values(created_at=clock.utcnow() - dt.timedelta(minutes=6)))
    [problem] = Queue(engine).problems()
    assert "the delivery worker does not run" in problem
