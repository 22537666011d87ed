"""Opens the database and brings its schema up to date."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine

from iop.errors import SetupError
from iop.settings import settings

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 10


@lru_cache(maxsize=4)
def open_database(url: str) -> Engine:
    """Opens a database and applies the migrations that it lacks.

    Args:
        url: A SQLAlchemy address.

    Raises:
        SetupError: if it cannot be opened or written.
    """
    sqlite = url.startswith("sqlite")
    options: Any = {"connect_args": {"timeout": BUSY_SECONDS}} if sqlite else {"pool_pre_ping": True}
    try:
        engine = sa.create_engine(url, **options)
        if sqlite:
            sa.event.listen(engine, "connect", _prepare_sqlite)
        _migrate(engine)
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        reason = str(getattr(error, "orig", error))
        raise SetupError(
            f"The database cannot be used ({reason}). Check IOP_DATABASE_URL and the folder var/."
        ) from error
    return engine


def database() -> Engine:
    """Returns this installation's database.

    Raises:
        SetupError: if it cannot be opened or written.
    """
    return open_database(settings().database())


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
