from pathlib import Path
from typing import AsyncIterator

import pytest_asyncio

from tests.channels.web.running import Running


@pytest_asyncio.fixture
async def running(var_folder: Path) -> AsyncIterator[Running]:
    channel = await Running().start()
    yield channel
    await channel.stop()
