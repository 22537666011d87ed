from pathlib import Path

import pytest
from typer.testing import CliRunner

from iop.cli import app
from iop.settings import settings
from tests.conftest import ROOT


def test_the_check_shows_what_visitors_are_told() -> None:
    done = CliRunner().invoke(app, ["facility", "check"])
    assert done.exit_code == 0
    assert "office_hours: Mon-Thu 8 AM-6 PM, Fri 8 AM-5 PM (Mountain Time)" in done.output
    assert "inquiries go to: log" in done.output
    assert "set example: false" in done.output


def test_the_check_names_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "facility.yml"
    path.write_text((ROOT / "data" / "facility.yml").read_text().replace("America/Denver", "Denver"))
    monkeypatch.setattr(settings(), "facility", path, raising=False)
    done = CliRunner().invoke(app, ["facility", "check"])
    assert done.exit_code == 1
    assert "facility.yml, line 10" in done.output
