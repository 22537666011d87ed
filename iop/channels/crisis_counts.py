"""How often the crisis texts were said: counts for regulators and for the centre, without identifiers."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any, Dict, List, Tuple

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.storage.schema import inbound_messages


@dataclass(frozen=True)
class CrisisCount:
    """One line of the report.

    Attributes:
        month: Year and month (UTC), as in `2026-11`.
        route: The crisis route.
        channel: `web` or `sms`.
        messages: Messages that were answered with the crisis texts.
        conversations: Conversations in which that happened.
    """

    month: str
    route: str
    channel: str
    messages: int
    conversations: int

    def as_dict(self) -> Dict[str, Any]:
        """Returns the form that `iop safety report --json` prints."""
        return asdict(self)


def crisis_counts(engine: Engine) -> List[CrisisCount]:
    """Counts by month, route and channel. A conversation's id begins with its channel.

    Args:
        engine: The database; only messages that it still holds are counted.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if it cannot be read.
    """
    columns = inbound_messages.c
    query = sa.select(columns.received_at, columns.crisis, columns.conversation_id).where(columns.crisis.is_not(None))
    messages: Counter[Tuple[str, str, str]] = Counter()
    conversations: Dict[Tuple[str, str, str], set[str]] = {}
    with engine.connect() as connection:
        for row in connection.execute(query):
            key = (f"{row.received_at:%Y-%m}", row.crisis, row.conversation_id.partition("-")[0])
            messages[key] += 1
            conversations.setdefault(key, set()).add(row.conversation_id)
    return [CrisisCount(*key, messages[key], len(conversations[key])) for key in sorted(messages)]
