"""The model or the actions are really down, and a message about danger still gets the words."""

import signal
import sys
import tarfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import List, Tuple

import pytest
import requests

from iop.channels.gate import ANSWER_SECONDS
from tests.channels.test_gate import DANGER, NOTE_SECONDS
from tests.channels.web.conftest import Start
from tests.channels.web.danger import SOONEST_SECONDS, say, words_in
from tests.server import action_server_elsewhere, up
from tests.waiting import wait_for

pytestmark = pytest.mark.long


def test_before_the_model_is_loaded(start: Start) -> None:
    code = """
import time
from iop.serving import server, swap
swap.load_assistant = lambda *_: time.sleep(60)
server.main()
"""
    server = up(start([sys.executable, "-c", code]))
    began = time.monotonic()
    assert words_in(say(server, server.token()))
    assert time.monotonic() - began < SOONEST_SECONDS


def test_the_model_is_missing(start: Start, tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from iop import logs
from iop.serving import server
logs.configure("web")
server.create_app(Path({str(tmp_path / "no-models")!r})).run("127.0.0.1", server.settings().port, motd=False)
"""
    server = up(start([sys.executable, "-c", code]))
    wait_for(lambda: "No trained model in" in server.text(), seconds=60)
    token = server.token()
    assert words_in(say(server, token))
    assert "(303) 555-0142" in say(server, token, "what does it cost").text


def test_the_model_is_broken(start: Start, tmp_path: Path) -> None:
    models = tmp_path / "models"
    models.mkdir()
    with tarfile.open(models / "broken.tar.gz", "w:gz") as archive:
        archive.add(__file__, "metadata.json")
    code = f"""
from pathlib import Path
from iop import logs
from iop.serving import server
logs.configure("web")
server.create_app(Path({str(models)!r})).run("127.0.0.1", server.settings().port, motd=False)
"""
    server = up(start([sys.executable, "-c", code]))
    token = server.token()
    assert words_in(say(server, token))
    assert "(303) 555-0142" in say(server, token, "what does it cost").text  # perhaps the model was being loaded still
    assert "cannot be loaded" in server.text()
    began = time.monotonic()
    assert "(303) 555-0142" in say(server, token, "do you take aetna").text
    assert time.monotonic() - began < 5


def test_an_action_server_elsewhere_hangs_or_is_killed(start: Start, tmp_path: Path) -> None:
    """People get the words and the number, and the health report says so."""
    with action_server_elsewhere(tmp_path) as (process, endpoints):
        server = start(IOP_ENDPOINTS=str(endpoints)).wait()
        token = server.token()
        assert "$3,000" in say(server, token, "what does it cost").text
        process.send_signal(signal.SIGSTOP)
        health = requests.get(f"{server.url}/health", timeout=10)
        assert (health.status_code, health.json()["actions"]) == (503, False)
        began = time.monotonic()
        assert words_in(say(server, token))
        assert time.monotonic() - began < SOONEST_SECONDS
        process.kill()
        assert words_in(say(server, token))
        apology = say(server, server.token(), "what does it cost").json()["messages"][0]["text"]
        assert "(303) 555-0142" in apology
        assert "988" in apology


def with_broken_action(what: str) -> List[str]:
    """Returns a command for a web process in which the actions of answers and crises do something else."""
    code = f"""
import time
from iop.serving import server
from actions.answers import ActionAnswer
from actions.crisis import ActionCrisis
def broken(self, dispatcher, tracker, domain):
    {what}
ActionAnswer.run = ActionCrisis.run = broken
server.main()
"""
    return [sys.executable, "-c", code]


def test_our_own_action_hangs(start: Start) -> None:
    """Danger waits for no earlier message, nor does anybody else; every apology is the gate's."""
    server = start(with_broken_action("time.sleep(60)")).wait()
    token = server.token()

    def timed(own: str, text: str) -> Tuple[requests.Response, float]:
        began = time.monotonic()
        return say(server, own, text), time.monotonic() - began

    with ThreadPoolExecutor() as pool:
        questions = []
        for text in ("what does it cost", "do you take aetna"):
            questions.append(pool.submit(timed, token, text))
            time.sleep(0.5)
        danger, seconds = timed(token, DANGER)
        others = [timed(server.token(), text) for text in ("hello there", DANGER)]
        assert not questions[0].done(), "the others were answered while it hung"
        apologies = [question.result() for question in questions]
    assert words_in(danger)
    assert danger.status_code == 200
    assert seconds < NOTE_SECONDS + 1
    assert others[0][0].status_code == 200
    assert words_in(others[1][0])
    assert sum(waited for _, waited in others) < SOONEST_SECONDS
    for apology, waited in apologies:
        assert "(303) 555-0142" in apology.json()["messages"][0]["text"]
        assert waited < ANSWER_SECONDS + 1
    first, behind = (apology for apology, _ in apologies)
    [said] = first.json()["messages"]
    assert "988" in said["text"], "it carries the line of resources itself"
    assert int(first.json()["cursor"]) > int(danger.json()["cursor"])
    assert (behind.status_code, behind.json()["error"]) == (503, "unavailable"), "it may be posted again"
    assert "988" in behind.json()["message"]


def test_our_own_action_fails(start: Start) -> None:
    server = start(with_broken_action("raise ValueError('what Wilhelmina wrote')")).wait()
    token = server.token()
    assert words_in(say(server, token))
    assert "(303) 555-0142" in say(server, token, "what does it cost").text
    assert "An action failed: ValueError" in server.text()
    assert "Wilhelmina" not in server.text()
