"""Texts that did not leave: for the health report, and for staff. Nothing of them is personal."""

import datetime as dt
from typing import Any, Dict, List

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop import clock
from iop.channels.sms.outbox import COLUMN, CRISIS, DROPPED, OPEN, QUIET_HOURS
from iop.channels.sms.provider import FAILED
from iop.channels.sms.reasons import in_words, is_ours
from iop.storage.schema import sms_outbox, sms_people

LATE = dt.timedelta(minutes=5)
"""A text that waits for so long is a problem, tried or not."""
ATTEMPTS = 3
"""So is one that was not taken so often."""
RECENT = dt.timedelta(days=1)
"""What is older is of no use any more to the person; the report is about what can still be put right."""


def unsent(engine: Engine) -> List[Dict[str, Any]]:
    """Returns the texts that wait, and those of the last day that will not arrive; the oldest first.

    Args:
        engine: The database.
    """
    lost = (COLUMN.state == FAILED) | ((COLUMN.state == DROPPED) & (COLUMN.kind == CRISIS))
    wanted = OPEN | (lost & (COLUMN.created_at > clock.utcnow() - RECENT))
    names = (
        COLUMN.id,
        COLUMN.conversation_id,
        COLUMN.kind,
        COLUMN.state,
        COLUMN.attempts,
        COLUMN.created_at,
        COLUMN.due_at,
        COLUMN.error,
    )
    carrier = sa.func.coalesce(COLUMN.provider, sms_people.c.provider).label("provider")
    joined = sms_outbox.outerjoin(sms_people, sms_people.c.conversation_id == COLUMN.conversation_id)
    query = sa.select(*names, carrier).select_from(joined).where(wanted).order_by(COLUMN.id)
    with engine.connect() as connection:
        rows = [dict(row._mapping) for row in connection.execute(query)]
    first: Dict[str, str] = {}
    for row in rows:
        row["reason"] = in_words(row["provider"], row["error"])
        before = first.setdefault(row["conversation_id"], row["reason"])
        if row["error"] is None:  # it waits for the one before it
            row["reason"] = before
    return rows


def problems(engine: Engine) -> List[str]:
    """Says that texts do not leave, in a line for each reason: those that wait, and those of which we are the reason.

    Args:
        engine: The database.
    """
    now = clock.utcnow()
    found: Dict[str, List[Dict[str, Any]]] = {}
    for row in unsent(engine):
        is_over = row["state"] in (FAILED, DROPPED)
        is_late = row["created_at"] < now - LATE or row["attempts"] >= ATTEMPTS
        is_due = row["error"] != QUIET_HOURS and row["created_at"] > now - RECENT
        if is_ours(row["provider"], row["error"]) if is_over else is_late and is_due:
            found.setdefault(row["reason"], []).append(row)
    return [_line(reason, rows) for reason, rows in found.items()]


def _line(reason: str, rows: List[Dict[str, Any]]) -> str:
    crises = sum(row["kind"] == CRISIS for row in rows)
    count = f"{len(rows)} text message{'s' * (len(rows) > 1)}" + (f" ({crises} about danger)" if crises else "")
    return f"{count} did not leave since {rows[0]['created_at']:%Y-%m-%d %H:%M} UTC. {reason}. List them: iop outbox"
