"""Which conversations were spoken in since: the one query behind all event streams."""

from typing import Set, Tuple

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.storage.schema import outbound_messages


def arrivals(engine: Engine, cursor: int) -> Tuple[int, Set[str]]:
    """Looks for new messages to people. Blocks.

    Args:
        engine: The database.
        cursor: The newest message known; -1 at the beginning, when only the newest is looked up.

    Returns:
        The newest message's id, and the conversations that have messages after the cursor.
    """
    message = outbound_messages.c
    with engine.connect() as connection:
        if cursor < 0:
            return connection.execute(sa.select(sa.func.coalesce(sa.func.max(message.id), 0))).scalar_one(), set()
        rows = connection.execute(sa.select(message.id, message.conversation_id).where(message.id > cursor)).all()
    return max((row.id for row in rows), default=cursor), {row.conversation_id for row in rows}
