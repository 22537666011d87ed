"""A worker in a thread, with a fast schedule."""

import threading
from contextlib import contextmanager
from typing import Any, Dict, Iterator, List, Optional

from sqlalchemy.engine import Engine

from iop.admissions.schedule import Schedule
from iop.admissions.worker import Worker
from iop.facility import Facility, facility
from iop.handoff import Handoff
from iop.settings import Settings
from iop.storage.encryption import Cipher
from tests.conftest import ROOT

WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
FAST = Schedule(
    timeout=0.4, lease=1.0, first_pause=0.05, longest_pause=0.2, look=0.02, remind_every=0.05, clean_every=3600
)


def centre(sinks: Optional[List[Dict[str, Any]]] = None, **handoff: Any) -> Facility:
    """The example centre with other sinks."""
    example = facility(ROOT / "tests" / "example_facility.yml")
    return example.copy(update={"handoff": Handoff.parse_obj({"sinks": sinks or [], **handoff})})


def secrets(smtp_port: int = 1, webhook_secret: Optional[str] = WEBHOOK_SECRET) -> Settings:
    """Settings whose mail server is on this machine."""
    mail = {"smtp_host": "127.0.0.1", "smtp_port": smtp_port, "smtp_security": "none"}
    return Settings().copy(update={"webhook_secret": webhook_secret, **mail})


@contextmanager
def working(
    engine: Engine, where: Facility, settings: Settings, schedule: Schedule = FAST, cipher: Optional[Cipher] = None
) -> Iterator[Worker]:
    """Runs a worker while the block runs."""
    worker = Worker(engine, cipher or Cipher("secret"), settings, schedule, lambda: where)
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    try:
        yield worker
    finally:
        worker.stop()
        thread.join(10)
        assert not thread.is_alive()
