"""Questions that found no sure answer, kept for staff without personal data."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, List, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop import clock
from iop.storage.encryption import Cipher
from iop.storage.schema import unanswered

FALLBACK = "fallback"
CLARIFY = "clarify"
PICKED = "picked"

PERSONAL_ENTITIES = ("person", "place", "organisation", "date")
_EMAIL = re.compile(r"\S+@\S+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\(?\d(?:[\s().\-/]*\d){3,}")
_INTRODUCED = re.compile(
    r"\b(my name is|my name's|i am called|this is|me llamo|soy) +([^\W\d_]+(?: +[^\W\d_]+)?)", re.IGNORECASE
)


@dataclass(frozen=True)
class Question:
    """One question of a visitor.

    Attributes:
        id: Its number.
        at: When it was asked, UTC.
        kind: `fallback` (no answer), `clarify` (several were possible) or `picked` (one of them was then chosen).
        text: Without personal data.
        candidates: Ids of the entries that were offered, or of the one that was picked.
    """

    id: int
    at: dt.datetime
    kind: str
    text: str
    candidates: List[str]


class Unanswered:
    """The stored questions. All methods block.

    Args:
        engine: The database.
        cipher: Encrypts what people asked.
    """

    def __init__(self, engine: Engine, cipher: Cipher) -> None:
        self._engine = engine
        self._cipher = cipher

    def remember(self, kind: str, text: str, candidates: Sequence[str]) -> None:
        """Stores one question.

        Args:
            kind: See `Question`.
            text: As `without_personal_data` returns it.
            candidates: Ids of entries.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: if it cannot be stored.
        """
        sealed = self._cipher.seal({"text": text, "candidates": list(candidates)})
        with self._engine.begin() as connection:
            connection.execute(unanswered.insert().values(at=clock.utcnow(), kind=kind, sealed=sealed))

    def all(self) -> List[Question]:
        """Returns the stored questions, oldest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(unanswered).order_by(unanswered.c.id)).all()
        return [Question(row.id, row.at, row.kind, **self._cipher.open(row.sealed)) for row in rows]

    def forget(self, ids: Sequence[int]) -> None:
        """Removes questions that staff dealt with."""
        with self._engine.begin() as connection:
            connection.execute(unanswered.delete().where(unanswered.c.id.in_(list(ids))))


def without_personal_data(text: str, entities: Sequence[Mapping[str, Any]] = ()) -> str:
    """Returns a message with names, places, dates, numbers and addresses replaced by what they are.

    Args:
        text: The message.
        entities: The entities found in it, each with `entity`, `start` and `end`.
    """
    for entity in sorted(entities, key=lambda found: -int(found["start"])):
        if entity["entity"] in PERSONAL_ENTITIES:
            text = f"{text[: entity['start']]}[{entity['entity']}]{text[entity['end'] :]}"
    text = _ADDRESS.sub("[address]", _EMAIL.sub("[e-mail]", text))
    return _INTRODUCED.sub(r"\1 [person]", _NUMBER.sub("[number]", text))
