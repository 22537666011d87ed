"""Inquiries that nobody picks up: told again, then told to somebody else."""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop import clock
from iop.admissions import outbox
from iop.admissions.hours import open_minutes
from iop.admissions.leads import NEW
from iop.facility import Facility
from iop.storage.schema import leads

REMINDED = 1
ESCALATED = 2


def remind(engine: Engine, centre: Facility) -> None:
    """Adds what is due to the outbox, once for each time that a lead begins to wait.

    Args:
        engine: The database.
        centre: Its office hours, and the minutes after which to remind and to escalate.
    """
    waiting = sa.select(leads).where((leads.c.status == NEW) & (leads.c.reminders < ESCALATED))
    with engine.connect() as connection:
        rows = connection.execute(waiting).all()
    for lead in rows:
        minutes = open_minutes(centre, lead.waiting_since, clock.utcnow())
        if minutes >= centre.handoff.escalate_minutes:
            _tell(engine, lead.id, outbox.ESCALATION, ESCALATED)
        elif minutes >= centre.handoff.pick_up_minutes:
            _tell(engine, lead.id, outbox.REMINDER, REMINDED)


def _tell(engine: Engine, lead_id: int, kind: str, step: int) -> None:
    still_due = (leads.c.id == lead_id) & (leads.c.status == NEW) & (leads.c.reminders < step)
    with engine.begin() as connection:
        if connection.execute(leads.update().where(still_due).values(reminders=step)).rowcount:
            lead = connection.execute(sa.select(leads).where(leads.c.id == lead_id)).one()
            key = f"{lead_id}:{lead.waiting_since.isoformat()}"
            outbox.add(connection, kind, key, channel=lead.channel, lead_id=lead_id)
