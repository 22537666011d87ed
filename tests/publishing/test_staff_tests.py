"""Staff's own tests, as staff see them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from iop.commands import faq
from tests.publishing.conftest import write_small


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_small(tmp_path / "faq")
    monkeypatch.setattr(faq, "FOLDER", folder)
    return folder


def test_a_price_is_found_in_the_tests_too(folder: Path) -> None:
    shown = CliRunner().invoke(faq.app, ["find", "$3,000"]).output
    assert "tests.csv: line 2: what does the whole thing cost | cost-total | $3,000" in shown


def test_an_unknown_topic_is_an_error_of_the_check(folder: Path) -> None:
    with (folder / "tests.csv").open("a") as file:
        file.write("is it dear,price,\n")
    done = CliRunner().invoke(faq.app, ["check", "--fast"])
    assert done.exit_code == 1
    assert "error: data/faq/tests.csv, line 4: there is no entry or topic 'price'" in done.output
