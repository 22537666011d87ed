"""The assistant in this process, loaded once for all conversation tests."""

import pytest

from iop.batch import Asker


@pytest.fixture(scope="session")
def asker() -> Asker:
    return Asker()
