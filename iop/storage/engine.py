"""Opens the database and brings its schema up to date."""

import threading
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional, Tuple

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection, Engine

from iop import clock
from iop.beside import Beside
from iop.errors import SetupError
from iop.settings import settings
from iop.storage.schema import heartbeat

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 10
PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "tcp_user_timeout": BUSY_SECONDS * 1000,
    "options": f"-c statement_timeout={BUSY_SECONDS * 1000} -c lock_timeout={BUSY_SECONDS * 1000}",
}
"""PostgreSQL waits for ever by itself: for a network that is gone, for a lock. What an address says itself holds."""

STORAGE = Beside("storage", threads=6)
"""Runs what reads and writes the database, off the event loop."""

_MIGRATING = threading.Lock()
"""Alembic keeps its context in global variables: one thread at a time."""


@lru_cache(maxsize=4)
def open_database(url: str) -> Engine:
    """Opens a database and applies the migrations that it lacks.

    Args:
        url: A SQLAlchemy address.

    Raises:
        SetupError: if it cannot be opened or written.
    """
    sqlite = url.startswith("sqlite")
    options: Any = {"pool_pre_ping": True}
    if sqlite:  # without a pool every transaction would open the file and close it, and SQLite then tidies up
        options = {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
        options["poolclass"] = sa.pool.QueuePool
    try:
        if url.startswith("postgresql"):
            own = sa.engine.make_url(url).query
            options["connect_args"] = {name: value for name, value in PATIENCE.items() if name not in own}
        engine = sa.create_engine(url, hide_parameters=True, **options)
        if sqlite:
            sa.event.listen(engine, "connect", _prepare_sqlite)
            sa.event.listen(engine, "checkout", _require_same_file)
            sa.event.listen(engine, "begin", _begin_sqlite)
        _migrate(engine)
    except sa.exc.ArgumentError as error:  # its text may quote the password
        raise SetupError(
            "IOP_DATABASE_URL is no address of a database. Write it like postgresql://user:password@host/name (not "
            "postgres://), or leave it out for a file in var/."
        ) from error
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


def beat(engine: Engine) -> None:
    """Writes one row, to find out whether the database can be written.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: if it cannot.
    """
    with engine.begin() as connection:
        now = clock.utcnow()
        if not connection.execute(heartbeat.update().where(heartbeat.c.id == 1).values(beaten_at=now)).rowcount:
            connection.execute(heartbeat.insert().values(id=1, beaten_at=now))


def one_at_a_time(connection: Connection, table: sa.Table) -> None:
    """Lets no other transaction write a table until this one ends; on SQLite that is so from its beginning."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))


def erase_traces(engine: Engine) -> None:
    """After a deletion: leaves nothing of it in SQLite's write-ahead log.

    The file itself is overwritten as the rows are deleted (`secure_delete`). While another process reads, the log
    cannot be emptied; the next call does it.
    """
    if engine.dialect.name == "sqlite":
        with suppress(sa.exc.OperationalError), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # transactions begin where _begin_sqlite says, not at the first write
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    record.info["path"] = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    record.info["file"] = _file(record.info["path"])


def _require_same_file(_connection: Any, record: Any, _proxy: Any) -> None:
    """Drops a connection whose file is no longer there: what is written to it would be lost without an error."""
    if _file(record.info["path"]) != record.info["file"]:
        raise sa.exc.DisconnectionError


def _file(path: Path) -> Optional[Tuple[int, int]]:
    """Returns what tells a file from another of the same name, or nothing where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begin_sqlite(connection: Connection) -> None:
    """Takes the write lock at once: a transaction that reads first could not get it later, and would fail."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with _MIGRATING, engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # a migration takes the time that it takes
            connection.execute(sa.text("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
