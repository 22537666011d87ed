"""What the comparison with stock Rasa stands on; the servers themselves are started by `make bench`."""

import asyncio
import itertools
import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence

import pytest
import yaml

from benchmarks import performance_report, projects
from benchmarks.load import at_turns, messages, wordings
from benchmarks.performance import SIZES, Run, start_up
from benchmarks.projects import QUESTIONS, entries, questions, write_ours, write_stock
from benchmarks.servers import Ours, Server, Stock
from benchmarks.stored import fill
from iop.knowledge.entries import read_folder
from tests.waiting import wait_for

MISSING = "This process is told to start and ends at once"


@pytest.fixture(autouse=True, scope="module")
def knowledge() -> Iterator[None]:
    """The knowledge base is read once for all of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(projects, "read_folder", lru_cache(maxsize=1)(read_folder))
        yield


def test_made_up_entries_have_their_own_names_and_questions() -> None:
    known = entries(1200)
    assert len({entry["id"] for entry in known}) == 1200
    asked = questions(known)
    assert len(asked) <= 1200 * QUESTIONS
    assert len(set(asked[-1000:])) == 1000


def test_both_projects_hold_the_same_questions(tmp_path: Path) -> None:
    known = entries(30)
    ours, stock = tmp_path / "ours", tmp_path / "stock"
    (ours / "data").mkdir(parents=True)
    stock.mkdir()
    write_ours(ours, known)
    write_stock(stock, known, 1)
    files = read_folder(ours / "data" / "faq").values()
    read = [question for file in files for entry in file.entries for question in entry.questions()]
    told = yaml.safe_load((stock / "data" / "nlu.yml").read_text(encoding="utf-8"))["nlu"]
    examples = [line[2:] for intent in told for line in intent["examples"].splitlines()]
    assert sorted(read) == sorted(examples) == sorted(questions(known))


def test_messages_are_the_same_for_both_and_hardly_ever_repeat() -> None:
    first = list(itertools.islice(messages(1), 500))
    assert first == list(itertools.islice(messages(1), 500))
    assert first != list(itertools.islice(messages(2), 500))
    assert len(set(first)) > 480


def test_turns_that_are_compared_ask_the_same_in_other_words() -> None:
    said = list(itertools.islice(wordings(1), 5))
    assert said == list(itertools.islice(wordings(1), 5))
    assert len(set(said)) == 5
    assert any(all(question in text for text in said) for question in questions(entries(150)))


class Listener(Server):
    """A server that only notes what it is told."""

    def __init__(self) -> None:
        self.told: List[str] = []

    async def conversation(self, session: Any) -> str:
        return "one"

    async def say(self, session: Any, conversation: str, text: str) -> float:
        self.told.append(text)
        return float(len(self.told))

    async def lengthen(self, session: Any, conversation: str, texts: Sequence[str]) -> None:
        self.told += texts


def test_a_conversation_is_timed_at_the_turns_that_are_wanted() -> None:
    server = Listener()
    took = asyncio.run(at_turns(server, (1, 5, 8), iter("abcdefgh"), iter("123")))
    assert took == [1.0, 5.0, 8.0]
    assert "".join(server.told) == "1abc2de3"


def test_the_database_is_filled_with_copies(tmp_path: Path) -> None:
    file = tmp_path / "iop.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, position INTEGER)")
        for table in ("inbound_messages", "outbound_messages"):
            connection.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, conversation_id TEXT, sealed BLOB)")
            connection.execute(f"INSERT INTO {table} (conversation_id) VALUES ('web-a')")  # noqa: S608
        connection.executemany("INSERT INTO events (sender_id, position) VALUES ('web-a', ?)", [(0,), (7,)])
    fill(file, 10)
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT sender_id) FROM events").fetchone() == (22, 11)
        assert connection.execute("SELECT count(*) FROM outbound_messages").fetchone() == (11,)


def test_an_empty_database_cannot_be_filled(tmp_path: Path) -> None:
    file = tmp_path / "iop.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT)")
    with pytest.raises(ValueError, match="have one first"):
        fill(file, 10)


class Broken(Server):
    """A server that says why it ends."""

    name = "broken"

    def command(self) -> List[str]:
        return ["/bin/sh", "-c", f"echo '{MISSING}'; exit 3"]

    def is_ready(self) -> bool:
        return False


class Family(Server):
    """A server whose child outlives it."""

    name = "family"

    def command(self) -> List[str]:
        return ["/bin/sh", "-c", "sleep 60 & sleep 60"]

    def variables(self) -> Dict[str, str]:
        return {"PORT": str(self.port)}

    def is_ready(self) -> bool:
        return True


def test_a_server_that_does_not_come_up_is_told_with_its_log(tmp_path: Path) -> None:
    with Broken(tmp_path, tmp_path / "var") as server, pytest.raises(RuntimeError, match=MISSING):
        server.wait()


def test_no_process_is_left_when_a_measurement_fails(tmp_path: Path) -> None:
    known: List[int] = []

    def measure() -> None:
        with Family(tmp_path, tmp_path / "var") as server:
            while len(known) < 3:
                known[:] = server.processes()
            assert server.memory() > 0
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measure()
    wait_for(lambda: not any(_runs(pid) for pid in known), seconds=5)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_report_gives_the_median_of_the_rounds_and_their_spread() -> None:
    rounds: Dict[str, Any] = {
        "ours": {"1": [[10.0], [20.0], [30.0]], "5": [[10.0], [20.0], [30.0]], "500": [[11.0], [24.0], [39.0]]},
        "stock": {"1": [[100.0], [100.0], [100.0]]},
    }
    report = {"latency": {"commit": "abcdef0123", "size": "usual", "found": rounds}}
    text = performance_report.tables(report)
    assert "| latency p50, fresh conversation, of stock | <= 0.25 | 0.20 | 0.10 to 0.30 |" in text
    assert "| latency at turn 500 / at turn 5 (ours) | <= 1.2 | 1.20 | 1.10 to 1.30 |" in text
    assert "abcdef0" in text


def test_memory_after_messages_is_left_out_until_both_are_measured() -> None:
    half = {"memory": {"commit": "a", "size": "usual", "found": {"ours": {"idle": 500.0, "errors": 0}}}}
    assert "resident memory" not in performance_report.tables(half)


def test_the_two_systems_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: List[str] = []
    monkeypatch.setattr(Run, "model", lambda self, system, entries: tmp_path)
    for kind in (Ours, Stock):
        monkeypatch.setattr(kind, "command", lambda self: ["/bin/sleep", "60"])
        monkeypatch.setattr(kind, "is_ready", lambda self: order.append(self.name) or True)
    found: Dict[str, Any] = {}
    start_up(Run(SIZES["usual"], tmp_path, lambda part, told: found.update(told)))
    assert order == ["ours", "stock"] * SIZES["usual"].rounds
    assert len(found["ours"]) == len(found["stock"]) == SIZES["usual"].rounds
