"""What actions store is written before the test ends."""

from pathlib import Path
from typing import Iterator

import pytest

from actions import intake_sending, memory
from tests.actions.form import Database


@pytest.fixture(autouse=True)
def _stored(var_folder: Path) -> Iterator[None]:
    yield
    memory.finish()


@pytest.fixture
def base(var_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Takes the place of what stores leads."""
    standing_in = Database()
    monkeypatch.setattr(intake_sending, "save", standing_in.save)
    return standing_in
