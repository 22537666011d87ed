"""The assistant in this process, loaded once for all conversation tests."""

from pathlib import Path
from typing import Iterator

import pytest

from actions import memory
from iop.asker import Asker


@pytest.fixture(scope="session")
def asker() -> Asker:
    return Asker()


@pytest.fixture(autouse=True)
def own_database(var_folder: Path) -> Iterator[None]:
    """A fresh installation for every conversation."""
    yield
    memory.finish()
