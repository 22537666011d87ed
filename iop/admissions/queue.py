"""The outbox as a queue: who may deliver what, when, and what became of it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Dict, List, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop import clock
from iop.admissions.outbox import DEAD, DELIVERED, ESCALATION, PENDING, UNADDRESSED
from iop.admissions.schedule import Schedule
from iop.errors import IopError
from iop.handoff import Handoff
from iop.storage.schema import disabled_sinks, outbox

ERROR = outbox.c.error.type.length
LATE_ATTEMPTS = 6
UNTOUCHED = dt.timedelta(minutes=5)
"""So many failed attempts, which take minutes, are a problem, and so is what no worker has looked at for so long."""


@dataclass(frozen=True)
class Claimed:
    """A row that this worker may deliver until the lease ends."""

    id: int
    event_id: str
    kind: str
    lead_id: Optional[int]
    conversation_id: Optional[str]
    channel: str
    route: Optional[str]
    created_at: dt.datetime
    tried_since: dt.datetime
    attempts: int


class Queue:
    """The outbox, for workers and for staff. Several workers may share one database.

    Args:
        engine: The database.
        schedule: When to try again.
    """

    def __init__(self, engine: Engine, schedule: Optional[Schedule] = None) -> None:
        self._engine = engine
        self._schedule = schedule or Schedule()

    def address(self, handoff: Handoff) -> List[str]:
        """Makes a row for each sink out of every new event, and out of what waits for a sink that is there no more.

        Where no sink is configured at all, what waits for one goes on waiting: the log alone would end it.

        Args:
            handoff: The sinks.

        Returns:
            The names of the sinks that are there no more, of which something was waiting.
        """
        waiting = sa.select(outbox).where(self._without_sink(handoff))
        if not self._any(waiting):
            return []
        gone = set()
        with self._engine.begin() as connection:
            for row in connection.execute(waiting.order_by(outbox.c.id).with_for_update(skip_locked=True)).all():
                names = handoff.escalation_names() if row.kind == ESCALATION else handoff.sink_names()
                known = sa.select(outbox.c.sink).where(outbox.c.event_id == row.event_id)
                copy = {key: value for key, value in row._mapping.items() if key != "id"}
                if row.sink != UNADDRESSED:
                    gone.add(row.sink)
                    copy.update(attempts=0, error=None, **self._fresh())
                for name in set(names) - set(connection.execute(known).scalars()):
                    connection.execute(outbox.insert().values(**{**copy, "sink": name}))
                connection.execute(outbox.delete().where(outbox.c.id == row.id))
        return sorted(gone)

    def _without_sink(self, handoff: Handoff) -> Any:
        new = outbox.c.sink == UNADDRESSED
        if not handoff.sinks:
            return new
        free = outbox.c.leased_until.is_(None) | (outbox.c.leased_until <= clock.utcnow())
        gone = outbox.c.sink.not_in({*handoff.sink_names(), *handoff.escalation_names()})
        return new | (gone & outbox.c.state.in_([PENDING, DEAD]) & free)

    def claim(self, sink: str) -> Optional[Claimed]:
        """Takes the oldest row that is due for a sink, for the time of a lease."""
        now = clock.utcnow()
        due = (
            sa.select(outbox)
            .where(
                (outbox.c.sink == sink)
                & (outbox.c.state == PENDING)
                & (outbox.c.due_at <= now)
                & (outbox.c.leased_until.is_(None) | (outbox.c.leased_until <= now))
                & ~sa.exists().where(disabled_sinks.c.name == sink)
            )
            .order_by(outbox.c.id)
            .limit(1)
        )
        if not self._any(due):
            return None
        with self._engine.begin() as connection:
            row = connection.execute(due.with_for_update(skip_locked=True)).first()
            if row is None:
                return None
            lease = {"leased_until": self._after(self._schedule.lease), "attempts": row.attempts + 1}
            connection.execute(outbox.update().where(outbox.c.id == row.id).values(**lease))
        fields = {name: row._mapping[name] for name in Claimed.__dataclass_fields__}
        return Claimed(**{**fields, "attempts": row.attempts + 1})

    def delivered(self, claimed: Claimed) -> None:
        """Notes that a sink took a row."""
        done = {"state": DELIVERED, "delivered_at": clock.utcnow(), "leased_until": None, "error": None}
        self._update(outbox.c.id == claimed.id, **done)

    def failed(self, claimed: Claimed, reason: str, retry_after: float = 0.0) -> None:
        """Plans the next attempt, or gives up. A row that another worker has meanwhile taken over is left to it.

        Args:
            claimed: The row.
            reason: For staff; nothing personal.
            retry_after: Seconds that the sink asked to be left alone.
        """
        pause = max(self._schedule.pause(claimed.attempts), min(retry_after, self._schedule.longest_pause))
        over = clock.utcnow() - claimed.tried_since > dt.timedelta(seconds=self._schedule.give_up)
        mine = (outbox.c.id == claimed.id) & (outbox.c.state == PENDING) & (outbox.c.attempts == claimed.attempts)
        changed = {"state": DEAD if over else PENDING, "due_at": self._after(pause), "leased_until": None}
        self._update(mine, **changed, error=reason[:ERROR])

    def hold(self, sink: str, reason: str) -> None:
        """Notes for staff why nothing is sent to a sink; no attempt is counted."""
        waits = (outbox.c.sink == sink) & (outbox.c.state == PENDING)
        untold = waits & (outbox.c.error.is_(None) | (outbox.c.error != reason[:ERROR]))
        if self._any(sa.select(outbox.c.id).where(untold)):
            self._update(untold, error=reason[:ERROR])

    def drop(self, claimed: Claimed) -> None:
        """Removes a row about a lead that was deleted."""
        with self._engine.begin() as connection:
            connection.execute(outbox.delete().where(outbox.c.id == claimed.id))

    def disable(self, sink: str) -> None:
        """Sends nothing more to a sink until it is enabled again."""
        with self._engine.begin() as connection:
            if connection.execute(sa.select(disabled_sinks).where(disabled_sinks.c.name == sink)).first() is None:
                connection.execute(disabled_sinks.insert().values(name=sink, disabled_at=clock.utcnow()))

    def enable(self, sink: str) -> None:
        """Lets a sink have what waited for it, at once.

        Raises:
            IopError: if it is not disabled.
        """
        with self._engine.begin() as connection:
            if not connection.execute(disabled_sinks.delete().where(disabled_sinks.c.name == sink)).rowcount:
                raise IopError(f"The sink '{sink}' is not disabled. List what waits with: iop outbox")
        self._again((outbox.c.sink == sink) & (outbox.c.state == PENDING))

    def resend(self, row_id: Optional[int] = None) -> int:
        """Sends again what is dead or waits: one row, or all of them.

        Returns:
            How many rows.

        Raises:
            IopError: if there is no such row, or it was delivered.
        """
        which = outbox.c.state.in_([PENDING, DEAD])
        count = self._again(which if row_id is None else which & (outbox.c.id == row_id))
        if row_id is not None and not count:
            raise IopError(f"There is no row {row_id} in the outbox that waits. List what waits with: iop outbox")
        return count

    def waiting(self) -> List[Dict[str, Any]]:
        """Returns what is pending or dead, oldest first."""
        wanted = sa.select(outbox).where(outbox.c.state.in_([PENDING, DEAD])).order_by(outbox.c.id)
        with self._engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(wanted)]

    def problems(self) -> List[str]:
        """Says that sinks do not take what they are told, in a line for each."""
        refused = (outbox.c.state == DEAD) | ((outbox.c.state == PENDING) & (outbox.c.attempts >= LATE_ATTEMPTS))
        untouched = (outbox.c.sink == UNADDRESSED) & (outbox.c.created_at < clock.utcnow() - UNTOUCHED)
        first = sa.func.min(outbox.c.created_at).label("since")
        query = sa.select(
            outbox.c.sink, sa.func.count().label("rows"), first, sa.func.max(outbox.c.error).label("error")
        )
        wanted = query.where(refused | untouched).group_by(outbox.c.sink).order_by(outbox.c.sink)
        with self._engine.connect() as connection:
            found = connection.execute(wanted).all()
        return [
            f"Since {row.since:%Y-%m-%d %H:%M} UTC, {row.rows} of what admissions should be told did not arrive: "
            + (f"'{row.sink}' did not take it ({row.error})" if row.sink else "the delivery worker does not run")
            + ". List them: iop outbox"
            for row in found
        ]

    def disabled(self) -> List[str]:
        """Returns the names of the disabled sinks."""
        with self._engine.connect() as connection:
            return list(connection.execute(sa.select(disabled_sinks.c.name).order_by(disabled_sinks.c.name)).scalars())

    def _again(self, which: Any) -> int:
        return self._update(which, **self._fresh())

    def _fresh(self) -> Dict[str, Any]:
        """Returns what a row has that was not tried yet."""
        now = clock.utcnow()
        return {"state": PENDING, "tried_since": now, "due_at": now, "leased_until": None}

    def _update(self, which: Any, **values: Any) -> int:
        with self._engine.begin() as connection:
            return int(connection.execute(outbox.update().where(which).values(**values)).rowcount)

    def _any(self, wanted: Any) -> bool:
        """Looks without taking the write lock."""
        with self._engine.connect() as connection:
            return connection.execute(wanted.limit(1)).first() is not None

    def _after(self, seconds: float) -> dt.datetime:
        return clock.utcnow() + dt.timedelta(seconds=seconds)
