"""Files that are damaged, dangerous or simply wrong: none crashes, none changes anything, each gets a plain message."""

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Dict

import openpyxl
import pytest
from typer.testing import CliRunner

from iop.commands import faq
from iop.settings import ROOT

GOOD = "question,answer,topic,owner,source,review by\nIs there a harp?,No.,holistic,dana,staff,2099-01-01\n"


def workbook(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


HEADER = {"A1": "question", "B1": "answer", "C1": "topic"}
FILES: Dict[str, bytes] = {
    "empty.csv": b"",
    "blank.csv": b"\n\n\n",
    "only_header.csv": b"question,answer,topic\n",
    "no_topic.csv": b"question,answer\nIs there a harp?,No.\n",
    "unknown_column.csv": b"question,answer,topic,price\nIs there a harp?,No.,holistic,3\n",
    "column_twice.csv": b"question,answer,topic,answer\nIs there a harp?,No.,holistic,Yes.\n",
    "open_quote.csv": b'question,answer,topic\n"Is there a harp?,No.,holistic\n',
    "more_cells.csv": b"question,answer,topic\nIs there a harp?,No, never,holistic,x\n",
    "formula.csv": b"question,answer,topic\nIs there a harp?,=HYPERLINK(A1),holistic\n",
    "formula_plus.csv": b"question,answer,topic\nIs there a harp?,+cmd|calc!A1,holistic\n",
    "script.csv": b"question,answer,topic\nIs there a harp?,<script>alert(1)</script>,holistic\n",
    "javascript.csv": b"question,answer,topic\nIs there a harp?,javascript:alert(1),holistic\n",
    "unknown_topic.csv": b"question,answer,topic\nIs there a harp?,No.,swimming\n",
    "no_answer.csv": b"question,answer,topic,owner,source,review by\nIs there a harp?,,holistic,d,s,2099-01-01\n",
    "bad_date.csv": b"question,answer,topic,owner,source,review by\nIs there a harp?,No.,holistic,d,s,soon\n",
    "no_owner.csv": b"question,answer,topic\nIs there a harp?,No.,holistic\n",
    "placeholder.csv": b"question,answer,topic,owner,source,review by\nPool?,Call {fone}.,holistic,d,s,2099-01-01\n",
    "long_question.csv": GOOD.replace("Is there", "very " * 40).encode(),
    "binary.csv": bytes(range(256)) * 20,
    "nul.csv": b"question,answer,topic\nIs there\0 a pool?,No.,holistic\n",
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "huge.csv": b"question,answer,topic\n" + b"x" * 6_000_000,
    "too_many_rows.csv": b"question,answer,topic\n" + b"a b c,d,cost\n" * 6000,
    "no_workbook.xlsx": b"this is text",
    "empty.xlsx": b"",
    "other_zip.xlsx": zipped(readme_dot_txt=b"hello"),
    "macro.xlsx": zipped(xl__vbaProject_dot_bin=b"x", xl__workbook_dot_xml=b"<workbook/>"),
    "bomb.xlsx": zipped(xl__worksheets__sheet1_dot_xml=b"0" * 60_000_000),
    "cut.xlsx": workbook(**HEADER, A2="Is there a harp?")[:900],
    "formula.xlsx": workbook(**HEADER, A2="Is there a harp?", B2="=1+1", C2="holistic"),
    "blank.xlsx": workbook(),
    "old.xls": b"\xd0\xcf\x11\xe0" + bytes(600),
    "page.pdf": b"%PDF-1.7",
    "broken.json": b'[{"question": "Is there a harp?"',
    "object.json": b'{"question": "Is there a harp?"}',
    "numbers.json": b"[1, 2, 3]",
    "nested.json": json.dumps([{"question": {"a": 1}, "answer": "No.", "topic": "holistic"}]).encode(),
    "deep.json": b"[" * 100_000,
    "no_headings.html": b"<p>hello</p>",
    "only_script.html": b"<h1><script>alert(1)</script></h1>",
    "empty.md": b"",
    "binary.txt": bytes(range(256)) * 20,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "faq"
    made.mkdir()
    shutil.copyfile(ROOT / "data" / "faq" / "holistic.yml", made / "holistic.yml")
    monkeypatch.setattr(faq, "FOLDER", made)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.mark.parametrize("name", FILES)
def test_nothing_changes_and_staff_are_told_what_to_do(
    folder: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = folder.parent / name
    path.write_bytes(FILES[name])
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    done = CliRunner().invoke(faq.app, ["import", str(path), "--yes"])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    said = done.output + capfd.readouterr().err
    assert "Traceback" not in said
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert "left out: line" in said or done.exit_code == 1
    assert len(said.strip()) > 20


def test_a_good_sheet_beside_them_is_written_once(folder: Path) -> None:
    path = folder.parent / "good.csv"
    path.write_text(GOOD, encoding="utf-8")
    first = CliRunner().invoke(faq.app, ["import", str(path), "--yes"]).output
    after = (folder / "holistic.yml").read_bytes()
    assert "1 new" in first
    second = CliRunner().invoke(faq.app, ["import", str(path), "--yes"]).output
    assert "0 new, 0 changed, 1 unchanged" in second
    assert (folder / "holistic.yml").read_bytes() == after


def test_json_says_the_same_as_a_sheet(folder: Path) -> None:
    row = {
        "question": "Is there a harp?",
        "alternates": ["got a harp", "can i climb"],
        "answer": "No.",
    }
    row.update({"topic": "holistic", "owner": "dana", "source": "staff", "review by": "2099-01-01"})
    path = folder.parent / "good.json"
    path.write_text(json.dumps([row]), encoding="utf-8")
    assert "1 new" in CliRunner().invoke(faq.app, ["import", str(path), "--yes"]).output
    assert "can i climb" in (folder / "holistic.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# Guide\n\n## Is there a harp?\n\nNo, but *a gym*.\n\n- Hours: nine to five\n"),
        (
            "a.html",
            "<nav><h2>Menu</h2></nav><h2>Is there a harp?</h2><p>No, but <b>a gym</b>.</p><li>Hours: 9 to 5</li>",
        ),
        ("a.txt", "Guide\n\nIs there a harp?\n\nNo, but a gym.\n\n  • Hours: nine to five\n"),
    ],
)
def test_an_article_becomes_drafts_and_nothing_else(folder: Path, name: str, text: str) -> None:
    path = folder.parent / name
    path.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(faq.app, ["import", str(path), "--yes"])
    assert "drafts are in a-drafts.csv" in done.output
    drafts = (folder.parent / "a-drafts.csv").read_text(encoding="utf-8")
    assert "Is there a harp?" in drafts
    assert "a gym" in drafts
    assert "Hours" in drafts
    assert "Menu" not in drafts
    again = CliRunner().invoke(faq.app, ["import", "a-drafts.csv", "--yes"])
    assert "0 new" in again.output


def test_an_entry_is_removed_only_on_a_yes(folder: Path) -> None:
    kept = (folder / "holistic.yml").read_bytes()
    entry = kept.decode().split("- id: ")[1].split("\n")[0]
    assert "Nothing was removed" in CliRunner().invoke(faq.app, ["remove", entry]).output
    assert (folder / "holistic.yml").read_bytes() == kept
    assert "Removed" in CliRunner().invoke(faq.app, ["remove", entry, "--yes"]).output
    assert f"- id: {entry}\n" not in (folder / "holistic.yml").read_text(encoding="utf-8")
