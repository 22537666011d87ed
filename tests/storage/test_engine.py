from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, Dict, Set, Tuple

import pytest
import sqlalchemy as sa
from alembic.config import Config

from iop.errors import SetupError
from iop.storage import engine as engine_module
from iop.storage.engine import beat, open_database
from iop.storage.schema import audit, heartbeat, metadata


def columns(inspector: sa.engine.Inspector, table: str) -> set[tuple[str, str, bool]]:
    return {(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)}


def rules(inspector: sa.engine.Inspector, table: str) -> Dict[str, Set[Tuple[Any, ...]]]:
    """What a table has besides its columns, without the names that a database makes up."""
    return {
        "key": {tuple(inspector.get_pk_constraint(table)["constrained_columns"])},
        "indexes": {(i["name"], tuple(i["column_names"]), bool(i["unique"])) for i in inspector.get_indexes(table)},
        "unique": {tuple(u["column_names"]) for u in inspector.get_unique_constraints(table)},
        "foreign": {
            (*f["constrained_columns"], f["referred_table"], *f["referred_columns"], f["options"].get("ondelete"))
            for f in inspector.get_foreign_keys(table)
        },
    }


def test_migrations_make_the_tables_of_the_schema(tmp_path: Path) -> None:
    migrated = sa.inspect(open_database(f"sqlite:///{tmp_path}/migrated.db"))
    plain = sa.create_engine(f"sqlite:///{tmp_path}/plain.db")
    metadata.create_all(plain)
    declared = sa.inspect(plain)
    assert set(migrated.get_table_names()) - {"alembic_version"} == set(declared.get_table_names())
    for table in declared.get_table_names():
        assert columns(migrated, table) == columns(declared, table)
        assert rules(migrated, table) == rules(declared, table)
    assert any(rules(declared, table)["indexes"] for table in declared.get_table_names())


def test_the_heart_beats_in_one_row(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/iop.db")
    beat(engine)
    beat(engine)
    with engine.connect() as connection:
        assert len(connection.execute(sa.select(heartbeat)).all()) == 1


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/twice.db"
    first = open_database(url)
    note(first)
    first.dispose()
    before = (tmp_path / "twice.db").read_bytes()
    open_database.cache_clear()
    open_database(url).dispose()
    assert (tmp_path / "twice.db").read_bytes() == before


def test_a_folder_that_is_missing_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"The database cannot be used .*IOP_DATABASE_URL"):
        open_database(f"sqlite:///{tmp_path}/none/iop.db")


@pytest.mark.parametrize("url", ["nosuch://", "postgres://iop:guessme@127.0.0.1/iop", "iop:guessme@127.0.0.1"])
def test_an_address_of_no_database_is_a_clear_error_that_keeps_the_password(url: str) -> None:
    with pytest.raises(SetupError, match=r"IOP_DATABASE_URL is no address of a database\. Write it like") as raised:
        open_database(url)
    assert "guessme" not in str(raised.value)


def opened(engine: sa.engine.Engine) -> list[str]:
    """Notes what is opened from now on."""
    seen: list[str] = []
    sa.event.listen(engine, "connect", lambda *_: seen.append("opened"))
    return seen


def note(engine: sa.engine.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(audit.insert().values(at=datetime.utcnow(), who="t", what="t", lead_id=1))


def test_the_file_stays_open_between_transactions(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/kept.db")
    seen = opened(engine)
    for _ in range(5):
        note(engine)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(note, engine).result()
    assert seen == []


def test_a_file_that_was_deleted_or_exchanged_is_not_written_to_any_more(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/gone.db")
    note(engine)
    for file in tmp_path.glob("gone.db*"):
        file.unlink()
    with pytest.raises(sa.exc.OperationalError, match="no such table"):
        note(engine)
    other = open_database(f"sqlite:///{tmp_path}/other.db")
    other.dispose()
    for file in tmp_path.glob("gone.db*"):
        file.unlink()
    (tmp_path / "other.db").rename(tmp_path / "gone.db")
    note(engine)
    with engine.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(audit)).scalar() == 1


def test_transactions_that_read_before_they_write_wait_for_each_other(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/busy.db"
    open_database(url)

    def count(_: int) -> None:
        own = open_database.__wrapped__(url)
        for _ in range(10):
            with own.begin() as connection:
                last = connection.execute(sa.select(sa.func.count()).select_from(audit)).scalar()
                connection.execute(audit.insert().values(at=datetime.utcnow(), who="t", what="t", lead_id=last))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(count, range(6)))
    with open_database(url).connect() as connection:
        assert sorted(connection.execute(sa.select(audit.c.lead_id)).scalars()) == list(range(60))


def test_opening_from_several_threads_at_once_works(tmp_path: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: open_database.__wrapped__(f"sqlite:///{tmp_path}/{n % 2}.db"), range(6)))


def shown(engine: sa.engine.Engine, setting: str) -> str:
    with engine.connect() as connection:
        return str(connection.execute(sa.text(f"SHOW {setting}")).scalar())


def test_postgresql_is_not_waited_for_without_end(postgresql_url: str) -> None:
    engine = open_database(postgresql_url)
    assert (shown(engine, "statement_timeout"), shown(engine, "lock_timeout")) == ("10s", "10s")
    with engine.connect() as connection:
        given = connection.connection.dbapi_connection.info.dsn_parameters
    assert (given["connect_timeout"], given["keepalives_idle"], given["tcp_user_timeout"]) == ("5", "10", "10000")


def test_what_an_address_says_itself_holds(postgresql_url: str) -> None:
    engine = open_database(f"{postgresql_url}?options=-c%20statement_timeout%3D2s&connect_timeout=3")
    assert (shown(engine, "statement_timeout"), shown(engine, "lock_timeout")) == ("2s", "0")
    with engine.connect() as connection:
        assert connection.connection.dbapi_connection.info.dsn_parameters["connect_timeout"] == "3"


def test_a_migration_takes_the_time_that_it_takes(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engine_module.PATIENCE, "options", "-c statement_timeout=50 -c lock_timeout=50")
    found = []

    def slow(config: Config, _: str) -> None:
        config.attributes["connection"].execute(sa.text("SELECT pg_sleep(0.2)"))
        found.append(config.attributes["connection"].execute(sa.text("SHOW lock_timeout")).scalar())

    monkeypatch.setattr(engine_module.command, "upgrade", slow)
    engine = open_database(f"{postgresql_url}?application_name=slow")
    assert found == ["0"]
    assert shown(engine, "statement_timeout") == "50ms"
