from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from iop.admissions.leads import Leads
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database


@pytest.fixture
def database_file(tmp_path: Path) -> Path:
    return tmp_path / "iop.db"


@pytest.fixture
def engine(database_file: Path) -> Engine:
    return open_database(f"sqlite:///{database_file}")


@pytest.fixture
def cipher() -> Cipher:
    return Cipher("secret")


@pytest.fixture
def leads(engine: Engine, cipher: Cipher) -> Leads:
    return Leads(engine, cipher)
