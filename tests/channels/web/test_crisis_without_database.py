"""The database is really down, and a message about danger still gets the words."""

import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Iterator, List, Tuple

import pytest
import requests

from iop.channels.web.answering import DANGER_SECONDS
from iop.storage.engine import open_database
from tests.channels.test_gate import DANGER
from tests.channels.web.conftest import Start
from tests.channels.web.danger import SOONEST_SECONDS, say, words_in
from tests.server import WEB, up
from tests.waiting import wait_for

pytestmark = pytest.mark.long


HEALTH_SECONDS = 4.0
"""Who watches the health report does not wait longer."""


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

    def alerts() -> List[Any]:
        with closing(sqlite3.connect(database)) as connection:
            return connection.execute("SELECT id FROM outbox WHERE kind = 'crisis'").fetchall()

    wait_for(alerts, seconds=15)
