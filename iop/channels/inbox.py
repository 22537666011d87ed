"""Every inbound message once, and every reply kept, so that a retry gets the same answer."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Dict, List, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.admissions.outbox import add_crisis_alert
from iop.channels.replies import Turn
from iop.storage.encryption import Cipher
from iop.storage.schema import heartbeat, inbound_messages, outbound_messages


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
    """

    id: int
    reply: Optional[List[StoredMessage]]
    after_crisis: bool


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

    def receive(self, conversation_id: str, client_id: str, text: str) -> Received:
        """Stores an inbound message, or finds it where it came before.

        Args:
            conversation_id: Its conversation.
            client_id: The id that the client or provider gave it.
            text: What the person wrote.
        """
        same = (inbound_messages.c.conversation_id == conversation_id) & (inbound_messages.c.client_id == client_id)
        with self._engine.begin() as connection:
            row = connection.execute(sa.select(inbound_messages.c.id, inbound_messages.c.answered).where(same)).first()
            if row is None:
                added = connection.execute(
                    inbound_messages.insert().values(
                        conversation_id=conversation_id,
                        client_id=client_id,
                        answered=False,
                        received_at=_now(),
                        sealed=self._cipher.seal(text),
                    )
                )
                return Received(added.inserted_primary_key[0], None, _was_in_crisis(connection, conversation_id))
            if not row.answered:
                return Received(row.id, None, _was_in_crisis(connection, conversation_id))
            return Received(row.id, self._read(connection, outbound_messages.c.inbound_id == row.id), False)

    def reply(self, conversation_id: str, inbound_id: int, turn: Turn) -> List[StoredMessage]:
        """Stores the reply to an inbound message and, after a crisis, the alert to staff, in one transaction."""
        with self._engine.begin() as connection:
            for message in turn.messages:
                connection.execute(
                    outbound_messages.insert().values(
                        conversation_id=conversation_id,
                        inbound_id=inbound_id,
                        created_at=_now(),
                        sealed=self._cipher.seal(message.as_dict()),
                    )
                )
            connection.execute(
                inbound_messages.update()
                .where(inbound_messages.c.id == inbound_id)
                .values(answered=True, crisis=turn.crisis)
            )
            if turn.crisis:
                add_crisis_alert(connection, conversation_id, self._channel, turn.crisis)
            return self._read(connection, outbound_messages.c.inbound_id == inbound_id)

    def said_since(self, conversation_id: str, cursor: int) -> List[StoredMessage]:
        """Returns the messages to the person after a cursor, in order."""
        with self._engine.connect() as connection:
            return self._read(
                connection,
                (outbound_messages.c.conversation_id == conversation_id) & (outbound_messages.c.id > cursor),
            )

    def beat(self) -> None:
        """Writes one row, to find out whether the database can be written.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: if it cannot.
        """
        with self._engine.begin() as connection:
            if not connection.execute(heartbeat.update().where(heartbeat.c.id == 1).values(beaten_at=_now())).rowcount:
                connection.execute(heartbeat.insert().values(id=1, beaten_at=_now()))

    def _read(self, connection: sa.engine.Connection, which: Any) -> List[StoredMessage]:
        rows = connection.execute(
            sa.select(outbound_messages.c.id, outbound_messages.c.sealed).where(which).order_by(outbound_messages.c.id)
        )
        stored = []
        for row in rows:
            message = self._cipher.open(row.sealed)
            stored.append(StoredMessage(row.id, message["text"], message["buttons"]))
        return stored


def _was_in_crisis(connection: sa.engine.Connection, conversation_id: str) -> bool:
    earlier = sa.select(inbound_messages.c.id).where(
        (inbound_messages.c.conversation_id == conversation_id) & inbound_messages.c.crisis.is_not(None)
    )
    return connection.execute(earlier.limit(1)).first() is not None


def _now() -> dt.datetime:
    return dt.datetime.utcnow()
