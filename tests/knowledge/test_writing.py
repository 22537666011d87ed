"""What is written into `data/faq`, and who may write when."""

import shutil
from pathlib import Path
from typing import Dict, List

import pytest
from typer.testing import CliRunner

from iop.commands import faq
from iop.errors import InputFileError
from iop.knowledge import sheet_import, sheets, writing
from iop.knowledge.entries import FaqFile, read_folder
from tests.conftest import ROOT

SHEET = """question,alternates,answer,sms answer,topic,source,owner,review by
Is there a gym?,no|on|9:30|a: b,Yes,No,cost,staff,12,2027-03-31
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "faq"
    made.mkdir()
    shutil.copy(ROOT / "data" / "faq" / "cost.yml", made)
    monkeypatch.setattr(faq, "FOLDER", made)
    return made


@pytest.fixture
def sheet(folder: Path) -> Path:
    path = folder.parent / "sheet.csv"
    path.write_text(SHEET)
    return path


def iop(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(faq.app, list(words))
    assert done.exit_code == code, done.output
    return done.output


def names(folder: Path) -> List[str]:
    return sorted(path.name for path in folder.iterdir())


def test_short_words_and_times_stay_texts(folder: Path, sheet: Path) -> None:
    iop("import", str(sheet), "--yes")
    entry = read_folder(folder)["cost"].entries[-1]
    assert (entry.answer, entry.sms_answer, entry.owner) == ("Yes", "No", "12")
    assert entry.alternates == ["no", "on", "9:30", "a: b"]
    assert "0 new, 0 changed, 1 unchanged" in iop("import", str(sheet))


def test_quotes_that_somebody_wrote_stay(folder: Path, sheet: Path) -> None:
    path = folder / "cost.yml"
    first = read_folder(folder)["cost"].entries[0]
    path.write_text(path.read_text().replace(f"- {first.alternates[0]}\n", '- "no"\n', 1))
    before = path.read_text()
    sheet.write_text(SHEET.replace("no|", ""))
    iop("import", str(sheet), "--yes")
    assert path.read_text().startswith(before.rstrip())


def test_what_would_be_read_otherwise_is_not_written(folder: Path, sheet: Path) -> None:
    before = (folder / "cost.yml").read_bytes()
    sheet.write_text(SHEET.replace("Yes", "Yes\x85No"), encoding="utf-8")
    with pytest.raises(InputFileError, match="cost-is-there-a-gym would be read otherwise than written"):
        writing.apply(sheet_import.plan(sheets.read_rows(sheet), folder), folder)
    assert (folder / "cost.yml").read_bytes() == before
    assert names(folder) == ["cost.yml"]


def test_two_people_do_not_write_at_the_same_time(folder: Path, sheet: Path) -> None:
    first = read_folder(folder)["cost"].entries[0].id
    before = (folder / "cost.yml").read_bytes()
    with writing.locked(folder):
        assert "somebody else is changing the files" in iop("import", str(sheet), "--yes", code=1)
        assert "somebody else is changing the files" in iop("remove", first, "--yes", code=1)
        assert "Nothing was written" in iop("import", str(sheet))
    assert (folder / "cost.yml").read_bytes() == before
    assert names(folder) == ["cost.yml"]
    assert "Written" in iop("import", str(sheet), "--yes")


def test_an_entry_is_removed_by_its_name_wherever_it_stands_by_then(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor knows no lock: somebody saves the file with another order after it was read."""
    first, *rest = read_folder(folder)["cost"].entries
    path = folder / "cost.yml"
    head, *parts = path.read_text().split("  - id: ")
    moved = head + "  - id: ".join(["", parts[-1].rstrip() + "\n", *parts[:-1]])

    def read_before_it_is_moved(where: Path) -> Dict[str, FaqFile]:
        files = read_folder(where)
        path.write_text(moved)
        return files

    monkeypatch.setattr(writing, "read_folder", read_before_it_is_moved)
    assert writing.remove(first.id, folder, yes=True) == first
    assert {entry.id for entry in read_folder(folder)["cost"].entries} == {entry.id for entry in rest}
