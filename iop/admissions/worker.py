"""The delivery worker: a process that tells admissions what stands in the outbox, until everything is told.

A row is leased, sent, and then noted as delivered. A worker that dies in between leaves the lease to run out, and the
row is sent again under the same id. Every sink is served by a thread of its own: a slow one holds up no other.
"""

import logging
import signal
import threading
import time
from typing import Any, Callable, Dict, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop import environment, logs
from iop.admissions import retention, sinks
from iop.admissions.briefing import read_message
from iop.admissions.queue import Claimed, Queue
from iop.admissions.reminders import remind
from iop.admissions.schedule import Schedule
from iop.admissions.sinks import DeliveryError
from iop.errors import IopError, reason
from iop.facility import Facility, facility
from iop.serving.parent import end_with_parent
from iop.settings import Settings, settings
from iop.storage.encryption import Cipher, installed_cipher
from iop.storage.engine import database

logger = logging.getLogger(__name__)

STOP_SECONDS = 5.0


class Worker:
    """Delivers, reminds and cleans.

    Args:
        engine: The database.
        cipher: Opens what is delivered.
        settings: The sinks' secrets.
        schedule: Its times.
        centre: Reads `facility.yml`, anew each time.
    """

    def __init__(
        self,
        engine: Engine,
        cipher: Cipher,
        settings: Settings,
        schedule: Optional[Schedule] = None,
        centre: Callable[[], Facility] = facility,
    ) -> None:
        self._engine = engine
        self._cipher = cipher
        self._settings = settings
        self._schedule = schedule or Schedule()
        self._centre = centre
        self._queue = Queue(engine, self._schedule)
        self._jobs: Dict[str, threading.Thread] = {}
        self._due: Dict[str, float] = {}
        self._unusable: Dict[str, str] = {}
        self._stopping = False

    def stop(self) -> None:
        """Makes `run` return soon. May be called by a signal handler."""
        self._stopping = True

    def run(self) -> None:
        """Works until `stop`. What is under way then may end, for a few seconds; the rest is done next time."""
        while not self._stopping:
            pause = self._schedule.look
            try:
                self._look(self._centre())
            except (sa.exc.SQLAlchemyError, IopError) as error:
                logger.error("The outbox cannot be worked on: %s", reason(error))
                pause = self._schedule.first_pause
            time.sleep(pause)
        until = time.monotonic() + STOP_SECONDS
        for job in self._jobs.values():
            job.join(max(0.0, until - time.monotonic()))

    def _look(self, centre: Facility) -> None:
        """Starts what is due, each in a thread of its own unless the last one still runs."""
        for name in self._queue.address(centre.handoff):
            logger.warning("The sink %s is not in facility.yml any more: what waited for it goes to the others.", name)
        known, self._unusable = self._unusable, sinks.problems(centre, self._settings)
        for name, problem in self._unusable.items():
            self._queue.hold(name, problem)
            if known.get(name) != problem:
                logger.error(sinks.HELD, name, problem)
        for name in {*centre.handoff.sink_names(), *centre.handoff.escalation_names()} - {*self._unusable}:
            self._start(f"sink {name}", self._deliver_due, name, centre)
        if self._is_due("remind", self._schedule.remind_every):
            self._start("remind", remind, self._engine, centre)
        if self._is_due("clean", self._schedule.clean_every):
            self._start("clean", retention.clean, self._engine, self._cipher, centre.handoff.retention_days)

    def _is_due(self, name: str, every: float) -> bool:
        now = time.monotonic()
        due = now >= self._due.get(name, 0.0)
        if due:
            self._due[name] = now + every
        return due

    def _start(self, name: str, function: Callable[..., Any], *arguments: Any) -> None:
        last = self._jobs.get(name)
        if last is None or not last.is_alive():
            self._jobs[name] = threading.Thread(target=_logged, args=(function, *arguments), name=name, daemon=True)
            self._jobs[name].start()

    def _deliver_due(self, sink: str, centre: Facility) -> None:
        while not self._stopping:
            claimed = self._queue.claim(sink)
            if claimed is None:
                return
            self._deliver(sink, centre, claimed)

    def _deliver(self, sink: str, centre: Facility, claimed: Claimed) -> None:
        try:
            message = read_message(self._engine, self._cipher, claimed)
            if message is None:
                self._queue.drop(claimed)
                return
            sinks.make(sink, centre, self._settings, self._schedule).deliver(message)
        except DeliveryError as error:
            logger.warning("Row %d of the outbox (%s) to %s: %s.", claimed.id, claimed.kind, sink, error)
            self._queue.failed(claimed, str(error), error.retry_after)
            if error.gone:
                self._queue.disable(sink)
                logger.error("The sink %s is disabled: it is gone. Enable it with: iop outbox enable %s", sink, sink)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one row, the others go on
            logger.error("Row %d of the outbox (%s) to %s: %s", claimed.id, claimed.kind, sink, reason(error))
            self._queue.failed(claimed, reason(error))
        else:
            self._queue.delivered(claimed)


def _logged(function: Callable[..., Any], *arguments: Any) -> None:
    try:
        function(*arguments)
    except Exception as error:  # noqa: BLE001 - the other jobs go on, and this one is begun again
        logger.error("%s did not end well: %s", threading.current_thread().name, reason(error))


def main() -> None:
    """Delivers until the process is told to stop."""
    environment.prepare()
    logs.configure("delivery")
    try:
        worker = Worker(database(), installed_cipher(), settings())
    except IopError as error:
        logger.error("%s", error)
        raise SystemExit(1) from error
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: worker.stop())
    end_with_parent()
    logger.info("The delivery worker is ready.")
    worker.run()


if __name__ == "__main__":
    main()
