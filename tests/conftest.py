"""Fixtures that several rooms' tests share."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Iterator, List

import pytest

from iop import settings as settings_module
from iop.storage.engine import open_database
from tests.server import Server

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("IOP_FACILITY", str(ROOT / "tests" / "example_facility.yml"))  # whatever a centre's own says


@pytest.fixture
def var_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A fresh installation: its own `var/`, database and secret."""
    monkeypatch.setenv("IOP_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("IOP_DATABASE_URL", raising=False)
    monkeypatch.delenv("IOP_SECRET_KEY", raising=False)
    settings_module.settings.cache_clear()
    yield tmp_path / "var"
    settings_module.settings.cache_clear()
    open_database.cache_clear()


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The address of a running PostgreSQL."""
    from benchmarks import engines  # takes a second: not for tests that need none

    if engines.program("postgres") is None:
        pytest.skip("PostgreSQL is not installed (Debian's package postgresql has it)")
    with TemporaryDirectory(prefix="iop-postgresql-") as folder:
        Path(folder).chmod(0o755)
        with engines.postgres(Path(folder) / "postgres") as url:
            yield url


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server with a database of its own."""
    running = Server(tmp_path_factory.mktemp("server") / "var")
    try:
        yield running.wait()
    finally:
        running.stop()


def pytest_collection_modifyitems(items: List[pytest.Item]) -> None:
    """Files that take long come first: one that began last would keep the others waiting."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
