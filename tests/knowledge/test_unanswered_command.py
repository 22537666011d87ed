"""`iop faq unanswered`, on a database and a model as they are."""

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from iop.commands import faq, unanswered
from iop.knowledge.entries import read_folder
from iop.knowledge.unanswered import FALLBACK, Unanswered
from iop.settings import ROOT, settings
from iop.storage.encryption import Cipher
from iop.storage.engine import database

pytestmark = pytest.mark.long


@pytest.fixture
def folder(tmp_path: Path, var_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "faq"
    shutil.copytree(ROOT / "data" / "faq", made)
    monkeypatch.setattr(unanswered, "FOLDER", made)
    store = Unanswered(database(), Cipher(*settings().secrets()))
    for text in ("do you have a sauna", "is there a sauna", "who cuts the grass at your place"):
        store.remember(FALLBACK, text, [])
    return made


def run(*arguments: str) -> str:
    done = CliRunner().invoke(faq.app, ["unanswered", *arguments])
    return done.output if done.exit_code == 0 else f"{done.exit_code}: {done.output}"


def name_of(text: str) -> str:
    found = re.search(rf"^(\w{{6}})  asked \d+ times: {text}", run(), re.MULTILINE)
    assert found
    return found.group(1)


def test_groups_are_listed_and_each_is_dealt_with_in_one_step(folder: Path) -> None:
    shown = run()
    assert "asked 2 times: do you have a sauna" in shown
    assert "also: is there a sauna" in shown
    assert "2 groups" in shown
    entry = read_folder(folder)["holistic"].entries[0]
    assert "is done" in run(name_of("do you have a sauna"), "--add", entry.id)
    added = next(e for e in read_folder(folder)["holistic"].entries if e.id == entry.id)
    assert added.alternates[-2:] == ["do you have a sauna", "is there a sauna"]
    assert "is done" in run(name_of("who cuts the grass"), "--ignore")
    assert "0 groups" in run()


def test_a_group_becomes_a_new_entry(folder: Path) -> None:
    assert "is done" in run(name_of("do you have a sauna"), "--topic", "holistic", "--answer", "No, there is none.")
    made = next(e for e in read_folder(folder)["holistic"].entries if e.question == "do you have a sauna")
    assert (made.answer, made.alternates) == ("No, there is none.", ["is there a sauna"])


def test_a_long_question_is_worded_anew_and_nothing_steers_the_terminal(folder: Path) -> None:
    asked = "do you repair bicycles\x1b[2J\x9b1m that are broken, and how many spokes may be missing before you refuse"
    Unanswered(database(), Cipher(*settings().secrets())).remember(FALLBACK, asked, [])
    name, new = name_of("do you repair bicycles"), ("--topic", "holistic", "--answer", "No, we do not.")
    assert not {"\x1b", "\x9b"} & set(run())
    assert "Word it shorter with --question" in run(name, *new)
    assert "is done" in run(name, *new, "--question", "Do you repair bicycles?")
    made = next(e for e in read_folder(folder)["holistic"].entries if e.question == "Do you repair bicycles?")
    assert len(made.alternates) == 1
    assert made.alternates[0].startswith("do you repair bicycles [2J 1m that are broken")


def test_a_mistake_changes_nothing(folder: Path) -> None:
    name = name_of("do you have a sauna")
    for wrong in (["--add", "no-such-entry"], [], ["--topic", "swimming", "--answer", "No."]):
        assert run(name, *wrong).startswith("1:")
    assert run("zzzzzz", "--ignore").startswith("1:")
    assert "2 groups" in run()
