"""What somebody wrote who said stop, and got no answer to: danger may be spread over several messages."""

import datetime as dt
from contextlib import suppress
from typing import List

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop import clock
from iop.errors import SetupError
from iop.storage.encryption import Cipher
from iop.storage.schema import inbound_messages, outbound_messages

LATEST = 3
WITHIN = dt.timedelta(minutes=5)
"""So many of the latest messages, of this time, are read together with the next one."""


def silenced(engine: Engine, cipher: Cipher, conversation_id: str) -> List[str]:
    """Returns what a person wrote last and got no answer to, in order; nothing from before the latest danger. Blocks.

    Args:
        engine: The database.
        cipher: Opens the messages; one that cannot be opened is left out.
        conversation_id: The person's.
    """
    column = inbound_messages.c
    mine = column.conversation_id == conversation_id
    danger = sa.select(sa.func.coalesce(sa.func.max(column.id), 0)).where(mine & column.crisis.is_not(None))
    unheard = ~sa.exists().where(outbound_messages.c.inbound_id == column.id)
    latest = (column.received_at > clock.utcnow() - WITHIN) & (column.id > danger.scalar_subquery())
    wanted = sa.select(column.sealed).where(mine & column.answered & unheard & latest)
    with engine.connect() as connection:
        rows = connection.execute(wanted.order_by(column.id.desc()).limit(LATEST)).scalars().all()
    texts: List[str] = []
    for sealed in reversed(rows):
        with suppress(SetupError):
            texts.append(cipher.open(sealed))
    return texts
