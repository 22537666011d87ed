"""Encrypts everything anew after a change of the secret, while the assistant runs."""

from typing import Any, Callable, Dict, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from iop.storage.encryption import Cipher
from iop.storage.schema import SEALED

ROWS_AT_ONCE = 100
"""So that no conversation waits for long."""

Columns = Callable[[Any], Dict[str, Any]]


def rekey(engine: Engine, cipher: Cipher, also: Mapping[str, Columns]) -> int:
    """Encrypts every `sealed` value with the newest secret that is not yet. May be interrupted and run again.

    Args:
        engine: The database.
        cipher: Knows the new secret and the old one.
        also: For tables with more columns that depend on the secret: all of these columns, made of the value.

    Returns:
        How many values were encrypted anew.

    Raises:
        SetupError: if a value was encrypted with a secret that the cipher does not know.
    """
    total = 0
    while True:
        changed = sum(_table(engine, cipher, table, also.get(table.name)) for table in SEALED)
        total += changed
        if not changed:  # what was written with the old secret during the pass is found in the next one
            return total


def _table(engine: Engine, cipher: Cipher, table: sa.Table, columns: Any) -> int:
    changed, last = 0, 0
    while True:
        batch = sa.select(table.c.id, table.c.sealed).where((table.c.id > last) & table.c.sealed.is_not(None))
        with engine.begin() as connection:
            rows = connection.execute(batch.order_by(table.c.id).limit(ROWS_AT_ONCE).with_for_update()).all()
            if not rows:
                return changed
            last = rows[-1].id
            changed += sum(_row(connection, cipher, table, columns, row) for row in rows)


def _row(connection: Connection, cipher: Cipher, table: sa.Table, columns: Any, row: Any) -> int:
    if cipher.is_current(row.sealed):
        return 0
    value = cipher.open(row.sealed)
    anew = columns(value) if columns else {"sealed": cipher.seal(value)}
    connection.execute(table.update().where(table.c.id == row.id).values(**anew))
    return 1
