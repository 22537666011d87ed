"""Starts, watches, asks and stops the two assistants that `performance.py` compares, over real HTTP."""

import os
import signal
import subprocess
import time
import uuid
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

import aiohttp
import requests

from benchmarks.projects import RASA, environment
from benchmarks.timing import MODELS
from tests.server import free_port

START_SECONDS = 300.0
STOP_SECONDS = 20.0
ANSWER_SECONDS = 300.0
LOOK_SECONDS = 0.1


class Server:
    """One running assistant. Use as a context: it is stopped at the end, with every process that it started."""

    name = ""

    def __init__(self, project: Path, var: Path, **variables: str) -> None:
        """Starts it; `wait` returns when it answers.

        Args:
            project: A folder made by `projects.make`.
            var: Where it keeps what it stores, and its log.
            variables: Further environment variables.
        """
        var.mkdir(parents=True, exist_ok=True)
        self.project, self.var, self.port = project, var, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._began = time.monotonic()
        with open(var / f"{self.name}.log", "ab") as log:
            self.process = subprocess.Popen(
                self.command(),
                cwd=project,
                env={**environment(), **self.variables(), **variables},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def command(self) -> List[str]:
        """Returns what starts it."""
        raise NotImplementedError

    def variables(self) -> Dict[str, str]:
        """Returns its own environment variables."""
        return {}

    def is_ready(self) -> bool:
        """Returns whether it answers messages."""
        raise NotImplementedError

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: Any) -> None:
        self.stop()

    def wait(self) -> float:
        """Waits for the first answer, and returns the seconds since the start.

        Raises:
            RuntimeError: with the end of its log, if it does not come up.
        """
        while time.monotonic() - self._began < START_SECONDS and self.process.poll() is None:
            try:
                if self.is_ready():
                    return time.monotonic() - self._began
            except requests.RequestException:
                pass
            time.sleep(LOOK_SECONDS)
        text = (self.var / f"{self.name}.log").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"{self.name} did not come up:\n{text[-2000:]}")

    def processes(self) -> List[int]:
        """Returns the process and all that it started."""
        parents: Dict[int, List[int]] = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                except OSError:
                    continue
                parents.setdefault(parent, []).append(int(folder.name))
        found = [self.process.pid]
        for pid in found:
            found += parents.get(pid, [])
        return found

    def memory(self) -> float:
        """Returns the resident memory of all its processes in MB; what they share counts once (PSS of Linux)."""
        total = 0
        for pid in self.processes():
            try:
                lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total / 1024

    def stop(self) -> None:
        """Stops it; what does not end in time is killed."""
        known = self.processes()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for pid in known[1:]:
            if f"PORT={self.port}".encode() in _variables(pid):
                os.kill(pid, signal.SIGKILL)

    async def conversation(self, session: aiohttp.ClientSession) -> str:
        """Starts a conversation, and returns what its messages carry."""
        raise NotImplementedError

    async def say(self, session: aiohttp.ClientSession, conversation: str, text: str) -> float:
        """Sends one message, and returns the seconds until its answer was there.

        Raises:
            AnswerError: if there was none.
        """
        address, headers, body = self.request(conversation, text)
        start = time.perf_counter()
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        async with session.post(address, json=body, headers=headers, timeout=timeout) as response:
            answer = await response.json()
            seconds = time.perf_counter() - start
        if response.status != 200 or not self.texts(answer):
            raise AnswerError(f"{self.name} answered {response.status}: {str(answer)[:200]}")
        return seconds

    def request(self, conversation: str, text: str) -> Any:
        """Returns address, headers and body of one message."""
        raise NotImplementedError

    def texts(self, answer: Any) -> Sequence[str]:
        """Returns what an answer says."""
        raise NotImplementedError

    async def lengthen(self, session: aiohttp.ClientSession, conversation: str, texts: Sequence[str]) -> None:
        """Makes a conversation longer by so many turns, by having them."""
        for text in texts:
            await self.say(session, conversation, text)


class AnswerError(Exception):
    """A message was not answered."""


class Ours(Server):
    """This project: all processes of `iop serve`, with the web channel's limits off."""

    name = "ours"

    def command(self) -> List[str]:
        return [str(RASA.parent / "python"), "-m", "benchmarks.serve"]

    def variables(self) -> Dict[str, str]:
        return {"PORT": str(self.port), "IOP_VAR": str(self.var), MODELS: str(self.project / "models")}

    def is_ready(self) -> bool:
        if requests.get(f"{self.url}/health", timeout=5).status_code != 200:
            return False
        token = requests.post(f"{self.url}/webhooks/web/session", timeout=5).json()["token"]
        address, headers, body = self.request(token, "hello")
        return requests.post(address, json=body, headers=headers, timeout=30).status_code == 200

    async def conversation(self, session: aiohttp.ClientSession) -> str:
        async with session.post(f"{self.url}/webhooks/web/session") as response:
            return str((await response.json())["token"])

    def request(self, conversation: str, text: str) -> Any:
        headers = {"Authorization": f"Bearer {conversation}"}
        return f"{self.url}/webhooks/web/messages", headers, {"id": uuid.uuid4().hex, "text": text}

    def texts(self, answer: Any) -> Sequence[str]:
        return [message["text"] for message in answer["messages"]]


class Stock(Server):
    """`rasa run` with the `rest` channel."""

    name = "stock"

    def command(self) -> List[str]:
        return [str(RASA), "run", "--port", str(self.port), "--enable-api", "--model", "models/model.tar.gz"]

    def variables(self) -> Dict[str, str]:
        return {"PORT": str(self.port)}

    def is_ready(self) -> bool:
        address, _, body = self.request("first", "hello")
        answer = requests.post(address, json=body, timeout=60)
        return answer.status_code == 200 and bool(answer.json())

    async def conversation(self, session: aiohttp.ClientSession) -> str:
        return uuid.uuid4().hex

    def request(self, conversation: str, text: str) -> Any:
        return f"{self.url}/webhooks/rest/webhook", {}, {"sender": conversation, "message": text}

    def texts(self, answer: Any) -> Sequence[str]:
        return [message["text"] for message in answer]

    async def lengthen(self, session: aiohttp.ClientSession, conversation: str, texts: Sequence[str]) -> None:
        """Has one turn, and appends its events as often as needed through Rasa's API: the turns would take an hour."""
        if not texts:
            return
        await self.say(session, conversation, texts[0])
        address = f"{self.url}/conversations/{conversation}"
        async with session.get(f"{address}/tracker", params={"include_events": "ALL"}) as response:
            known: List[Dict[str, Any]] = (await response.json())["events"]
        began = max(n for n, event in enumerate(known) if event["event"] == "user")
        turns = known[began:] * (len(texts) - 1)
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        async with session.post(f"{address}/tracker/events", json=turns, timeout=timeout) as response:
            if response.status != 200:
                raise AnswerError(f"stock Rasa took no events: {response.status}")


def _variables(pid: int) -> List[bytes]:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []


def start(system: str, project: Path, var: Path, **variables: Optional[str]) -> Server:
    """Starts `ours` or `stock`."""
    kinds = {"ours": Ours, "stock": Stock}
    return kinds[system](project, var, **{name: value for name, value in variables.items() if value is not None})
