"""Puts a newly published model in the place of the one that serves, with no message lost between the two."""

import asyncio
import ctypes
import gc
import logging
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Dict, Optional

from iop.errors import IopError
from iop.publishing.live import Served, served
from iop.serving.assistant import load_assistant

logger = logging.getLogger(__name__)
LOOK_SECONDS = 1.0
AGAIN_SECONDS = 30.0
"""After so long a failed load is tried again; twice as long after each further failure."""
MOST_AGAIN_SECONDS = 600.0


class Serving:
    """The agent that serves, and the watch for a new one. `agent` is exchanged in one step of the event loop.

    A message that is being answered keeps the old agent until it is done.

    Args:
        app: The Sanic application; `app.ctx.agent` is what the channels ask, `app.ctx.loading_failed` tells that they
            need not wait for it.
        trained: Folder of the model that set-up trained.
    """

    def __init__(self, app: Any, trained: Path) -> None:
        self._app = app
        self._trained = trained
        self._seen: Optional[Served] = None
        self._serving: Optional[Served] = None
        self._problem: Optional[str] = None
        self._wait, self._again_at = AGAIN_SECONDS, 0.0

    def report(self) -> Dict[str, Any]:
        """Returns the live version (0: the model of set-up), and why a newer one is not live, for the health report."""
        version = (self._serving.version or 0) if self._serving else None
        return {"version": version, "problem": self._problem}

    async def start(self) -> None:
        """Loads what is to be served; if that is broken, the model of set-up; if that is, too, says so to who waits."""
        if not await self._follow() and (self._seen is None or self._seen.version):
            problem = self._problem
            await self._load(Served(self._trained, None, None))
            self._problem = problem
        self._app.ctx.loading_failed = self._app.ctx.agent is None

    async def watch(self) -> None:
        """Exchanges the model whenever another version is made live; ends with the server.

        What could not be loaded, because of the database perhaps, is tried again, whatever serves meanwhile.
        """
        while True:
            if self._app.ctx.agent is None:
                await asyncio.sleep(AGAIN_SECONDS)
                self._seen = None
                await self.start()
            else:
                await asyncio.sleep(LOOK_SECONDS)
                if self._problem and time.monotonic() >= self._again_at:
                    self._seen = None
                await self._follow()

    async def _follow(self) -> bool:
        """Loads what is to be served if it is not what was looked at last. Returns whether nothing went wrong."""
        try:
            wanted = served(self._trained)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look may work
            unknown = f"Which model is live cannot be read: {type(error).__name__}"
            self._report_problem(str(error) if isinstance(error, IopError) else unknown)
            return False
        if wanted == self._serving:
            self._seen, self._problem = wanted, None
            return True
        if wanted == self._seen:
            return True
        if self._seen is not None:
            self._wait = AGAIN_SECONDS
        self._seen = wanted
        loaded = await self._load(wanted)
        self._again_at = time.monotonic() + self._wait
        self._wait = min(2 * self._wait, MOST_AGAIN_SECONDS)
        return loaded

    async def _load(self, wanted: Served) -> bool:
        name = f"version {wanted.version}" if wanted.version else "the model of set-up"
        agent = None
        try:
            agent = await asyncio.to_thread(load_assistant, wanted.model, self._app.ctx.agent)
            if agent.is_ready():
                await agent.parse_message("hello")  # loads what the first message would otherwise wait for
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the old one goes on
            logger.error("Loading failed: %s: %s", type(error).__name__, error)
            agent = None
        if agent is None or not agent.is_ready():
            remedy = "What was live before goes on. Run: iop faq rollback" if wanted.version else "Run: make train"
            self._report_problem(f"{name} cannot be loaded. {remedy}")
            if self._app.ctx.agent is None and agent is not None:
                self._app.ctx.agent = agent
            return False
        self._app.ctx.agent = agent
        self._serving, self._problem = wanted, None
        logger.info("The assistant answers with %s.", name)
        with suppress(RuntimeError):  # no thread can be had
            await asyncio.to_thread(_give_back_memory)
        return True

    def _report_problem(self, problem: str) -> None:
        if problem != self._problem:
            logger.error("%s", problem)
        self._problem = problem


def _give_back_memory() -> None:
    """Drops the old model, whose parts refer to each other, and returns the memory to the system (glibc only)."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
