"""The assistant in this process, loaded once for all conversation tests."""

import asyncio
from pathlib import Path
from typing import Iterator

import pytest

from actions import memory
from iop.asker import Asker


@pytest.fixture(scope="session")
def asker() -> Asker:
    loaded = Asker()
    asyncio.run(loaded.warm_up())
    return loaded


@pytest.fixture(autouse=True)
def own_database(var_folder: Path) -> Iterator[None]:
    """A fresh installation for every conversation."""
    yield
    memory.finish()
