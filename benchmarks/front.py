"""One port in front of several servers, as a load balancer is: each connection goes to the next one that accepts it."""

import asyncio
import itertools
import threading
from typing import Any, Optional, Sequence, Tuple

from tests.server import free_port

CHUNK = 65_536
Connection = Tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Front:
    """The port, served by a thread of its own. Use as a context.

    Args:
        ports: Of the servers.
    """

    def __init__(self, ports: Sequence[int]) -> None:
        self._count = len(ports)
        self._ports = itertools.cycle(ports)
        self._loop = asyncio.new_event_loop()
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> "Front":
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        serving = asyncio.start_server(self._carry, "127.0.0.1", self._port)
        self._server = asyncio.run_coroutine_threadsafe(serving, self._loop).result(10)
        return self

    def __exit__(self, *_: Any) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _end(self) -> None:
        """Ends the connections that are still open: left alone, they fail when the loop is gone."""
        self._server.close()
        open_ones = asyncio.all_tasks() - {asyncio.current_task()}
        for one in open_ones:
            one.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)

    async def _connect(self) -> Optional[Connection]:
        for _ in range(self._count):
            try:
                return await asyncio.open_connection("127.0.0.1", next(self._ports))
            except OSError:
                continue
        return None

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server = await self._connect()
        if server is not None:
            await asyncio.gather(_copy(reader, server[1]), _copy(server[0], writer))
        writer.close()


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    """Passes on what comes, until one of the two ends."""
    try:
        while data := await source.read(CHUNK):
            target.write(data)
            await target.drain()
    except OSError:
        pass
    finally:
        target.close()
