"""Who texts: a conversation each. Nothing outside this room sees a number."""

import logging
import uuid
from dataclasses import dataclass
from typing import Any, Dict, Optional

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from iop import clock
from iop.admissions.leads import stop_texts
from iop.channels.sms import consent
from iop.channels.sms.provider import OPTED_OUT
from iop.errors import SetupError
from iop.storage.encryption import Cipher
from iop.storage.engine import one_at_a_time
from iop.storage.schema import sms_people

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Person:
    """Somebody who texts.

    Attributes:
        introduced: Whether they were told who answers.
        opted_out: Whether they said stop.
    """

    introduced: bool
    opted_out: bool


class People:
    """Everybody who texts. All methods block.

    Args:
        engine: The database.
        cipher: Encrypts the numbers.
    """

    def __init__(self, engine: Engine, cipher: Cipher) -> None:
        self._engine = engine
        self._cipher = cipher

    def conversation(self, connection: Connection, number: str, provider: str, event: str = consent.WROTE) -> str:
        """Returns the conversation of a number, beginning it with the first message.

        Until the transaction ends, other processes wait here: two first messages at once are one person's.

        Args:
            connection: In a transaction that begins with this.
            number: E.164.
            provider: Carries the message; answers go the same way.
            event: Why we may answer: they wrote, or allowed us to write first.
        """
        one_at_a_time(connection, sms_people)
        known = sms_people.c.phone_key.in_(self._cipher.lookup_keys(number))
        row = connection.execute(sa.select(sms_people).where(known)).first()
        if row is None:
            conversation_id = f"sms-{uuid.uuid4().hex}"
            values = {"conversation_id": conversation_id, "provider": provider, "created_at": clock.utcnow()}
            connection.execute(sms_people.insert().values(**values, **sealed_columns(self._cipher, number)))
            consent.record(connection, conversation_id, event, provider)
            return conversation_id
        if row.provider != provider or row.unreachable:  # who texts can be texted
            connection.execute(sms_people.update().where(known).values(provider=provider, unreachable=None))
        return str(row.conversation_id)

    def of(self, conversation_id: str) -> Person:
        """Returns what is known of the person of a conversation."""
        with self._engine.connect() as connection:
            opted_out = consent.has_opted_out(connection, conversation_id)
            return Person(is_introduced(connection, conversation_id), opted_out)

    def number_of(self, conversation_id: str) -> Optional[str]:
        """Returns the number of a conversation as E.164, where it is one by text."""
        with self._engine.connect() as connection:
            return self._number(connection, conversation_id)

    def stop(self, connection: Connection, conversation_id: str, how: str) -> None:
        """Records that somebody said stop; their inquiries allow no texts any more.

        Args:
            connection: In a transaction.
            conversation_id: Whose.
            how: As `consent.record` takes it.
        """
        consent.record(connection, conversation_id, consent.STOPPED, how)
        try:
            number = self._number(connection, conversation_id)
        except SetupError:
            logger.error("Inquiries of %s still allow texts after a stop: another secret.", conversation_id)
            return
        if number:
            stop_texts(connection, self._cipher, number)

    def texting(self, number: Optional[str]) -> Optional[str]:
        """Returns why somebody cannot be texted: `opted_out`, `invalid` or `landline`; nothing where they can.

        Args:
            number: E.164.
        """
        if number is None:
            return None
        known = sms_people.c.phone_key.in_(self._cipher.lookup_keys(number))
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(sms_people).where(known)).first()
            if row is None:
                return None
            return OPTED_OUT if consent.has_opted_out(connection, row.conversation_id) else row.unreachable

    def _number(self, connection: Connection, conversation_id: str) -> Optional[str]:
        wanted = sa.select(sms_people.c.sealed).where(sms_people.c.conversation_id == conversation_id)
        sealed = connection.execute(wanted).scalar()
        return None if sealed is None else str(self._cipher.open(sealed))


def is_introduced(connection: Connection, conversation_id: str) -> bool:
    """Returns whether a person was told who answers."""
    wanted = sa.select(sms_people.c.introduced_at).where(sms_people.c.conversation_id == conversation_id)
    return connection.execute(wanted).scalar_one() is not None


def introduce(connection: Connection, conversation_id: str) -> None:
    """Notes that a person was told who answers."""
    mine = sms_people.c.conversation_id == conversation_id
    connection.execute(sms_people.update().where(mine).values(introduced_at=clock.utcnow()))


def sealed_columns(cipher: Cipher, number: str) -> Dict[str, Any]:
    """Returns the columns that depend on the secret, of a number as E.164."""
    return {"phone_key": cipher.lookup_keys(number)[0], "sealed": cipher.seal(number)}
