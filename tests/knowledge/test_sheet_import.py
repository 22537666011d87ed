import datetime as dt
import re
import shutil
import zipfile
from pathlib import Path
from typing import List, Optional

import openpyxl
import pytest
from typer.testing import CliRunner

from iop.commands import faq
from iop.errors import InputFileError
from iop.knowledge import sheet_import, sheets, writing
from iop.knowledge.entries import read_folder
from tests.conftest import ROOT

HEADER = "question,alternates,answer,topic,source,owner,review by\n"
GOOD = 'Is there a café?,is there coffee | can I eat there,"Ask at {phone}, please.",cost,staff,admissions,2027-03-31\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "faq").mkdir()
    shutil.copy(ROOT / "data" / "faq" / "cost.yml", tmp_path / "faq")
    return tmp_path / "faq"


def plan(folder: Path, data: bytes, name: str = "sheet.csv") -> sheet_import.Plan:
    path = folder.parent / name
    path.write_bytes(data)
    return sheet_import.plan(sheets.read_rows(path), folder)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_sheet_is_read_in_the_encodings_of_office_programs(folder: Path, encoding: str) -> None:
    found = plan(folder, (HEADER + GOOD).encode(encoding))
    assert [(topic, entry.question) for topic, entry in found.new] == [("cost", "Is there a café?")]


def test_importing_twice_changes_nothing(folder: Path) -> None:
    before = read_folder(folder)["cost"].entries
    writing.apply(plan(folder, (HEADER + GOOD).encode()), folder)
    after = read_folder(folder)["cost"].entries
    assert after[:-1] == before
    original = (ROOT / "data" / "faq" / "cost.yml").read_text()
    assert (folder / "cost.yml").read_text().startswith(original.rstrip())
    assert after[-1].alternates == ["is there coffee", "can I eat there"]
    again = plan(folder, (HEADER + GOOD).encode())
    assert (again.new, again.changed, again.unchanged) == ([], [], 1)


def test_a_changed_answer_keeps_its_id_alternates_and_comments(folder: Path) -> None:
    path = folder / "cost.yml"
    path.write_text("# kept\n" + path.read_text())
    old = read_folder(folder)["cost"].entries[0]
    writing.apply(plan(folder, f'question,answer,topic\n"{old.question}",Call {{phone}}.,cost\n'.encode()), folder)
    changed = {"answer": "Call {phone}.", "sms_answer": None, "reviewed": None}
    assert read_folder(folder)["cost"].entries[0] == old.copy(update=changed)
    assert path.read_text().startswith("# kept")


OLD = """  - id: cost-dose
    question: What does the dose cost?
    answer: It costs $3,000 for 20 mg.
    sms_answer: $3,000.
    accepted_answer: Your plan pays.
    accepted_sms_answer: It pays.
    source: staff
    owner: dana
    review_by: 2027-03-31
    reviewed: 2026-01-01
"""


@pytest.mark.parametrize(
    ("cells", "sms", "reviewed", "notes"),
    [
        ("It costs $99 for 20 mg.,", None, None, ["SMS answer is dropped", "not reviewed", "accepted_answer"]),
        ('It costs $99 for 20 mg.,"$3,000."', None, None, ["SMS answer is dropped", "not reviewed", "accepted_answer"]),
        ("It costs $99 for 20 mg.,$99.", "$99.", None, ["not reviewed", "accepted_answer"]),
        (",$99.", "$99.", None, ["not reviewed"]),
        ('"It costs $3,000  for 20 mg.","$3,000."', "$3,000.", dt.date(2026, 1, 1), []),
    ],
)
def test_a_changed_answer_leaves_nothing_that_belonged_to_the_old_one(
    folder: Path, cells: str, sms: Optional[str], reviewed: Optional[dt.date], notes: List[str]
) -> None:
    path = folder / "cost.yml"
    path.write_text(path.read_text() + OLD)
    found = plan(folder, f"question,answer,sms answer,topic\nWhat does the dose cost?,{cells},cost\n".encode())
    assert [any(words in note for note in found.notes) for words in notes] == [True] * len(notes)
    assert len(found.notes) == len(notes)
    writing.apply(found, folder)
    after = read_folder(folder)["cost"].entries[-1]
    assert (after.sms_answer, after.reviewed, after.accepted_answer) == (sms, reviewed, "Your plan pays.")


@pytest.mark.parametrize("cell", ["2027-06-30", "6/30/2027", "06/30/2027", "46568"])
def test_a_date_is_read_as_spreadsheets_write_it(folder: Path, cell: str) -> None:
    found = plan(folder, (HEADER + GOOD.replace("2027-03-31", cell)).encode())
    assert [entry.review_by for _, entry in found.new] == [dt.date(2027, 6, 30)]


def test_a_workbooks_dates_are_read_whatever_they_are_shown_as(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["question", "answer", "topic", "source", "owner", "review by"])
    for number, cell in enumerate([dt.datetime(2027, 6, 30), dt.date(2027, 6, 30), 46568]):
        book.active.append([f"Is it {number} miles?", "Ask {phone}.", "cost", "staff", "me", cell])
    book.save(folder.parent / "sheet.xlsx")
    found = sheet_import.plan(sheets.read_rows(folder.parent / "sheet.xlsx"), folder)
    assert [entry.review_by for _, entry in found.new] == [dt.date(2027, 6, 30)] * 3


def test_what_excel_makes_of_an_export_in_the_us_changes_nothing(folder: Path) -> None:
    files = read_folder(folder)
    text = sheets.export(files)
    for date in {entry.review_by for entry in files["cost"].entries}:
        text = text.replace(f"{date}\n", f"{date.month}/{date.day}/{date.year}\n")
    found = plan(folder, text.encode("utf-8-sig"))
    assert (found.new, found.changed, found.bad) == ([], [], [])
    assert found.unchanged == len(files["cost"].entries)


def test_rows_that_were_left_out_are_an_exit_code(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faq, "FOLDER", folder)
    sheet = folder.parent / "sheet.csv"
    sheet.write_text(HEADER + GOOD + "A question?,,answer,prices,s,o,2027-03-31\n")
    assert CliRunner().invoke(faq.app, ["import", str(sheet)]).exit_code == 1
    assert CliRunner().invoke(faq.app, ["import", str(sheet), "--yes"]).exit_code == 1
    assert read_folder(folder)["cost"].entries[-1].question == "Is there a café?"
    sheet.write_text(HEADER + GOOD)
    assert CliRunner().invoke(faq.app, ["import", str(sheet), "--yes"]).exit_code == 0


@pytest.mark.parametrize("command", ["template", "export"])
def test_a_sheet_is_written_so_that_excel_reads_its_letters(command: str) -> None:
    assert CliRunner().invoke(faq.app, [command]).stdout_bytes.startswith("\ufeffquestion,".encode())


def test_a_removed_entry_is_gone_and_the_rest_as_it_was(folder: Path) -> None:
    path = folder / "cost.yml"
    path.write_text("# kept\n" + path.read_text())
    first, *rest = read_folder(folder)["cost"].entries
    assert writing.remove(first.id, folder, yes=False) == first
    assert read_folder(folder)["cost"].entries == [first, *rest]
    assert writing.remove(first.id, folder, yes=True) == first
    assert read_folder(folder)["cost"].entries == rest
    assert path.read_text().startswith("# kept")
    assert [file.name for file in folder.iterdir()] == ["cost.yml"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("=1+1,,answer,cost,s,o,2027-03-31", "formula"),
        ("A question?,,<script>x</script>,cost,s,o,2027-03-31", "program code"),
        ("A question?,,answer,prices,s,o,2027-03-31", "not a topic"),
        ("A question?,,answer,cost,s,o,31/3/27", "write the date"),
        ("A question?,,answer,cost,s,,2027-03-31", "owner"),
        ("A question?,,Pay {price},cost,s,o,2027-03-31", "placeholder"),
        (
            "A question?,what\u2019s it,answer,cost,s,o,2027-03-31".replace("\u2019", "â€™"),
            "alternates: broken letters",
        ),
        (
            "A question?,,It\u2019s fine,cost,s,o,2027-03-31".replace("\u2019", "\u201a\u00c4\u00f4"),
            "answer: broken letters",
        ),
        ("A question?,,answer,cost,s,o,2027-02-30", "write the date"),
        ("is there a CAFÉ,,answer,cost,s,o,2027-03-31", "belongs to the entry"),
        ("What is there to eat?,Is there coffee??,answer,cost,s,o,2027-03-31", "belongs to the entry"),
        ("A question?,,Please call {phone now,cost,s,o,2027-03-31", "exactly like {phone}"),
        ("A question?,,Is it a caf\u017d?,cost,s,o,2027-03-31", "answer: broken letters"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_wait(folder: Path, row: str, reason: str) -> None:
    found = plan(folder, (HEADER + GOOD + row + "\n").encode())
    assert [(bad.line, reason in bad.reason) for bad in found.bad] == [(3, True)]
    assert len(found.new) == 1


def test_a_workbook_is_read_and_formulas_are_seen(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Question", "Answer", "Topic", "Source", "Owner", "Review by"])
    book.active.append(["Is it far?", "Ask {phone}.", "cost", "staff", "me", "2027-03-31"])
    book.active.append(["Is it near?", "=1+1", "cost", "staff", "me", "2027-03-31"])
    book.save(folder.parent / "sheet.xlsx")
    found = sheet_import.plan(sheets.read_rows(folder.parent / "sheet.xlsx"), folder)
    assert (len(found.new), [bad.line for bad in found.bad]) == (1, [3])


def bomb(path: Path, name: str, size: int) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * size)
    return path.read_bytes()


def test_harmful_or_damaged_files_are_refused(folder: Path) -> None:
    before = (folder / "cost.yml").read_bytes()
    for name, data in {
        "bomb.xlsx": bomb(folder.parent / "a", "xl/a.xml", sheets.UNPACKED_BYTES + 1),
        "macro.xlsx": bomb(folder.parent / "b", "xl/vbaProject.bin", 1),
        "other.xlsx": bomb(folder.parent / "c", "a.txt", 1),
        "text.xlsx": b"hello",
        "large.csv": b"a" * (sheets.FILE_BYTES + 1),
        "empty.csv": b"",
        "program.exe": b"MZ",
        "binary.csv": b"a\0b",
        "open.csv": (HEADER + '"never closed').encode(),
        "columns.csv": b"question,answer\na,b\n",
        "unknown.csv": b"question,answer,topic,price\na,b,cost,1\n",
    }.items():
        with pytest.raises(InputFileError):
            plan(folder, data, name)
    assert (folder / "cost.yml").read_bytes() == before


def test_what_a_sheet_cannot_do_is_said_with_the_file_where_it_can_be_done(folder: Path) -> None:
    def planned(question: str, *alternates: str) -> sheet_import.Plan:
        cells = {"question": question, "alternates": "|".join(alternates), "answer": "", "topic": "cost"}
        return sheet_import.plan([sheets.Row(2, cells)], folder)

    first, second = read_folder(folder)["cost"].entries[:2]
    moved, *kept = first.alternates
    found = planned(first.question, *kept)
    assert (found.unchanged, found.bad) == (1, [])
    assert found.notes == [
        f"{first.question} '{moved}' stays, though not in the sheet: remove it in data/faq/cost.yml."
    ]
    found = planned(first.question, "new words")
    assert [entry.alternates for _, entry in found.changed] == [[*first.alternates, "new words"]]
    assert f"'{moved}' and {len(kept)} more stay, though not in the sheet" in found.notes[0]
    assert planned(first.question).notes == []
    found = planned(second.question, moved)
    assert f"belongs to the entry '{first.id}' (data/faq/cost.yml)" in found.bad[0].reason


def test_a_question_in_two_rows_is_named_with_the_other_row(folder: Path) -> None:
    second = GOOD.replace("a café", "a bar").replace("can I eat there", "can I drink there")
    found = plan(folder, (HEADER + GOOD + second).encode())
    assert "(line 2 of this sheet)" in found.bad[0].reason


def test_a_text_is_found_in_other_ways_to_ask_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faq, "FOLDER", folder)
    first = read_folder(folder)["cost"].entries[0]
    shown = CliRunner().invoke(faq.app, ["find", first.alternates[0].upper()]).output
    assert f"cost: {first.id}: alternate: {first.alternates[0]}" in shown


@pytest.mark.parametrize(
    ("row", "remark"),
    [
        ("Is there a pool?,i want to kill myself,Yes.,cost,s,o,2099-03-31", "warning: .*taken for danger.*refuses it"),
        ("Is there a pool?,,Yes.,cost,s,o,2020-03-31", "note: .*was to be reviewed by 2020-03-31"),
        ("Is there a po\u200bol?,,Yes.,cost,s,o,2099-03-31", "warning: .*invisible characters"),
        (f"Is there a pool?,,{'Yes it is. ' * 300},cost,s,o,2099-03-31", "note: .*has 900 words"),
        ("Is there a pool?,,Usually 20 mg.,cost,s,o,2099-03-31", "error: .*names a dose"),
    ],
)
def test_an_import_says_at_once_what_the_check_or_publishing_will_say(
    folder: Path, monkeypatch: pytest.MonkeyPatch, row: str, remark: str
) -> None:
    monkeypatch.setattr(faq, "FOLDER", folder)
    sheet = folder.parent / "sheet.csv"
    sheet.write_text(HEADER + row + "\n", encoding="utf-8")
    done = CliRunner().invoke(faq.app, ["import", str(sheet)])
    assert done.exit_code == 0
    assert re.search(f"(?m)^{remark}", done.output)


def test_who_removes_an_entry_is_told_the_command_that_works(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faq, "FOLDER", folder)
    done = CliRunner().invoke(faq.app, ["remove", "cost-total", "--yes"])
    assert "iop faq publish --remove cost-total" in done.output
