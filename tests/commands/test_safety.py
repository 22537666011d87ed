"""`iop safety report`: counts, and nothing that points at a person."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from iop.cli import app
from tests.channels.test_crisis_counts import say

pytestmark = pytest.mark.usefixtures("var_folder")


@pytest.fixture
def messages(var_folder: Path) -> None:
    say("web-1", "a", "suicide_self", 10)
    say("sms-3", "a", "suicide_self", 10)
    say("web-2", "a", "self_harm", 11)


@pytest.mark.usefixtures("messages")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_the_command_prints_counts_without_identifiers(options: list[str]) -> None:
    shown = CliRunner().invoke(app, ["safety", "report", *options])
    assert shown.exit_code == 0, shown.output
    assert "suicide_self" in shown.output
    assert not any(private in shown.output for private in ("web-1", "sms-3", "Rosalind"))


@pytest.mark.usefixtures("messages")
def test_the_json_is_for_programs() -> None:
    shown = CliRunner().invoke(app, ["safety", "report", "--json"])
    assert json.loads(shown.output)[2] == {
        "month": "2026-11",
        "route": "self_harm",
        "channel": "web",
        "messages": 1,
        "conversations": 1,
    }


def test_before_the_first_crisis() -> None:
    assert "not needed yet" in CliRunner().invoke(app, ["safety", "report"]).output
