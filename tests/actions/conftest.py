"""What actions store is written before the test ends."""

from pathlib import Path
from typing import Iterator

import pytest

from actions import memory


@pytest.fixture(autouse=True)
def _stored(var_folder: Path) -> Iterator[None]:
    yield
    memory.finish()
