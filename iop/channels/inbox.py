"""Every inbound message once, and every reply kept, so that a retry gets the same answer."""

import datetime as dt
import logging
from dataclasses import dataclass
from threading import Lock
from typing import Any, Callable, Dict, List, Optional, Sequence, Set, Tuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from iop import clock
from iop.admissions.leads import mark_crisis
from iop.admissions.outbox import add_crisis_alert
from iop.channels.replies import Turn
from iop.errors import SetupError
from iop.storage.encryption import Cipher
from iop.storage.schema import inbound_messages, outbound_messages

logger = logging.getLogger(__name__)

_CONVERSATION = sa.bindparam("of_conversation")
_SAME = sa.select(inbound_messages.c.id, inbound_messages.c.answered).where(
    (inbound_messages.c.conversation_id == _CONVERSATION) & (inbound_messages.c.client_id == sa.bindparam("with_id"))
)
_CRISIS = (
    sa.select(inbound_messages.c.id)
    .where((inbound_messages.c.conversation_id == _CONVERSATION) & inbound_messages.c.crisis.is_not(None))
    .limit(1)
)
_HEARD = inbound_messages.insert()
_ANSWERED = (
    inbound_messages.update()
    .where((inbound_messages.c.id == sa.bindparam("message")) & ~inbound_messages.c.answered)
    .values(answered=True, crisis=sa.bindparam("route"))
)
_SAID = outbound_messages.insert()
"""What every message needs. Built once: SQLAlchemy takes longer to build a statement than SQLite to run it."""


@dataclass(frozen=True)
class StoredMessage:
    """One message to a person, as it was stored.

    Attributes:
        id: Grows with every message of the installation: the cursor of the event stream.
        text: Plain text.
        buttons: Choices, as in `BotMessage`.
    """

    id: int
    text: str
    buttons: List[Dict[str, str]]

    def as_dict(self) -> Dict[str, Any]:
        """Returns the form that clients get."""
        return {"id": str(self.id), "text": self.text, "buttons": self.buttons}


@dataclass(frozen=True)
class Received:
    """An inbound message that is stored.

    Attributes:
        id: Its row.
        reply: The stored reply, or nothing while it is not answered.
        after_crisis: Whether an earlier message of the conversation spoke of danger.
        is_again: Whether it came before.
    """

    id: int
    reply: Optional[List[StoredMessage]]
    after_crisis: bool
    is_again: bool


@dataclass(frozen=True)
class Waiting:
    """An inbound message that is not answered yet.

    Attributes:
        id: Its row.
        client_id: The provider's id.
        text: What the person wrote.
        received_at: UTC, without a zone.
    """

    id: int
    client_id: str
    text: str
    received_at: dt.datetime


class Inbox:
    """The stored messages of all conversations. All methods block; call them off the event loop.

    Args:
        engine: The database.
        cipher: Encrypts what people write and read.
        channel: `web` or `sms`.
    """

    def __init__(self, engine: Engine, cipher: Cipher, channel: str = "web") -> None:
        self._engine = engine
        self._cipher = cipher
        self._channel = channel
        self._unreadable: Set[int] = set()
        self._noting = Lock()

    def receive(self, conversation_id: str, client_id: str, text: str) -> Received:
        """Stores an inbound message, or finds it where it came before.

        Args:
            conversation_id: Its conversation.
            client_id: The id that the client or provider gave it.
            text: What the person wrote.
        """
        with self._engine.begin() as connection:
            return self.add(connection, conversation_id, client_id, text)

    def add(self, connection: Connection, conversation_id: str, client_id: str, text: str) -> Received:
        """Does what `receive` does within the caller's transaction."""
        row = connection.execute(_SAME, {"of_conversation": conversation_id, "with_id": client_id}).first()
        if row is None:
            heard = {
                "conversation_id": conversation_id,
                "client_id": client_id,
                "answered": False,
                "received_at": clock.utcnow(),
                "sealed": self._cipher.seal(text),
            }
            added = connection.execute(_HEARD, heard)
            return Received(added.inserted_primary_key[0], None, _was_in_crisis(connection, conversation_id), False)
        if not row.answered:
            return Received(row.id, None, _was_in_crisis(connection, conversation_id), True)
        return Received(row.id, self._read(connection, outbound_messages.c.inbound_id == row.id), False, True)

    def is_other(self, inbound_id: int, text: str) -> bool:
        """Returns whether a stored message has another text: then its id came again for something else."""
        wanted = sa.select(inbound_messages.c.sealed).where(inbound_messages.c.id == inbound_id)
        with self._engine.connect() as connection:
            return bool(self._cipher.open(connection.execute(wanted).scalar_one()) != text)

    def waiting(self, conversation_id: str, after: int = 0) -> List[Waiting]:
        """Returns a conversation's messages that are not answered, in order.

        A message that cannot be opened is named in the log, once, and left out: it holds up no other.

        Args:
            conversation_id: The conversation.
            after: Only messages after this one.
        """
        wanted = sa.select(inbound_messages).where(
            (inbound_messages.c.conversation_id == conversation_id)
            & ~inbound_messages.c.answered
            & (inbound_messages.c.id > after)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(inbound_messages.c.id)).all()
        return [message for message in map(self._opened, rows) if message is not None]

    def waiting_conversations(self, seconds: float = 0.0) -> List[str]:
        """Returns this channel's conversations with messages that are not answered, the longest waiting first.

        Args:
            seconds: Only messages that wait longer than this, and those that came while the clock was ahead.
        """
        now, came = clock.utcnow(), inbound_messages.c.received_at
        late = (came <= now - dt.timedelta(seconds=seconds)) | (came > now)
        wanted = sa.select(inbound_messages.c.conversation_id).where(self._mine() & late & ~inbound_messages.c.answered)
        ordered = wanted.group_by(inbound_messages.c.conversation_id).order_by(sa.func.min(inbound_messages.c.id))
        with self._engine.connect() as connection:
            return list(connection.execute(ordered).scalars())

    def left_behind(self, seconds: float, late: float) -> List[Tuple[str, Waiting]]:
        """Returns this channel's messages that wait for an answer and after which nobody wrote, with conversations.

        Args:
            seconds: Only messages that wait longer than this.
            late: And not as long as this.
        """
        latest = sa.select(sa.func.max(inbound_messages.c.id)).group_by(inbound_messages.c.conversation_id)
        now, came = clock.utcnow(), inbound_messages.c.received_at
        waits = (came <= now - dt.timedelta(seconds=seconds)) & (came > now - dt.timedelta(seconds=late))
        wanted = sa.select(inbound_messages).where(
            self._mine() & ~inbound_messages.c.answered & waits & inbound_messages.c.id.in_(latest)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(inbound_messages.c.id)).all()
        opened = ((row.conversation_id, self._opened(row)) for row in rows)
        return [(conversation_id, message) for conversation_id, message in opened if message is not None]

    def _mine(self) -> Any:
        return inbound_messages.c.conversation_id.startswith(f"{self._channel}-", autoescape=True)

    def _opened(self, row: Any) -> Optional[Waiting]:
        try:
            return Waiting(row.id, row.client_id, self._cipher.open(row.sealed), row.received_at)
        except SetupError:
            with self._noting:  # danger is answered in a thread of its own
                is_known = row.id in self._unreadable
                self._unreadable.add(row.id)
            if not is_known:
                logger.error("Message %d cannot be answered: another secret encrypted it.", row.id)
            return None

    def was_in_crisis(self, conversation_id: str) -> bool:
        """Returns whether a message of the conversation spoke of danger."""
        with self._engine.connect() as connection:
            return _was_in_crisis(connection, conversation_id)

    def choices(self, conversation_id: str) -> List[Dict[str, str]]:
        """Returns the choices that the latest reply of a conversation offered."""
        column = outbound_messages.c
        latest = sa.select(sa.func.max(column.inbound_id)).where(column.conversation_id == conversation_id)
        with self._engine.connect() as connection:
            said = self._read(connection, column.inbound_id == latest.scalar_subquery())
        return next((message.buttons for message in reversed(said) if message.buttons), [])

    def reply(
        self,
        conversation_id: str,
        inbound_id: int,
        turn: Turn,
        joined: Sequence[int] = (),
        also: Optional[Callable[[Connection], None]] = None,
    ) -> List[StoredMessage]:
        """Stores the reply to an inbound message and, after a crisis, alert and mark for staff, in one transaction.

        Args:
            conversation_id: The conversation.
            inbound_id: The message.
            turn: What is said; nothing where the message wants no answer.
            joined: Further messages that the same reply answers.
            also: What else belongs into the transaction.

        Returns:
            What is stored: this reply, or the one that another process gave to the message meanwhile.
        """
        stored = []
        with self._engine.begin() as connection:
            if not _mark_answered(connection, inbound_id, turn):
                return self._read(connection, outbound_messages.c.inbound_id == inbound_id)
            for other in joined:
                _mark_answered(connection, other, turn)
            for message in turn.messages:
                said = {
                    "conversation_id": conversation_id,
                    "inbound_id": inbound_id,
                    "created_at": clock.utcnow(),
                    "sealed": self._cipher.seal(message.as_dict()),
                }
                added = connection.execute(_SAID, said)
                stored.append(StoredMessage(added.inserted_primary_key[0], message.text, message.buttons))
            if turn.crisis:
                self._tell_staff(connection, conversation_id, turn.crisis)
            if also is not None:
                also(connection)
        return stored

    def tell_staff(self, conversation_id: str, route: str) -> None:
        """Stores alert and mark for staff of a message that spoke of danger and is not stored itself."""
        with self._engine.begin() as connection:
            self._tell_staff(connection, conversation_id, route)

    def said_since(self, conversation_id: str, cursor: int) -> List[StoredMessage]:
        """Returns the messages to the person after a cursor, in order."""
        with self._engine.connect() as connection:
            return self._read(
                connection,
                (outbound_messages.c.conversation_id == conversation_id) & (outbound_messages.c.id > cursor),
            )

    def _tell_staff(self, connection: Connection, conversation_id: str, route: str) -> None:
        add_crisis_alert(connection, conversation_id, self._channel, route)
        mark_crisis(connection, conversation_id, route)

    def _read(self, connection: Connection, which: Any) -> List[StoredMessage]:
        rows = connection.execute(
            sa.select(outbound_messages.c.id, outbound_messages.c.sealed).where(which).order_by(outbound_messages.c.id)
        )
        stored = []
        for row in rows:
            message = self._cipher.open(row.sealed)
            stored.append(StoredMessage(row.id, message["text"], message["buttons"]))
        return stored


def _was_in_crisis(connection: Connection, conversation_id: str) -> bool:
    return connection.execute(_CRISIS, {"of_conversation": conversation_id}).first() is not None


def _mark_answered(connection: Connection, message: int, turn: Turn) -> bool:
    """Marks a message, and returns whether it waited for an answer."""
    return bool(connection.execute(_ANSWERED, {"message": message, "route": turn.crisis}).rowcount)
