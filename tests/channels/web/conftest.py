import signal
from pathlib import Path
from typing import Any, AsyncIterator, Callable, Iterator, List

import pytest
import pytest_asyncio

from tests.channels.web.running import Running
from tests.server import Server

Start = Callable[..., Server]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts servers, and ends them."""
    running: List[Server] = []

    def begin(command: Any = None, **environment: str) -> Server:
        running.append(Server(tmp_path / "var", command, **environment))
        return running[-1]

    yield begin
    for server in running:
        server.stop(signal.SIGKILL)  # how they end is tested in tests/serving


@pytest_asyncio.fixture
async def running(var_folder: Path) -> AsyncIterator[Running]:
    channel = await Running().start()
    yield channel
    await channel.stop()
