from pathlib import Path

import pytest
from typer.testing import CliRunner

from iop.cli import app
from iop.settings import settings
from tests.example import FACILITY

EXAMPLE = FACILITY.read_text(encoding="utf-8")


def test_the_check_shows_what_visitors_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "facility", FACILITY, raising=False)
    done = CliRunner().invoke(app, ["facility", "check"])
    assert done.exit_code == 0
    assert "office_hours: Mon-Thu 8 AM-6 PM, Fri 8 AM-5 PM (Mountain Time)" in done.output
    assert "inquiries go to: log" in done.output
    assert "set example: false" in done.output


def test_the_check_names_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "facility.yml"
    path.write_text(EXAMPLE.replace("America/Denver", "Denver"))
    monkeypatch.setattr(settings(), "facility", path, raising=False)
    done = CliRunner().invoke(app, ["facility", "check"])
    assert done.exit_code == 1
    assert "facility.yml, line 10" in done.output


SINK = "handoff:\n  sinks:\n    - name: crm\n      webhook: https://crm.example/inquiries\n"


def test_a_secret_that_only_the_server_has_keeps_nobody_from_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "facility.yml"
    path.write_text(EXAMPLE + SINK)
    monkeypatch.setattr(settings(), "facility", path, raising=False)
    monkeypatch.setattr(settings(), "webhook_secret", None, raising=False)
    done = CliRunner().invoke(app, ["facility", "check"])
    assert done.exit_code == 0
    assert "centre: Turning Point" in done.output
    assert "warning: in this shell: facility.yml names a webhook, but IOP_WEBHOOK_SECRET is not set." in done.output


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", "closed on: Thu 2026-11-26, Fri 2026-12-25, Fri 2027-01-01"),
        ("origins: []", "origins: [https://www.centre.org]", "websites that may use the chat: https://www.centre.org"),
        ("2026-12-25", "2062-12-25", "warning: holidays: 2062-12-25 is more than two years away"),
        ("example: true", "example: false", "warning: phone: (303) 555-0142 is a number for fiction"),
        ("example: true", "example: false", "warning: desks.billing: (303) 555-0143 is a number for fiction"),
        (
            "example: true",
            "example: false",
            "warning: email: admissions@turningpoint.example is an address for examples",
        ),
    ],
)
def test_the_check_shows_what_may_be_wrong_though_it_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, shown: str
) -> None:
    path = tmp_path / "facility.yml"
    path.write_text(EXAMPLE.replace(old, new))
    monkeypatch.setattr(settings(), "facility", path, raising=False)
    assert shown in CliRunner().invoke(app, ["facility", "check"]).output


def test_the_example_is_not_warned_of_its_own_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "facility", FACILITY, raising=False)
    assert "for fiction" not in CliRunner().invoke(app, ["facility", "check"]).output
