"""What admissions must still be told. Rows are written in the transaction of what they tell about."""

import uuid
from typing import Any, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from iop import clock
from iop.storage.schema import outbox

CREATED = "created"
UPDATED = "updated"
DELETED = "deleted"
REMINDER = "reminder"
ESCALATION = "escalation"
CRISIS = "crisis"

PENDING = "pending"
DELIVERED = "delivered"
DEAD = "dead"

UNADDRESSED = ""
"""The sink of a new row. The worker makes a row for each sink of `facility.yml` out of it, so that neither a
conversation nor a promise waits for that file."""

_EVENTS = uuid.UUID("6d9f2ae1-5f0b-4f0e-9f3c-0d1a7a3c9b52")


def event_id(kind: str, key: str) -> str:
    """Returns the id of an event: the same for the same kind and key, so that it is told once.

    Args:
        kind: What happened.
        key: What it happened to, without personal data.
    """
    return f"msg_{uuid.uuid5(_EVENTS, f'{kind}:{key}').hex}"


def add(
    connection: Connection,
    kind: str,
    key: str,
    *,
    channel: str,
    lead_id: Optional[int] = None,
    conversation_id: Optional[str] = None,
    route: Optional[str] = None,
) -> None:
    """Adds an event, unless it is known, within the caller's transaction.

    Args:
        connection: In a transaction.
        kind: One of the kinds above.
        key: Makes the event unique within its kind; opaque.
        channel: `web` or `sms`.
        lead_id: The lead it is about.
        conversation_id: The conversation it is about, where it is not about a lead.
        route: The crisis route.
    """
    identity = event_id(kind, key)
    if connection.execute(sa.select(outbox.c.id).where(outbox.c.event_id == identity).limit(1)).first():
        return
    now = clock.utcnow()
    values: dict[str, Any] = {
        "event_id": identity,
        "sink": UNADDRESSED,
        "kind": kind,
        "lead_id": lead_id,
        "conversation_id": conversation_id,
        "channel": channel,
        "route": route,
        "state": PENDING,
        "attempts": 0,
        "created_at": now,
        "tried_since": now,
        "due_at": now,
    }
    connection.execute(outbox.insert().values(**values))


def add_crisis_alert(connection: Connection, conversation_id: str, channel: str, route: str) -> None:
    """Adds the alert that a conversation spoke of danger: one a day (UTC) for each conversation and route.

    A number keeps its conversation for ever, and whoever texts from it may be in danger again.

    Args:
        connection: In the transaction that records the crisis.
        conversation_id: Opaque.
        channel: `web` or `sms`.
        route: One of `iop.safety`'s routes.
    """
    key = f"{conversation_id}:{route}:{clock.utcnow():%Y-%m-%d}"
    add(connection, CRISIS, key, channel=channel, conversation_id=conversation_id, route=route)
