"""The record of who may be texted: appended to, never changed."""

from typing import Optional

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from iop import clock
from iop.storage.schema import SMS_STARTED, SMS_STOPPED, sms_consent

WROTE, ALLOWED, STOPPED, STARTED = "wrote", "allowed", SMS_STOPPED, SMS_STARTED


def record(connection: Connection, conversation_id: str, event: str, how: str) -> None:
    """Adds a line within the caller's transaction.

    Args:
        connection: In a transaction.
        conversation_id: Whose.
        event: `wrote` (to us, first), `allowed` (us to write first, with an inquiry), `stopped` or `started`.
        how: Who says so: `message`, or the provider's name.
    """
    values = {"conversation_id": conversation_id, "at": clock.utcnow(), "event": event, "how": how}
    connection.execute(sms_consent.insert().values(**values))


def has_opted_out(connection: Connection, conversation_id: str) -> bool:
    """Returns whether the latest that a person said about it is stop."""
    said = sa.select(sms_consent.c.event).where(
        (sms_consent.c.conversation_id == conversation_id) & sms_consent.c.event.in_((STOPPED, STARTED))
    )
    latest: Optional[str] = connection.execute(said.order_by(sms_consent.c.id.desc()).limit(1)).scalar()
    return latest == STOPPED
