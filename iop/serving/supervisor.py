"""Runs the web process and the delivery worker together, and keeps them running."""

import datetime as dt
import errno
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType
from typing import Dict, List, Optional, Sequence

from iop import logs
from iop.errors import SetupError
from iop.facility import EXAMPLE_NOTE, facility
from iop.facility_check import warnings
from iop.serving.parent import VARIABLE
from iop.settings import ROOT, Settings
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from iop.storage.secret import check_secret

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.2
STOP_SECONDS = 10.0
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60.0
"""A process that ran this long is started again at once; one that crashes sooner waits longer each time."""

MEMORY = {"MALLOC_ARENA_MAX": "2"}
"""Limits glibc's malloc arenas; otherwise each thread hoards its own freed memory."""


@dataclass
class Child:
    """One process that must be running.

    Attributes:
        name: For the log.
        module: The Python module to run.
        restarts: How often it was started again without a steady run between.
    """

    name: str
    module: str
    process: Optional["subprocess.Popen[bytes]"] = None
    started_at: float = 0.0
    start_after: float = 0.0
    restarts: int = field(default=0)

    def start(self) -> None:
        """Starts the process, in a session of its own so that Ctrl-C reaches the supervisor alone."""
        environment: Dict[str, str] = {**MEMORY, **os.environ, VARIABLE: str(os.getpid())}
        command = [sys.executable, "-m", self.module]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)  # noqa: S603
        self.started_at = time.monotonic()

    def look(self) -> None:
        """Starts the process again if it has ended."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_after:
                self._try_to_start(now)
            return
        code = self.process.poll()
        if code is None:
            return
        self.restarts = 0 if now - self.started_at > STEADY_SECONDS else self.restarts + 1
        pause = self._pause()
        logger.error("The %s ended unexpectedly (code %d). Starting it again in %.0f s.", self.name, code, pause)
        self.process, self.start_after = None, now + pause

    def _try_to_start(self, now: float) -> None:
        """Starts the process; where the machine has no room for one, the other processes go on."""
        try:
            self.start()
        except OSError as error:
            self.restarts += 1
            pause = self._pause()
            logger.error("The %s cannot be started (%s). Trying again in %.0f s.", self.name, error.strerror, pause)
            self.start_after = now + pause

    def _pause(self) -> float:
        """Returns the seconds until the next start: twice as long each time, for as long as doubling matters."""
        return min(LONGEST_PAUSE_SECONDS, 2.0 ** min(self.restarts - 1, 10)) if self.restarts else 0.0

    def stop(self) -> None:
        """Asks the process to stop."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def end(self, until: float) -> None:
        """Waits for the process to stop, and kills it with all that it started if it does not."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            logger.error("The %s did not stop in time and is killed.", self.name)
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def serve(settings: Settings, web: str = "iop.serving.server") -> None:
    """Serves until Ctrl-C or SIGTERM; then stops every process.

    Args:
        settings: Of this installation.
        web: The module that runs the web process; the benchmarks have their own.

    Raises:
        SetupError: if a port is taken, or the database or the secret cannot be used.
        InputFileError: if `facility.yml` is wrong.
    """
    logs.configure("iop")
    centre = facility()
    engine = open_database(settings.database())
    check_secret(engine, Cipher(*settings.secrets()))
    engine.dispose()
    _require_free(settings.host, settings.port)
    stopping: List[int] = []

    def stop(number: int, _: Optional[FrameType]) -> None:
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    if not any((ROOT / "models").glob("*.tar.gz")):
        logger.warning("No trained model in models/: people get the phone number, not answers. Run: make train")
    for warning in warnings(centre, dt.date.today()):
        logger.warning("facility.yml: %s", warning)
    if centre.example:
        logger.warning("%s", EXAMPLE_NOTE)
    address = f"http://{settings.host}:{settings.port}"
    logger.info("Demo page %s/   health %s/health   stop with Ctrl-C", address, address)
    children = [
        Child("web process", web),
        Child("delivery worker", "iop.admissions.worker"),
    ]
    _keep_running(children, stopping)


def _keep_running(children: Sequence[Child], stopping: List[int]) -> None:
    try:
        while not stopping:
            for child in children:
                child.look()
            time.sleep(LOOK_SECONDS)
        logger.info("Stopping ...")
    finally:
        for child in children:
            child.stop()
        until = time.monotonic() + STOP_SECONDS
        for child in children:
            child.end(until)
    logger.info("Stopped.")


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
                raise SetupError(
                    f"HOST is '{host}', which is no address of this machine. Write 127.0.0.1, or 0.0.0.0 for all of "
                    "its addresses, or leave it out."
                ) from error
            raise SetupError(
                f"Port {port} cannot be used ({error.strerror}). Stop what uses it, or choose another: "
                "PORT=5105 make run"
            ) from error
