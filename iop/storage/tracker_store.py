"""Rasa's conversations in our database: appended to, encrypted, written off the event loop.

The dialogue sees a window of the latest turns, so that the 500th message costs what the 5th did.
"""

from functools import lru_cache
from itertools import takewhile
from typing import Any, Dict, Iterable, List, Optional, Type

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, ConversationPaused, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses
from sqlalchemy.engine import Connection

from iop.storage.encryption import installed_cipher
from iop.storage.engine import STORAGE, database
from iop.storage.schema import events

WINDOW = 12
"""Turns of which the dialogue sees what was said. Nothing of ours looks further back than that and the slots."""
WHOLE = 3
"""Turns of which it sees everything else, too. Rules look back two; Rasa goes through every event several times."""
SAID = ("user", "bot")
"""The kinds of events that are what was said."""
OPENED = 800
"""Rows that stay opened, some 30 KB each: a row never changes, and the next eleven turns want it again."""
WHILE_ANSWERING = ("understanding", "intent_ranking", "text_tokens")
"""What was found out about a message that only its own turn looks at: two fifths of the bytes of a turn."""
STANDS_FOR = "stands_for"
"""Metadata key of an event that stands for events that the dialogue does not see; the value is their number."""
_ALL_ROWS = (
    sa.select(events.c.sealed).where(events.c.sender_id == sa.bindparam("sender")).order_by(events.c.position.desc())
)
_LATEST_ROWS = _ALL_ROWS.limit(sa.bindparam("most"))
_COUNT = (
    sa.select(events.c.position + events.c["count"])
    .where(events.c.sender_id == sa.bindparam("sender"))
    .order_by(events.c.position.desc())
    .limit(1)
)
_TURN = events.insert()
"""What every message needs. Built once: SQLAlchemy takes longer to build a statement than SQLite to run it."""


class EncryptedTrackerStore(TrackerStore):
    """Keeps every event once; a turn adds one row, whatever the length of the conversation.

    A row holds the turn's events, and the events that recreate the state after it (slots, loop, pause). The window
    begins with the latter, taken from the row before the turns that are seen whole.
    """

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
        self._cipher = installed_cipher()
        self._open = lru_cache(maxsize=OPENED)(self._cipher.open)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Appends the events that are not stored yet."""
        await self.stream_events(tracker)
        await STORAGE.run(self._append, tracker)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """Returns the conversation's latest turns on top of the state before them, or nothing where there is none."""
        rows = await STORAGE.run(self._read, sender_id, WINDOW)
        if not rows:
            return None
        earlier, whole = rows[:-WHOLE], rows[-WHOLE:]
        said = [event for row in earlier for event in row["events"] if event["event"] in SAID]
        state = [_standing_for(event, len(said)) for event in earlier[-1]["state"]] if earlier else []
        return self._tracker(sender_id, [*state, *said, *(event for row in whole for event in row["events"])])

    async def retrieve_full_tracker(self, conversation_id: str) -> Optional[DialogueStateTracker]:
        """Returns the whole conversation, or nothing where there is none."""
        rows = await STORAGE.run(self._read, conversation_id, None)
        return self._tracker(conversation_id, [event for row in rows for event in row["events"]]) if rows else None

    async def keys(self) -> Iterable[str]:
        """Returns the ids of all conversations."""
        return await STORAGE.run(self._senders)

    def _tracker(self, sender_id: str, told: List[Dict[str, Any]]) -> DialogueStateTracker:
        return DialogueStateTracker.from_events(sender_id, [_event(one) for one in told], self.domain.slots)

    def _append(self, tracker: DialogueStateTracker) -> None:
        with self._database.begin() as connection:
            stored = _count(connection, tracker.sender_id)
            known = list(tracker.events)
            made = list(takewhile(lambda event: STANDS_FOR in event.metadata, known))  # a new session copies their mark
            before = made[0].metadata[STANDS_FOR] if made else 0
            new = known[len(made) + stored - before :]
            if new:
                row = {
                    "events": [_kept(event) for event in new],
                    "state": [event.as_dict() for event in _state(tracker, stored + len(new))],
                }
                turn = {"position": stored, "count": len(new), "sealed": self._cipher.seal(row)}
                connection.execute(_TURN, {"sender_id": tracker.sender_id, **turn})

    def _read(self, sender_id: str, most: Optional[int]) -> List[Dict[str, Any]]:
        """Returns the latest rows, oldest first."""
        wanted = _ALL_ROWS if most is None else _LATEST_ROWS
        with self._database.connect() as connection:
            rows = connection.execute(wanted, {"sender": sender_id, "most": most})
            return [self._open(bytes(row.sealed)) for row in rows][::-1]

    def _senders(self) -> List[str]:
        with self._database.connect() as connection:
            return list(connection.execute(sa.select(events.c.sender_id).distinct()).scalars())


@lru_cache(maxsize=1)
def _kinds() -> Dict[str, Type[Event]]:
    """Returns the classes of events by name. Rasa looks through all of them for every event."""
    kinds: Dict[str, Type[Event]] = {}
    for kind in all_subclasses(Event):
        kinds.setdefault(kind.type_name, kind)
    return kinds


def _event(stored: Dict[str, Any]) -> Event:
    """Makes an event of its stored form.

    Raises:
        ValueError: if no kind of event has its name.
    """
    kind = _kinds().get(stored["event"])
    return kind._from_parameters(stored) if kind else Event.from_parameters(stored)


def _kept(event: Event) -> Dict[str, Any]:
    """Returns the form of an event that is stored."""
    told: Dict[str, Any] = event.as_dict()
    if isinstance(event, UserUttered):
        told["parse_data"] = {name: value for name, value in told["parse_data"].items() if name not in WHILE_ANSWERING}
    return told


def _standing_for(made: Dict[str, Any], seen: int) -> Dict[str, Any]:
    """Returns an event that recreates the state, standing for fewer events: some of them are seen after all."""
    return {**made, "metadata": {**made["metadata"], STANDS_FOR: made["metadata"][STANDS_FOR] - seen}}


def _state(tracker: DialogueStateTracker, count: int) -> List[Event]:
    """Returns events that recreate the state of a conversation after so many events."""
    about = {STANDS_FOR: count}
    made: List[Event] = [
        SlotSet(name, slot.value, metadata=about)
        for name, slot in tracker.slots.items()
        if slot.value != slot.initial_value
    ]
    if tracker.active_loop_name:
        made.append(ActiveLoop(tracker.active_loop_name, metadata=about))
    made.append(ActionExecuted(ACTION_LISTEN_NAME, metadata=about))
    if tracker.is_paused():
        made.append(ConversationPaused(metadata=about))
    return made


def _count(connection: Connection, sender_id: str) -> int:
    """Returns how many events of a conversation are stored."""
    return connection.execute(_COUNT, {"sender": sender_id}).scalar() or 0
