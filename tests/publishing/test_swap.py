"""A running server takes published versions while people write to it."""

import shutil
import threading
import time
from pathlib import Path
from typing import Iterator, List

import pytest
import requests

from iop.channels.limits import SESSIONS_A_MINUTE_AND_ADDRESS
from iop.publishing.versions import LIVE, MODEL, Versions
from tests.conftest import ROOT
from tests.server import Server

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("swap") / "var"


@pytest.fixture(scope="module")
def running(var: Path) -> Iterator[Server]:
    server = Server(var)
    try:
        yield server.wait()
    finally:
        server.stop()


def publish(var: Path, model: Path) -> int:
    versions = Versions(var / "knowledge")
    with versions.draft() as draft:
        shutil.copy(model, draft / MODEL)
        number = versions.keep(draft, "test", "a swap")
    versions.point(LIVE, number)
    return number


def knowledge(server: Server) -> dict[str, object]:
    return dict(requests.get(f"{server.url}/health", timeout=10).json()["knowledge"])


def until(server: Server, key: str, value: object) -> dict[str, object]:
    end = time.monotonic() + 30
    while knowledge(server)[key] != value and time.monotonic() < end:
        time.sleep(0.1)
    return knowledge(server)


def test_messages_are_answered_during_swaps_and_a_conversation_goes_on(var: Path, running: Server) -> None:
    assert knowledge(running) == {"version": 0, "problem": None}
    model = next((ROOT / "models").glob("*.tar.gz"))
    talk = running.token()
    assert "Who is this for" in running.say(talk, "please call me", "first").text
    stop, answers = threading.Event(), []

    def write() -> None:
        while not stop.wait(60 / SESSIONS_A_MINUTE_AND_ADDRESS):
            answers.append(running.say(running.token(), "what does it cost", f"m{len(answers)}"))

    writer = threading.Thread(target=write)
    writer.start()
    for _ in range(3):
        number = publish(var, model)
        assert until(running, "version", number) == {"version": number, "problem": None}
    stop.set()
    writer.join(30)
    failed: List[str] = [answer.text for answer in answers if "$3,000" not in answer.text]
    assert len(answers) > 10
    assert not failed
    assert "name" in running.say(talk, "me", "second").text  # still the form that was open before


def test_a_version_that_cannot_be_loaded_leaves_the_old_one_serving(var: Path, running: Server, tmp_path: Path) -> None:
    before = knowledge(running)["version"]
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"no model")
    number = publish(var, broken)
    problem = f"version {number} cannot be loaded. What was live before goes on. Run: iop faq rollback"
    assert until(running, "problem", problem) == {"version": before, "problem": problem}
    assert "$3,000" in running.say(running.token(), "what does it cost", "m1").text
    assert requests.get(f"{running.url}/health", timeout=10).status_code == 200
    assert problem in running.text()
