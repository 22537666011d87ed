"""A real server for the tests: the same `iop serve` that `make run` starts, on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Tuple

import requests

ROOT = Path(__file__).resolve().parents[1]
IOP = ROOT / ".venv" / "bin" / "iop"
WEB = [sys.executable, "-m", "iop.serving.server"]
"""The web process alone."""
START_SECONDS = 120


def free_port() -> int:
    """Returns a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def action_server_elsewhere(folder: Path) -> Iterator[Tuple["subprocess.Popen[bytes]", Path]]:
    """Runs the actions as `rasa run actions` does, and gives its process and an `endpoints.yml` that names it."""
    port = free_port()
    endpoints = folder / "endpoints.yml"
    named = (ROOT / "endpoints.yml").read_text(encoding="utf-8").replace("127.0.0.1:5055", f"127.0.0.1:{port}")
    endpoints.write_text(named, encoding="utf-8")
    command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
    with open(folder / "actions.log", "wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    until = time.monotonic() + START_SECONDS
    try:
        while time.monotonic() < until:
            try:
                if requests.get(f"http://127.0.0.1:{port}/health", timeout=5).ok:
                    break
            except requests.RequestException:
                time.sleep(0.2)
        yield process, endpoints
    finally:
        process.kill()
        process.wait()


class Server:
    """One running `iop serve`."""

    def __init__(self, var: Path, command: Optional[List[str]] = None, **environment: str) -> None:
        self.var = var
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = var.parent / f"serve-{self.port}.log"
        self._command = command or [str(IOP), "serve"]
        self._environment: Dict[str, str] = {"PORT": str(self.port), "IOP_VAR": str(var), **environment}
        self.start()

    def start(self) -> None:
        """Starts the process; again, after it ended, on the same port and with the same data."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env={**os.environ, **self._environment},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self, status: int = 200) -> "Server":
        """Waits until the health report has a status."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                if requests.get(f"{self.url}/health", timeout=5).status_code == status:
                    return self
            except requests.RequestException:
                pass
            if self.process.poll() is not None:
                break
            time.sleep(0.3)
        raise AssertionError(f"the server did not come up:\n{self.text()}")

    def wait_gone(self) -> None:
        """Waits until nothing listens on its port any more."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with socket.socket() as web:
                if web.connect_ex(("127.0.0.1", self.port)):
                    return
            time.sleep(0.05)
        raise AssertionError("the server did not end")

    def text(self) -> str:
        """Returns the log so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def children(self) -> List[int]:
        """Returns the processes that the server started and that still run."""
        marker = f"PORT={self.port}".encode()
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and int(folder.name) != self.process.pid:
                try:
                    variables = (folder / "environ").read_bytes().split(b"\0")
                    alive = (folder / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
                except OSError:
                    continue
                if marker in variables and alive:
                    found.append(int(folder.name))
        return found

    def stop(self, how: int = signal.SIGTERM) -> int:
        """Sends a signal to the server and returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(30)

    def token(self) -> str:
        """Starts a conversation."""
        answer = requests.post(f"{self.url}/webhooks/web/session", timeout=10)
        assert answer.status_code == 200
        return str(answer.json()["token"])

    def say(self, token: str, text: str, client_id: str) -> requests.Response:
        """Posts one message."""
        return requests.post(
            f"{self.url}/webhooks/web/messages",
            json={"id": client_id, "text": text},
            headers={"Authorization": f"Bearer {token}"},
            timeout=60,
        )


def up(server: Server) -> Server:
    """Waits until the port answers, well or not."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.process.poll() is None:
        try:
            requests.get(f"{server.url}/health", timeout=5)
            return server
        except requests.RequestException:
            time.sleep(0.3)
    raise AssertionError(f"the server did not come up:\n{server.text()}")
