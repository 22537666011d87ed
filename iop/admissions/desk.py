"""What staff do with leads. Every access is written to the audit, in the same transaction."""

import os
import pwd
from typing import Any, Dict, List, Optional, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from iop import clock
from iop.admissions.briefing import consent_of, iso, lead_data
from iop.admissions.leads import CLOSED, DELETED, PICKED_UP, delete_lead
from iop.admissions.outbox import CREATED, DEAD, DELIVERED, PENDING, UNADDRESSED, UPDATED
from iop.errors import LeadError
from iop.storage.encryption import Cipher
from iop.storage.engine import erase_traces
from iop.storage.schema import audit, leads, outbox, submissions


def this_user() -> str:
    """Returns the name of the operating system's user who runs this process."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name[:64]
    except KeyError:
        return f"uid {os.getuid()}"


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
        """Returns every lead with its fields in clear, its consent, status and delivery, oldest first."""
        with self._engine.begin() as connection:
            return [self._lead(connection, row, "list") for row in self._rows(connection)]

    def lead(self, number: int) -> Dict[str, Any]:
        """Returns one lead.

        Raises:
            LeadError: if there is no such lead.
        """
        with self._engine.begin() as connection:
            return self._lead(connection, self._existing(connection, number), "show")

    def export(self, number: Optional[int] = None) -> List[Dict[str, Any]]:
        """Returns the same with each lead's history: what was given when, and under which consent.

        Args:
            number: One lead; without it, all.

        Raises:
            LeadError: if there is no such lead.
        """
        with self._engine.begin() as connection:
            rows = self._rows(connection) if number is None else [self._existing(connection, number)]
            return [
                {**self._lead(connection, row, "export"), "history": self._history(connection, row.id)} for row in rows
            ]

    def pick_up(self, number: int) -> None:
        """Notes that somebody takes care of a lead: no more alerts.

        Raises:
            LeadError: if there is no such lead.
        """
        self._set(number, PICKED_UP)

    def close(self, number: int) -> None:
        """Notes that a lead is done.

        Raises:
            LeadError: if there is no such lead.
        """
        self._set(number, CLOSED)

    def delete(self, number: int) -> None:
        """Deletes what a person gave.

        Raises:
            LeadError: if there is no such lead.
        """
        with self._engine.begin() as connection:
            self._existing(connection, number)
            delete_lead(connection, number)
            self._note(connection, "delete", number)
        erase_traces(self._engine)

    def _set(self, number: int, status: str) -> None:
        with self._engine.begin() as connection:
            self._existing(connection, number)
            connection.execute(leads.update().where(leads.c.id == number).values(status=status))
            self._note(connection, status, number)

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

    def _lead(self, connection: Connection, row: Any, what: str) -> Dict[str, Any]:
        self._note(connection, what, row.id)
        deliveries = _deliveries(connection, row.id)
        return {
            **lead_data(connection, self._cipher, row),
            "crisis": row.crisis,
            "delivery": _state(deliveries),
            "deliveries": deliveries,
        }

    def _history(self, connection: Connection, number: int) -> List[Dict[str, Any]]:
        rows = connection.execute(
            sa.select(submissions).where(submissions.c.lead_id == number).order_by(submissions.c.id)
        )
        return [
            {"saved_at": iso(row.saved_at), "consent": consent_of(row), **self._cipher.open(row.sealed)} for row in rows
        ]

    def _note(self, connection: Connection, what: str, number: int) -> None:
        connection.execute(audit.insert().values(at=clock.utcnow(), who=self._who, what=what, lead_id=number))


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
