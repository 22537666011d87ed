"""The two processes of the crash test. They are started from a fork server, which has imported this module."""

import os
import random
import signal
import time
from pathlib import Path
from typing import Any, Dict, List

from iop.admissions.lead import LeadFields
from iop.admissions.leads import Leads
from iop.admissions.schedule import Schedule
from iop.admissions.worker import Worker
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from tests.admissions.people import consent, submission
from tests.admissions.running import centre, secrets

SCHEDULE = Schedule(timeout=1.0, lease=0.3, first_pause=0.02, longest_pause=0.1, look=0.01)
REPLY_SECONDS = 0.05
"""The longest time between commit and promise: the reply has to be worded and sent."""


def person(draft: int) -> LeadFields:
    """Every fifth draft comes from the person of the draft before."""
    who = draft - 1 if draft % 5 == 4 else draft
    return LeadFields(for_whom="self", first_name="Rosalind", phone=f"+1303{who:07}")


def save(url: str, promises: Path, draft: int) -> None:
    """Saves one draft after the other, and promises each in a line after its commit."""
    leads = Leads(open_database(url), Cipher("secret"))
    with open(promises, "ab", buffering=0) as file:
        while True:
            saved = leads.save(person(draft), consent(), **submission(draft))
            time.sleep(random.uniform(0, REPLY_SECONDS))
            file.write(f"saved {draft} {saved.number}\n".encode())
            draft += 1


def deliver(url: str, sinks: List[Dict[str, Any]]) -> None:
    """Delivers until it is killed, or ends at SIGTERM."""
    worker = Worker(open_database(url), Cipher("secret"), secrets(), SCHEDULE, lambda: centre(sinks))
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    worker.run()
    os._exit(0)
