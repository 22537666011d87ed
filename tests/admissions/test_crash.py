"""Processes that save leads and deliver them are killed outright at random moments, hundreds of times."""

import os
import random
import signal
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, List, Set

import pytest
import sqlalchemy as sa

from iop.admissions.queue import Queue
from iop.storage import schema
from iop.storage.engine import open_database
from tests.admissions import crash_processes
from tests.admissions.stand_ins import Receiver, webhook
from tests.forking import loaded_context
from tests.waiting import wait_for

pytestmark = pytest.mark.long

LANES = 3
RUNS_IN_A_LANE = 80
LONGEST_RUN_SECONDS = 0.4
KILLED_UNSEEN = 255
"""What multiprocessing reports when the fork server could not pass on how a process ended."""


@dataclass
class Lane:
    """One installation, whose processes are killed one run after the other."""

    folder: Path
    sinks: List[Dict[str, Any]]
    receivers: List[Receiver]
    context: Any
    chance: random.Random
    moments: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.url = f"sqlite:///{self.folder}/iop.db"
        self.promises = self.folder / "promises"
        self.promises.touch()
        self.engine = open_database.__wrapped__(self.url)

    def promised(self) -> Dict[int, int]:
        """The lead's number of every draft that was promised."""
        lines = [line.split() for line in self.promises.read_text().splitlines()]
        promises: Dict[int, Set[int]] = defaultdict(set)
        for _, draft, number in lines:
            promises[int(draft)].add(int(number))
        assert all(len(numbers) == 1 for numbers in promises.values()), "a draft is one lead"
        return {draft: numbers.pop() for draft, numbers in promises.items()}

    def run(self) -> None:
        """Starts both processes, and kills one or both."""
        draft = len(self.promised())
        saver = self.context.Process(target=crash_processes.save, args=(self.url, self.promises, draft))
        worker = self.context.Process(target=crash_processes.deliver, args=(self.url, self.sinks))
        for process in (saver, worker):
            process.start()
        time.sleep(self.chance.uniform(0, LONGEST_RUN_SECONDS))
        first, second = self.chance.sample([saver, worker], 2)
        os.kill(first.pid, signal.SIGKILL)
        if self.chance.random() < 0.5:
            time.sleep(self.chance.uniform(0, 0.1))
        os.kill(second.pid, signal.SIGKILL)
        for process in (saver, worker):
            process.join()
        assert {saver.exitcode, worker.exitcode} <= {-signal.SIGKILL, KILLED_UNSEEN}
        self.note_moment()

    def note_moment(self) -> None:
        """Notes between which steps the run was interrupted."""
        with self.engine.connect() as connection:
            stored = set(connection.execute(sa.select(schema.submissions.c.draft_id)).scalars())
            rows = connection.execute(sa.select(schema.outbox)).all()
        taken = {
            (sink["name"], one.id)
            for sink, receiver in zip(self.sinks, self.receivers, strict=True)
            for one in list(receiver.accepted)
        }
        open_rows = [row for row in rows if row.state == "pending"]
        found = {
            "saved, not promised": f"draft-{len(self.promised())}" in stored,
            "saved, not addressed": any(row.sink == "" for row in open_rows),
            "addressed, not tried": any(row.sink and not row.attempts for row in open_rows),
            "being sent": any(row.leased_until for row in open_rows),
            "taken, not noted": any((row.sink, row.event_id) in taken for row in open_rows),
        }
        self.moments.update(name for name, so in found.items() if so)

    def finish(self) -> None:
        """Lets a last worker deliver what is left."""
        worker = self.context.Process(target=crash_processes.deliver, args=(self.url, self.sinks))
        worker.start()
        try:
            wait_for(lambda: not Queue(self.engine).waiting(), 30)
        finally:
            worker.terminate()
            worker.join()


def test_no_promised_lead_is_lost_and_none_is_delivered_under_two_ids(
    tmp_path: Path, record_testsuite_property: Callable[[str, object], None]
) -> None:
    context = loaded_context()
    with ThreadPoolExecutor(LANES) as pool:
        lanes = list(pool.map(lambda number: lane_of(tmp_path / str(number), context, number), range(LANES)))
    moments: Counter[str] = sum((lane.moments for lane in lanes), Counter())
    promised = sum(len(lane.promised()) for lane in lanes)
    record_testsuite_property("crash test", f"{LANES * RUNS_IN_A_LANE} runs, {promised} promises, {dict(moments)}")
    assert promised > LANES * RUNS_IN_A_LANE / 4
    assert all(moments[name] for name in ("saved, not promised", "addressed, not tried", "taken, not noted")), moments


def lane_of(folder: Path, context: Any, seed: int) -> Lane:
    folder.mkdir()
    with webhook() as (first, one), webhook() as (second, two):
        first.slowness, second.slowness = 0.01, 0.03
        sinks = [{"name": "crm", "webhook": one}, {"name": "second", "webhook": two}]
        lane = Lane(folder, sinks, [first, second], context, random.Random(seed))
        for _ in range(RUNS_IN_A_LANE):
            lane.run()
        lane.finish()
        for receiver in lane.receivers:
            check(lane, receiver)
        return lane


def check(lane: Lane, receiver: Receiver) -> None:
    """Whatever was promised arrived, under one id for each event."""
    numbers = {one.json["data"]["number"] for one in receiver.accepted}
    missing = set(lane.promised().values()) - numbers
    assert missing == set()
    ids: Dict[int, Set[str]] = defaultdict(set)
    for one in receiver.accepted:
        if one.json["type"] == "lead.created":
            ids[one.json["data"]["number"]].add(one.id)
    assert set(ids) == numbers
    assert {number for number, of_one in ids.items() if len(of_one) > 1} == set()
    with lane.engine.connect() as connection:
        events = set(connection.execute(sa.select(schema.outbox.c.event_id)).scalars())
        drafts = connection.execute(sa.select(sa.func.count()).select_from(schema.submissions)).scalar()
        people = connection.execute(sa.select(sa.func.count()).select_from(schema.leads)).scalar()
    assert {one.id for one in receiver.accepted} == events
    assert (len(events), len(numbers)) == (drafts, people)
