"""Entries as understanding gives them to actions, and the questions that were remembered for staff."""

import datetime as dt
from typing import Any, Dict, List, Optional

from actions import memory
from iop.knowledge.unanswered import Question, Unanswered
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database

TODAY = dt.date.today()
YESTERDAY = TODAY - dt.timedelta(days=1)


def entry(name: str, expires: Optional[dt.date] = None) -> Dict[str, Any]:
    about = {"id": name, "topic": "cost", "question": f"About {name}?", "depends_on_insurer": False}
    return {**about, "expires": expires and expires.isoformat()}


def remembered() -> List[Question]:
    memory.finish()
    return Unanswered(database(), installed_cipher()).all()
