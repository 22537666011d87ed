"""Every text message to a person: stored with the reply it belongs to, then sent until it is taken."""

import datetime as dt
import logging
from dataclasses import dataclass, replace
from typing import Any, Collection, List, Optional, Sequence, Set, Tuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from iop import clock
from iop.channels.sms import consent
from iop.channels.sms.people import People
from iop.channels.sms.provider import DELIVERED, FAILED, OPTED_OUT, SENT, Status
from iop.errors import SetupError
from iop.storage.encryption import Cipher
from iop.storage.schema import SMS_UNSENT, sms_outbox, sms_people

logger = logging.getLogger(__name__)

CRISIS, NOTICE, ANSWER, BEGUN = "crisis", "notice", "answer", "begun"
"""What a message is. Crisis texts go first; messages that we begin go last. Crisis texts and notices (the one
confirmation of a stop, the answer to HELP) reach also those who opted out."""
ALWAYS = (CRISIS, NOTICE)

PENDING, SENDING = SMS_UNSENT
DROPPED = "dropped"
QUIET_HOURS = "quiet hours"
"""Why a message that we begin waits for the morning, where other messages have the provider's reason."""
ORDER = {SENDING: 0, SENT: 1, DELIVERED: 2, FAILED: 2}
"""A report never takes a message back to an earlier state: providers send them out of order."""

LONGEST_PAUSE = dt.timedelta(hours=1)
LONGEST_PAUSE_BEGUN = dt.timedelta(days=2)
"""No message is put off for longer, one that we begin for a night. What is due later than that was put off by a clock
that was ahead, and is due now."""

COLUMN = sms_outbox.c
OPEN = COLUMN.state.in_(SMS_UNSENT)


@dataclass(frozen=True)
class Queued:
    """A message that is to be sent now.

    Attributes:
        kind: One of the kinds above.
        is_unknown: Whether an earlier attempt ended in the dark: the provider may have taken it.
        tried_at: When that was; UTC, without a zone.
    """

    id: int
    conversation_id: str
    kind: str
    provider: str
    number: str
    text: str
    attempts: int
    created_at: dt.datetime
    is_unknown: bool
    tried_at: Optional[dt.datetime]


@dataclass(frozen=True)
class Places:
    """How many messages may be sent besides those that are under way.

    Attributes:
        free: At most so many.
        busy: Conversations with a message under way. Crisis texts do not wait for it.
        urgent: So many crisis texts more than `free`.
        urgent_busy: Conversations with a crisis text under way.
    """

    free: int
    busy: Collection[str] = ()
    urgent: int = 0
    urgent_busy: Collection[str] = ()


def add(
    connection: Connection,
    cipher: Cipher,
    conversation_id: str,
    kind: str,
    texts: Sequence[str],
) -> None:
    """Adds messages within the caller's transaction.

    Args:
        connection: In a transaction.
        cipher: Encrypts the texts.
        conversation_id: To whom.
        kind: One of the kinds above.
        texts: In order.
    """
    now = clock.utcnow()
    common = {"conversation_id": conversation_id, "kind": kind, "state": PENDING, "attempts": 0, "created_at": now}
    for text in texts:
        connection.execute(sms_outbox.insert().values(**common, due_at=now, sealed=cipher.seal(text)))


def drop(connection: Connection, conversation_id: str) -> None:
    """Sends nothing more of what waits for a person who said stop."""
    waiting = (COLUMN.conversation_id == conversation_id) & (COLUMN.state == PENDING) & COLUMN.kind.not_in(ALWAYS)
    connection.execute(sms_outbox.update().where(waiting).values(state=DROPPED, error=OPTED_OUT))


class SmsOutbox:
    """The messages as a queue. All methods block. Several processes may share one database.

    Args:
        engine: The database.
        cipher: Opens texts and numbers.
    """

    def __init__(self, engine: Engine, cipher: Cipher) -> None:
        self._engine = engine
        self._cipher = cipher
        self._people = People(engine, cipher)
        self._unreadable: Set[int] = set()

    def due(self, places: Places, providers: Collection[str]) -> List[Queued]:
        """Returns what may be sent now: the first of each conversation, crisis texts before all.

        A message that cannot be opened is named in the log, once, and left out: it holds up no other.

        Args:
            places: For how many, and for whose.
            providers: Those that are on; what another would carry waits until it is on again.
        """
        while places.free + places.urgent > 0:
            found, unreadable = self._look(places, providers)
            if not unreadable:
                return found
            logger.error(
                "Text messages that another secret encrypted are not sent: %s", ", ".join(map(str, unreadable))
            )
            self._unreadable.update(unreadable)
        return []

    def _look(self, places: Places, providers: Collection[str]) -> Tuple[List[Queued], List[int]]:
        """Returns what is due, and the ids of what cannot be opened."""
        rank = sa.case((COLUMN.kind == CRISIS, 0), (COLUMN.kind == BEGUN, 2), else_=1)
        place = sa.func.row_number().over(partition_by=COLUMN.conversation_id, order_by=(rank, COLUMN.id))
        readable = OPEN & COLUMN.id.not_in(list(self._unreadable))
        first = sa.select(COLUMN.id, rank.label("rank"), place.label("place")).where(readable).subquery()
        now = clock.utcnow()
        ahead = COLUMN.due_at > sa.case((COLUMN.kind == BEGUN, now + LONGEST_PAUSE_BEGUN), else_=now + LONGEST_PAUSE)
        is_crisis, mine = COLUMN.kind == CRISIS, COLUMN.conversation_id
        allowed = is_crisis & mine.not_in(list(places.urgent_busy))
        if places.free > 0:
            allowed |= ~is_crisis & mine.not_in(list(places.busy))
        wanted = (
            sa.select(sms_outbox, sms_people.c.sealed.label("number"), sms_people.c.provider.label("carrier"))
            .join(first, (first.c.id == COLUMN.id) & (first.c.place == 1))
            .join(sms_people, sms_people.c.conversation_id == COLUMN.conversation_id)
            .where(((COLUMN.due_at <= now) | ahead) & allowed)
            .where(sms_people.c.provider.in_(list(providers)))
            .order_by(first.c.rank, COLUMN.id)
            .limit(places.free + places.urgent)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        crisis = [row for row in rows if row.kind == CRISIS]
        others = [row for row in rows if row.kind != CRISIS]
        found: List[Queued] = []
        unreadable: List[int] = []
        for row in [*crisis, *others[: places.free]]:
            try:
                found.append(self._queued(row))
            except SetupError:
                unreadable.append(row.id)
        return found, unreadable

    def claim(self, queued: Queued, lease: float) -> Optional[Queued]:
        """Takes a message, for the time of a lease in which no other process sends it.

        Args:
            queued: As it was read.
            lease: Seconds after which it is due again, if nothing is noted of it.

        Returns:
            The message with this attempt counted; nothing where it may not be sent: another process took it, the person
            said stop meanwhile, or the number cannot be texted.
        """
        now = clock.utcnow()
        claimed = replace(queued, attempts=queued.attempts + 1)
        attempt = {"state": SENDING, "attempts": claimed.attempts, "provider": queued.provider}
        with self._engine.begin() as connection:
            why = self._forbidden(connection, queued)
            if why is not None:
                self._change(connection, queued, state=DROPPED, error=why)
                return None
            due = {"tried_at": now, "due_at": now + dt.timedelta(seconds=lease)}
            return claimed if self._change(connection, queued, **attempt, **due) else None

    def sent(self, queued: Queued, provider_id: str) -> None:
        """Notes that the provider took a message."""
        with self._engine.begin() as connection:
            self._set(connection, queued.id, state=SENT, provider_id=provider_id, error=None)

    def is_known(self, provider: str, provider_id: str) -> bool:
        """Returns whether a provider's id belongs to a message of ours."""
        same = (COLUMN.provider == provider) & (COLUMN.provider_id == provider_id)
        with self._engine.connect() as connection:
            return connection.execute(sa.select(COLUMN.id).where(same).limit(1)).first() is not None

    def again(self, queued: Queued, reason: str, pause: float, unknown: bool) -> None:
        """Plans the next attempt in `pause` seconds; remembers where it is unknown whether the last one worked.

        A message that another process has meanwhile taken over is left to it.
        """
        due = {"due_at": clock.utcnow() + dt.timedelta(seconds=pause), "error": reason[:64]}
        with self._engine.begin() as connection:
            self._change(connection, queued, state=SENDING if unknown else PENDING, **due)

    def failed(self, queued: Queued, reason: str, number_is: Optional[str] = None) -> None:
        """Gives a message up; with it, whatever else waits for a number that cannot be texted."""
        with self._engine.begin() as connection:
            self._change(connection, queued, state=FAILED, error=reason[:64])
            if number_is:
                _close(connection, self._people, queued.conversation_id, number_is, queued.provider)

    def report(self, provider: str, status: Status) -> bool:
        """Notes what became of a message.

        Returns:
            Whether the message is known.
        """
        with self._engine.begin() as connection:
            same = (COLUMN.provider == provider) & (COLUMN.provider_id == status.id)
            row = connection.execute(sa.select(COLUMN.id, COLUMN.state, COLUMN.conversation_id).where(same)).first()
            if row is None:
                return False
            if ORDER[status.state] > ORDER.get(row.state, 2):
                self._set(connection, row.id, state=status.state, error=status.error)
                if status.number_is:
                    _close(connection, self._people, row.conversation_id, status.number_is, provider)
        return True

    def _queued(self, row: Any) -> Queued:
        return Queued(
            row.id,
            row.conversation_id,
            row.kind,
            row.carrier,
            self._cipher.open(row.number),
            self._cipher.open(row.sealed),
            row.attempts,
            row.created_at,
            row.state == SENDING,
            row.tried_at,
        )

    def _forbidden(self, connection: Connection, queued: Queued) -> Optional[str]:
        if queued.kind not in ALWAYS and consent.has_opted_out(connection, queued.conversation_id):
            return OPTED_OUT
        mine = sms_people.c.conversation_id == queued.conversation_id
        unreachable: Optional[str] = connection.execute(sa.select(sms_people.c.unreachable).where(mine)).scalar()
        return unreachable

    def _change(self, connection: Connection, queued: Queued, **values: Any) -> bool:
        """Changes a message, and returns whether it is still as it was read."""
        same = (COLUMN.id == queued.id) & OPEN & (COLUMN.attempts == queued.attempts)
        return bool(connection.execute(sms_outbox.update().where(same).values(**values)).rowcount)

    def _set(self, connection: Connection, row: int, **values: Any) -> None:
        connection.execute(sms_outbox.update().where(COLUMN.id == row).values(**values))


def _close(connection: Connection, people: People, conversation_id: str, number_is: str, provider: str) -> None:
    """Notes that a number cannot be texted, and why. An opt-out at the provider is one with us."""
    if number_is == OPTED_OUT:
        if not consent.has_opted_out(connection, conversation_id):
            people.stop(connection, conversation_id, provider)
        drop(connection, conversation_id)
        return
    mine = sms_people.c.conversation_id == conversation_id
    connection.execute(sms_people.update().where(mine).values(unreachable=number_is))
    waiting = (COLUMN.conversation_id == conversation_id) & (COLUMN.state == PENDING)
    connection.execute(sms_outbox.update().where(waiting).values(state=DROPPED, error=number_is))
