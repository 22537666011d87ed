"""`iop faq unanswered`, on a database and a model as they are."""

import re
import shutil
from functools import lru_cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from iop.commands import faq, unanswered
from iop.knowledge import writing
from iop.knowledge.entries import read_folder
from iop.knowledge.unanswered import CLARIFY, FALLBACK, PICKED, Unanswered
from iop.settings import ROOT
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database
from iop.understanding import archive

pytestmark = pytest.mark.long
read_once = lru_cache(maxsize=1)(archive.understanding_of)


@pytest.fixture
def folder(tmp_path: Path, var_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "faq"
    made.mkdir()
    for topic in ("cost", "holistic"):
        shutil.copy(ROOT / "data" / "faq" / f"{topic}.yml", made)
    monkeypatch.setattr(unanswered, "FOLDER", made)
    monkeypatch.setattr(archive, "understanding_of", read_once)
    store = Unanswered(database(), installed_cipher())
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


def test_a_group_becomes_a_new_entry_of_whoever_called_sudo(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUDO_USER", "marisol")
    assert "is done" in run(name_of("do you have a sauna"), "--topic", "holistic", "--answer", "No, there is none.")
    made = next(e for e in read_folder(folder)["holistic"].entries if e.question == "do you have a sauna")
    assert (made.answer, made.alternates) == ("No, there is none.", ["is there a sauna"])
    assert made.owner == "marisol"


def test_no_wording_is_added_unseen_or_unchecked(folder: Path) -> None:
    store = Unanswered(database(), installed_cipher())
    for text in ("is there a sauna there", "is there a <b>sauna</b>", "have you got a sauna", "got a sauna"):
        store.remember(FALLBACK, text, [])
    name = name_of("do you have a sauna")
    assert f"and 2 more: `iop faq unanswered {name}` shows them" in run()
    assert "\ngot a sauna\n" in run(name)
    entry = read_folder(folder)["holistic"].entries[0]
    shown = run(name, "--add", entry.id)
    assert f"{entry.id}: got a sauna\n" in shown
    assert "note: 'is there a <b>sauna</b>' is left out: program code" in shown
    added = next(e for e in read_folder(folder)["holistic"].entries if e.id == entry.id)
    assert added.alternates[-2:] == ["have you got a sauna", "got a sauna"]
    assert "is there a <b>sauna</b>" not in added.alternates


def test_words_that_nobody_may_write_do_not_keep_a_group_from_an_entry(folder: Path) -> None:
    Unanswered(database(), installed_cipher()).remember(FALLBACK, "is there a <b>sauna</b>", [])
    shown = run(name_of("do you have a sauna"), "--topic", "holistic", "--answer", "No.")
    assert "note: 'is there a <b>sauna</b>' is left out" in shown
    made = next(e for e in read_folder(folder)["holistic"].entries if e.question == "do you have a sauna")
    assert (made.answer, made.alternates) == ("No.", ["is there a sauna"])


def test_two_people_do_not_write_at_the_same_time(folder: Path) -> None:
    name = name_of("do you have a sauna")
    with writing.locked(folder):
        assert "somebody else is changing the files" in run(name, "--add", read_folder(folder)["cost"].entries[0].id)
    assert "2 groups" in run()


def test_a_long_question_is_worded_anew_and_nothing_steers_the_terminal(folder: Path) -> None:
    asked = "do you repair bicycles\x1b[2J\x9b1m that are broken, and how many spokes may be missing before you refuse"
    Unanswered(database(), installed_cipher()).remember(FALLBACK, asked, [])
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


def test_what_people_picked_themselves_is_listed_last_and_taught(folder: Path) -> None:
    store = Unanswered(database(), installed_cipher())
    entry = read_folder(folder)["holistic"].entries[0]
    store.remember(CLARIFY, "anything for the body", ["cost-total", entry.id])
    store.remember(PICKED, "anything for the body", [entry.id])
    shown = run()
    assert shown.index("people found their answer: anything for the body") > shown.index("do you have a sauna")
    assert f"picked: {entry.id} (1 times)" in shown
    found = re.search(r"^(\w{6})  people found", shown, re.MULTILINE)
    assert found
    assert f"{entry.id}: anything for the body" in run(found.group(1), "--add", entry.id)
    assert "people found" not in run()
