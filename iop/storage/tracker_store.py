"""Rasa's conversations in our database: appended to, encrypted, written off the event loop."""

import asyncio
from typing import Any, Iterable, List, Optional

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection

from iop.settings import settings
from iop.storage.encryption import Cipher
from iop.storage.engine import database
from iop.storage.schema import events


class EncryptedTrackerStore(TrackerStore):
    """Keeps every event once; a turn adds one row, whatever the length of the conversation."""

    def __init__(
        self, domain: Optional[Domain], event_broker: Optional[EventBroker] = None, host: Optional[str] = None, **_: Any
    ) -> None:
        """Rasa's constructor for tracker stores named in `endpoints.yml`.

        Args:
            domain: The assistant's domain.
            event_broker: Where new events are published, if anywhere.
            host: Rasa's; the database is `IOP_DATABASE_URL`.
        """
        super().__init__(domain, event_broker)
        self._database = database()
        self._cipher = Cipher(*settings().secrets())

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Appends the events that are not stored yet."""
        await self.stream_events(tracker)
        await asyncio.get_running_loop().run_in_executor(None, self._append, tracker)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """Returns the whole conversation, or nothing where there is none."""
        batches = await asyncio.get_running_loop().run_in_executor(None, self._read, sender_id)
        if not batches:
            return None
        return DialogueStateTracker.from_dict(
            sender_id, [event for batch in batches for event in batch], self.domain.slots
        )

    async def keys(self) -> Iterable[str]:
        """Returns the ids of all conversations."""
        with self._database.connect() as connection:
            return [row[0] for row in connection.execute(sa.select(events.c.sender_id).distinct())]

    def _append(self, tracker: DialogueStateTracker) -> None:
        with self._database.begin() as connection:
            stored = _count(connection, tracker.sender_id)
            new = [event.as_dict() for event in list(tracker.events)[stored:]]
            if new:
                connection.execute(
                    events.insert().values(
                        sender_id=tracker.sender_id, position=stored, count=len(new), sealed=self._cipher.seal(new)
                    )
                )

    def _read(self, sender_id: str) -> List[List[Any]]:
        wanted = sa.select(events.c.sealed).where(events.c.sender_id == sender_id).order_by(events.c.position)
        with self._database.connect() as connection:
            return [self._cipher.open(row.sealed) for row in connection.execute(wanted)]


def _count(connection: Connection, sender_id: str) -> int:
    """Returns how many events of a conversation are stored."""
    last = sa.select(events.c.position + events.c["count"]).where(events.c.sender_id == sender_id)
    return connection.execute(last.order_by(events.c.position.desc()).limit(1)).scalar() or 0
