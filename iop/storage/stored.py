"""Is there anything in a database yet that a secret encrypted?"""

from pathlib import Path

import sqlalchemy as sa

from iop.errors import SetupError
from iop.storage.schema import SEALED

CONNECT_SECONDS = 5


def holds_anything(url: str) -> bool:
    """Returns whether a database holds encrypted values. Makes and changes nothing.

    Args:
        url: A SQLAlchemy address.

    Raises:
        SetupError: if the database cannot be asked.
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
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        raise SetupError(
            "IOP_SECRET_KEY is not set, and the database cannot be asked whether it was written with another secret "
            f"({type(error).__name__}). Check IOP_DATABASE_URL."
        ) from error
