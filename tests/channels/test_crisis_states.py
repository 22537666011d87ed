"""A component is really down, and a message about danger still gets the words: on the web over a socket."""

import signal
import sqlite3
import sys
import tarfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple

import pytest
import requests

from iop.channels.gate import ANSWER_SECONDS
from iop.channels.limits import MESSAGE_CHARACTERS
from iop.channels.web.answering import DANGER_SECONDS
from iop.encoding import shared_encoder
from iop.encoding.encoder import onnx_file
from iop.safety.training import prepare
from iop.storage.engine import open_database
from tests.channels.test_gate import DANGER, NOTE_SECONDS
from tests.server import WEB, Server, action_server_elsewhere, up

pytestmark = pytest.mark.long

SOONEST_SECONDS = 10.0
HEALTH_SECONDS = 4.0
"""Who watches the health report does not wait longer."""


def words_in(reply: requests.Response) -> bool:
    said = "\n".join(message["text"] for message in reply.json()["messages"])
    return all(part in said for part in ("988", "911", "not a counselor"))


def say(server: Server, token: str, text: str = DANGER) -> requests.Response:
    return server.say(token, text, uuid.uuid4().hex)


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
    until = time.monotonic() + 60
    while "No trained model in" not in server.text() and time.monotonic() < until:
        time.sleep(0.2)
    assert "No trained model in" in server.text()
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
    assert len(first.json()["messages"]) == 2, "the line of resources follows"
    assert int(first.json()["cursor"]) > int(danger.json()["cursor"])
    assert (behind.status_code, behind.json()["error"]) == (503, "unavailable"), "it may be posted again"
    assert "988" in behind.json()["message"]


def test_the_same_danger_at_the_same_time_is_one_turn(server: Server) -> None:
    token = server.token()
    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda _: server.say(token, DANGER, "same").json(), range(5)))
    assert all(reply == replies[0] for reply in replies)


def test_our_own_action_fails(start: Start) -> None:
    server = start(with_broken_action("raise ValueError('what Wilhelmina wrote')")).wait()
    token = server.token()
    assert words_in(say(server, token))
    assert "(303) 555-0142" in say(server, token, "what does it cost").text
    assert "An action failed: ValueError" in server.text()
    assert "Wilhelmina" not in server.text()


def test_the_database_is_destroyed_while_running(start: Start, tmp_path: Path) -> None:
    server = up(start(WEB))
    token = server.token()
    assert words_in(say(server, token))
    files = sorted((tmp_path / "var").glob("*.db*"))
    assert files
    for file in files:
        file.unlink()
    for file in files:
        file.write_bytes(b"this is no database " * 500)
    reply = say(server, token)
    assert reply.status_code == 503
    assert words_in(reply)


def test_the_database_server_is_dead(start: Start) -> None:
    server = up(start(WEB, IOP_DATABASE_URL="postgresql://nobody:none@127.0.0.1:1/none"))
    reply = say(server, server.token())
    assert reply.status_code == 503
    assert words_in(reply)


def test_storing_fails_in_a_way_that_nobody_thought_of(start: Start) -> None:
    code = """
from iop.serving import server
from iop.channels.inbox import Inbox
def broken(*_):
    raise ValueError("what Wilhelmina wrote")
Inbox.receive = broken
server.main()
"""
    server = up(start([sys.executable, "-c", code]))
    token = server.token()
    reply = say(server, token)
    assert reply.status_code == 503
    assert words_in(reply)
    assert "(303) 555-0142" in say(server, token, "what does it cost").text
    assert "ValueError" in server.text()
    assert "Wilhelmina" not in server.text()


def test_the_database_hangs(start: Start) -> None:
    code = """
import time
from iop.serving import server
from iop.channels.inbox import Inbox
Inbox.receive = lambda *_: time.sleep(60)
server.main()
"""
    server = up(start([sys.executable, "-c", code]))
    token = server.token()
    began = time.monotonic()
    with ThreadPoolExecutor(12) as pool:  # more than there are threads for the database
        replies = list(pool.map(lambda _: say(server, token), range(12)))
    assert time.monotonic() - began < SOONEST_SECONDS
    assert {reply.status_code for reply in replies} == {503}
    assert all(words_in(reply) for reply in replies)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Holds the lock of a database, as another process that writes without end."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.close()


def test_the_database_is_locked(start: Start, tmp_path: Path) -> None:
    server = start().wait()
    token = server.token()

    def timed(text: str) -> Tuple[requests.Response, float]:
        began = time.monotonic()
        return server.say(token, text, text), time.monotonic() - began

    with ThreadPoolExecutor(12) as pool:
        with locked(tmp_path / "var" / "iop.db"):
            questions = [pool.submit(timed, f"what does it cost {number}") for number in range(8)]
            time.sleep(0.5)
            reply, seconds = timed(DANGER)
            began = time.monotonic()
            health = requests.get(f"{server.url}/health", timeout=30)
            health_seconds = time.monotonic() - began
        answers = [question.result()[0] for question in questions]
    assert reply.status_code == 503
    assert words_in(reply)
    assert seconds < DANGER_SECONDS + 0.5
    assert (health.status_code, health.json()["status"]) == (503, "unavailable")
    assert health_seconds < HEALTH_SECONDS
    assert all("(303) 555-0142" in answer.text or answer.ok for answer in answers)
    again = server.say(token, DANGER, DANGER)
    assert again.status_code == 200
    assert words_in(again)


def test_the_database_is_locked_as_the_server_starts(start: Start, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    database = tmp_path / "var" / "iop.db"
    open_database(f"sqlite:///{database}").dispose()
    with locked(database):
        server = up(start(WEB))
        token = server.token()
        began = time.monotonic()
        assert words_in(say(server, token))
        assert time.monotonic() - began < 2 * DANGER_SECONDS


def test_danger_is_stored_and_told_to_staff_once_the_lock_is_gone(start: Start, tmp_path: Path) -> None:
    server = up(start(WEB))
    token = server.token()
    database = tmp_path / "var" / "iop.db"
    with locked(database):
        assert say(server, token).status_code == 503
    until = time.monotonic() + 15
    alerts: List[Any] = []
    while not alerts and time.monotonic() < until:
        time.sleep(0.2)
        with closing(sqlite3.connect(database)) as connection:
            alerts = connection.execute("SELECT id FROM outbox WHERE kind = 'crisis'").fetchall()
    assert alerts


def broken_cache(folder: Path, encoder: bool, classifier: bool) -> str:
    """Returns a folder in which files that set-up made are missing and cannot be made again."""
    folder.mkdir()
    if encoder:
        (folder / "encoder").write_text("in the way")
    else:
        (folder / "encoder").symlink_to(onnx_file().parent)
    if classifier:
        (folder / "safety").write_text("in the way")
    else:
        (folder / "safety").symlink_to(prepare().parent)
    return str(folder)


@pytest.mark.parametrize(("encoder", "classifier"), [(True, False), (False, True), (True, True)])
def test_the_encoder_or_the_classifier_is_missing(
    start: Start, tmp_path: Path, encoder: bool, classifier: bool
) -> None:
    shared_encoder()
    server = up(start(WEB, IOP_CACHE=broken_cache(tmp_path / "cache", encoder, classifier)))
    assert words_in(say(server, server.token()))


def test_the_safety_layers_raise(start: Start) -> None:
    code = """
from iop.safety import detector
def broken(*_):
    raise RuntimeError
detector._layers = broken
from iop.serving import server
server.main()
"""
    server = up(start([sys.executable, "-c", code]))
    token = server.token()
    assert words_in(say(server, token))
    assert "988" in say(server, token, "what does it cost").json()["messages"][0]["text"]


def test_the_facility_file_is_wrong(start: Start, tmp_path: Path) -> None:
    facility = tmp_path / "facility.yml"
    facility.write_text("name: [")
    server = up(start(WEB, IOP_FACILITY=str(facility)))
    assert words_in(say(server, server.token()))
    centre = requests.get(f"{server.url}/webhooks/web/centre", timeout=10)
    assert (centre.status_code, centre.json()["error"]) == (503, "unavailable")
    assert "988" in centre.json()["message"]


def test_over_the_length(server: Server) -> None:
    text = ("hello there. " * MESSAGE_CHARACTERS)[: MESSAGE_CHARACTERS - len(DANGER)] + " " + DANGER
    assert len(text) == MESSAGE_CHARACTERS + 1
    reply = say(server, server.token(), text)
    assert reply.status_code == 422
    assert words_in(reply)


def test_a_retraction_does_not_clear_it(server: Server) -> None:
    token = server.token()
    assert words_in(say(server, token))
    for text in ("jk", "what does it cost", "do you take aetna"):
        messages: List[Dict[str, Any]] = say(server, token, text).json()["messages"]
        assert "988" in messages[-1]["text"], text
    assert "988" not in say(server, server.token(), "what does it cost").text


def test_danger_in_a_refused_message_is_remembered(server: Server) -> None:
    token = server.token()
    assert say(server, token, "hello. " * 142 + DANGER).status_code == 422
    assert "988" in say(server, token, "what does it cost").json()["messages"][-1]["text"]
