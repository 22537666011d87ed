"""Is there anything in a database yet that a secret encrypted?"""

from pathlib import Path

import sqlalchemy as sa

from iop.storage.schema import SEALED

CONNECT_SECONDS = 5


def holds_anything(url: str) -> bool:
    """Returns whether a database holds encrypted values. Makes and changes nothing.

    One that cannot be asked counts as empty: people in danger are answered without a database too, and whoever needs it
    meets its error first.

    Args:
        url: A SQLAlchemy address.
    """
    try:
        address = sa.engine.make_url(url)
        if address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
            return False
        patience = {"connect_timeout": CONNECT_SECONDS} if address.get_backend_name() == "postgresql" else {}
        engine = sa.create_engine(address, poolclass=sa.pool.NullPool, hide_parameters=True, connect_args=patience)
        there = set(sa.inspect(engine).get_table_names())
        with engine.connect() as connection:
            return any(
                connection.execute(sa.select(table.c.id).where(table.c.sealed.is_not(None)).limit(1)).first()
                for table in SEALED
                if table.name in there
            )
    except (sa.exc.SQLAlchemyError, ImportError):
        return False
