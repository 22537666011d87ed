"""Staff's own tests, as staff see them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from iop.commands import faq
from iop.publishing.staff_tests import StaffTest, read_tests
from tests.publishing.conftest import write_small


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_small(tmp_path / "faq")
    monkeypatch.setattr(faq, "FOLDER", folder)
    return folder


def test_a_price_is_found_in_the_tests_too(folder: Path) -> None:
    shown = CliRunner().invoke(faq.app, ["find", "$3,000"]).output
    assert "tests.csv: line 2: what does the whole thing cost | cost-total | $3,000" in shown


def test_a_cell_may_hold_several_lines_and_any_sign(folder: Path) -> None:
    with (folder / "tests.csv").open("a", encoding="utf-8") as file:
        file.write('"is it\ndear",cost,\nhow\u2028much,cost,"from\u2028$3,000"\n')
    two, one = read_tests(folder)[-2:]
    assert two == StaffTest("is it\ndear", "cost", "", 4)
    assert one == StaffTest("how\u2028much", "cost", "from\u2028$3,000", 6)
    assert (two.line, one.line) == (4, 6)


def test_tests_may_be_saved_as_a_spreadsheet_program_saves_them(folder: Path) -> None:
    rows = ["question;expected;says", "how much is it;cost;$3,000", "", "¿cuánto cuesta?;cost;"]
    (folder / "tests.csv").write_bytes("\r\n".join(rows).encode("cp1252"))
    assert read_tests(folder) == [
        StaffTest("how much is it", "cost", "$3,000"),
        StaffTest("¿cuánto cuesta?", "cost", ""),
    ]


def test_an_unknown_topic_is_an_error_of_the_check(folder: Path) -> None:
    with (folder / "tests.csv").open("a") as file:
        file.write("is it dear,price,\n")
    done = CliRunner().invoke(faq.app, ["check", "--fast"])
    assert done.exit_code == 1
    assert "error: data/faq/tests.csv, line 4: there is no entry or topic 'price'" in done.output
