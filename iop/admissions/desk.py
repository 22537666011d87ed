"""What staff do with leads. Every access is in the audit: a change with it, a look before it is shown."""

from contextlib import suppress
from typing import Any, Dict, List, Optional, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from iop import clock
from iop.admissions.briefing import consent_of, iso, lead_data
from iop.admissions.leads import CLOSED, DELETED, NEW, PICKED_UP, delete_lead
from iop.admissions.outbox import CREATED, DEAD, DELIVERED, PENDING, UNADDRESSED, UPDATED
from iop.errors import LeadError, SetupError
from iop.storage.encryption import Cipher
from iop.storage.engine import erase_traces
from iop.storage.schema import audit, leads, outbox, submissions


class Desk:
    """The leads, for staff.

    Args:
        engine: The database.
        cipher: Opens what people gave.
        who: The member of staff.
    """

    def __init__(self, engine: Engine, cipher: Cipher, who: str) -> None:
        self._engine = engine
        self._cipher = cipher
        self._who = who

    def leads(self) -> List[Dict[str, Any]]:
        """Returns every lead with its fields in clear, its consent, status and delivery, oldest first.

        Raises:
            SetupError: if there are leads, and another secret encrypted all of them.
        """
        with self._engine.connect() as connection:
            found = self._read(connection, self._rows(connection))
        return self._noted(found, "list")

    def lead(self, number: int) -> Dict[str, Any]:
        """Returns one lead.

        Raises:
            LeadError: if there is no such lead.
        """
        with self._engine.connect() as connection:
            found = self._read(connection, [self._existing(connection, number)])
        return self._noted(found, "show", number)[0]

    def export(self, number: Optional[int] = None) -> List[Dict[str, Any]]:
        """Returns the same with each lead's history: what was given when, and under which consent.

        Args:
            number: One lead; without it, all.

        Raises:
            LeadError: if there is no such lead.
        """
        with self._engine.connect() as connection:
            rows = self._rows(connection) if number is None else [self._existing(connection, number)]
            found = self._read(connection, rows)
            found = [{**lead, "history": self._history(connection, lead["number"])} for lead in found]
        return self._noted(found, "export", number)

    def pick_up(self, number: int) -> None:
        """Notes that somebody takes care of a lead: no more alerts.

        Raises:
            LeadError: if there is no such lead, or somebody has it already, or it is closed.
        """
        with self._engine.begin() as connection:
            self._existing(connection, number)
            waits = (leads.c.id == number) & (leads.c.status == NEW)
            if not connection.execute(leads.update().where(waits).values(status=PICKED_UP)).rowcount:
                raise LeadError(self._taken(connection, number))
            self._note(connection, PICKED_UP, [number])

    def close(self, number: int) -> None:
        """Notes that a lead is done.

        Raises:
            LeadError: if there is no such lead.
        """
        with self._engine.begin() as connection:
            self._existing(connection, number)
            connection.execute(leads.update().where(leads.c.id == number).values(status=CLOSED))
            self._note(connection, CLOSED, [number])

    def delete(self, number: int) -> None:
        """Deletes what a person gave.

        Raises:
            LeadError: if there is no such lead.
        """
        with self._engine.begin() as connection:
            self._existing(connection, number)
            delete_lead(connection, number)
            self._note(connection, "delete", [number])
        erase_traces(self._engine)

    def _taken(self, connection: Connection, number: int) -> str:
        status = self._existing(connection, number).status
        taker = _latest(connection, status, [status]).get(number)
        by = f" by {taker.who} at {iso(taker.at)}" if taker else ""
        return f"Inquiry #{number} was {'picked up' if status == PICKED_UP else status}{by}. Nothing was changed."

    def _noted(self, found: List[Dict[str, Any]], what: str, number: Optional[int] = None) -> List[Dict[str, Any]]:
        """Notes that leads were read, and returns those that are still there.

        They were read before, and outside this transaction: it keeps others from writing, and opening them takes long.

        Raises:
            LeadError: if the one lead that was wanted is there no more.
        """
        with self._engine.begin() as connection:
            if number is not None:
                self._existing(connection, number)
            there = set(connection.execute(sa.select(leads.c.id).where(leads.c.status != DELETED)).scalars())
            found = [lead for lead in found if lead["number"] in there]
            self._note(connection, what, [lead["number"] for lead in found])
        return found

    def _rows(self, connection: Connection) -> Sequence[Any]:
        rows: Sequence[Any] = connection.execute(
            sa.select(leads).where(leads.c.status != DELETED).order_by(leads.c.id)
        ).all()
        return rows

    def _existing(self, connection: Connection, number: int) -> Any:
        row = connection.execute(sa.select(leads).where((leads.c.id == number) & (leads.c.status != DELETED))).first()
        if row is None:
            raise LeadError(f"There is no inquiry #{number}. List them with: iop leads")
        return row

    def _read(self, connection: Connection, rows: Sequence[Any]) -> List[Dict[str, Any]]:
        takers, closers = (_latest(connection, what, [what, CLOSED]) for what in (PICKED_UP, CLOSED))
        found, locked = [], []
        for row in rows:
            with suppress(sa.exc.NoResultFound):  # its time was up, and it was deleted meanwhile
                try:
                    given = lead_data(connection, self._cipher, row)
                except SetupError as error:
                    given = _unreadable(row, error)
                    locked.append(error)
                found.append(self._lead(connection, row, given, takers.get(row.id), closers.get(row.id)))
        if found and len(locked) == len(found):
            raise locked[0]
        return found

    def _lead(self, connection: Connection, row: Any, given: Dict[str, Any], taken: Any, closed: Any) -> Dict[str, Any]:
        deliveries = _deliveries(connection, row.id)
        return {
            **given,
            "crisis": row.crisis,
            "picked_up_by": taken and taken.who,
            "picked_up_at": taken and iso(taken.at),
            "closed_by": closed and closed.who,
            "closed_at": closed and iso(closed.at),
            "delivery": _state(deliveries),
            "deliveries": deliveries,
        }

    def _history(self, connection: Connection, number: int) -> List[Dict[str, Any]]:
        theirs = (submissions.c.lead_id == number) & submissions.c.sealed.is_not(None)
        rows = connection.execute(sa.select(submissions).where(theirs).order_by(submissions.c.id)).all()
        return [{"saved_at": iso(row.saved_at), "consent": consent_of(row), **self._opened(row)} for row in rows]

    def _opened(self, row: Any) -> Dict[str, Any]:
        try:
            return dict(self._cipher.open(row.sealed))
        except SetupError as error:
            return {"unreadable": str(error)}

    def _note(self, connection: Connection, what: str, numbers: Sequence[int]) -> None:
        common = {"at": clock.utcnow(), "who": self._who, "what": what}
        if numbers:
            connection.execute(audit.insert(), [{**common, "lead_id": number} for number in numbers])


def _unreadable(row: Any, error: SetupError) -> Dict[str, Any]:
    """Returns what is known of a lead that another secret encrypted: it keeps nobody from the others."""
    times = {"created_at": iso(row.created_at), "updated_at": iso(row.updated_at)}
    known = {"number": row.id, "status": row.status, **times, "channel": row.channel}
    return {**known, "summary": [f"UNREADABLE: {error}"], "fields": {}, "questions": [], "consent": None}


def _latest(connection: Connection, what: str, statuses: Sequence[str]) -> Dict[int, Any]:
    """Returns who picked leads up or closed them: the latest such row of the audit for each lead with such a status."""
    theirs = audit.c.lead_id.in_(sa.select(leads.c.id).where(leads.c.status.in_(statuses))) & (audit.c.what == what)
    latest = sa.select(sa.func.max(audit.c.id)).where(theirs).group_by(audit.c.lead_id)
    return {row.lead_id: row for row in connection.execute(sa.select(audit).where(audit.c.id.in_(latest)))}


def _deliveries(connection: Connection, number: int) -> List[Dict[str, Any]]:
    wanted = sa.select(outbox).where((outbox.c.lead_id == number) & outbox.c.kind.in_([CREATED, UPDATED]))
    return [
        {
            "id": row.event_id,
            "kind": row.kind,
            "sink": None if row.sink == UNADDRESSED else row.sink,
            "state": row.state,
            "attempts": row.attempts,
            "delivered_at": iso(row.delivered_at) if row.delivered_at else None,
            "error": row.error,
        }
        for row in connection.execute(wanted.order_by(outbox.c.id))
    ]


def _state(deliveries: Sequence[Dict[str, Any]]) -> str:
    """Returns the worst state of a lead's deliveries; those that are no longer on record were delivered."""
    states = {delivery["state"] for delivery in deliveries}
    return next((state for state in (DEAD, PENDING) if state in states), DELIVERED)
