"""Whether messages can be answered."""

import asyncio
import logging
from typing import Any, Dict, List, Optional
from urllib.parse import urljoin

import aiohttp
import sqlalchemy as sa

from iop import safety
from iop.admissions import sinks
from iop.admissions.queue import Queue
from iop.channels.sms import unsent
from iop.dialogue.actions import OwnActions
from iop.errors import IopError
from iop.facility import facility, facility_problems
from iop.settings import settings
from iop.storage.engine import beat, database

logger = logging.getLogger(__name__)
ACTION_SERVER_SECONDS = 2.0


async def report(agent: Optional[Any]) -> Dict[str, Any]:
    """Looks at every part that an answer needs.

    Args:
        agent: Rasa's agent, or nothing while it is being loaded.

    Returns:
        `status` (`ok` or `unavailable`), a boolean for each part, and `problems` in words: also those in spite of which
        the assistant goes on, of the safety check, of texts and inquiries that do not leave, and of a `facility.yml`
        that was broken meanwhile.
    """
    parts = {
        "model": agent is not None and agent.is_ready(),
        "actions": await _actions_can_run(agent),
        "database": await asyncio.to_thread(_database_can_be_written),
        "facility": _facility_can_be_read(),
    }
    problems: List[str] = [PROBLEMS[part] for part, works in parts.items() if not works]
    status = "unavailable" if problems else "ok"
    problems += await asyncio.to_thread(_safety_problems)
    if parts["database"]:
        problems += await asyncio.to_thread(_undelivered)
    if parts["facility"]:
        problems += [sinks.HELD % held for held in sinks.problems(facility(), settings()).items()]
    return {"status": status, **parts, "problems": problems + facility_problems()}


PROBLEMS = {
    "model": "No model is loaded (yet). If this stays, run: make train",
    "actions": "Actions cannot run: the action server does not answer, or too many of our own hang.",
    "database": "The database cannot be written.",
    "facility": "data/facility.yml cannot be used.",
}


async def _actions_can_run(agent: Optional[Any]) -> bool:
    endpoint = agent.action_endpoint if agent is not None else None
    if endpoint is None:
        return True  # nothing is wrong with them; `model` says what is
    if isinstance(endpoint, OwnActions):
        return endpoint.has_room()
    try:
        timeout = aiohttp.ClientTimeout(total=ACTION_SERVER_SECONDS)
        address = urljoin(endpoint.url, "health")
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(address) as answer:
            return answer.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False


def _database_can_be_written() -> bool:
    try:
        settings().secrets()  # what is stored is encrypted with them
        beat(database())
    except (sa.exc.SQLAlchemyError, IopError) as error:
        logger.error("The database cannot be written: %s", type(error).__name__)
        return False
    return True


def _safety_problems() -> List[str]:
    broken = [reason for reason in safety.check("hello").reasons if "failed" in reason]
    return [f"The safety check goes on without a part of it ({reason}). Run: iop prepare" for reason in broken]


def _undelivered() -> List[str]:
    try:
        return [*unsent.problems(database()), *Queue(database()).problems()]
    except (sa.exc.SQLAlchemyError, IopError) as error:
        logger.error("What waits to be sent cannot be counted: %s", type(error).__name__)
        return []


def _facility_can_be_read() -> bool:
    try:
        facility()
    except IopError as error:
        logger.error("%s", error)
        return False
    return True
