"""What the database holds of leads."""

from typing import Any, Dict, List

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from iop.storage import schema
from iop.storage.encryption import Cipher


def rows(engine: Engine, table: sa.Table) -> List[Any]:
    with engine.connect() as connection:
        return connection.execute(sa.select(table).order_by(table.c.id)).all()


def given(engine: Engine, cipher: Cipher, number: int) -> Dict[str, Any]:
    row = next(row for row in rows(engine, schema.leads) if row.id == number)
    return dict(cipher.open(row.sealed))
