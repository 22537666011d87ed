import re
from pathlib import Path

import pytest

from iop.admissions import sinks
from iop.errors import InputFileError
from iop.facility import facility
from iop.settings import Settings
from tests.conftest import ROOT

EXAMPLE = (ROOT / "tests" / "example_facility.yml").read_text(encoding="utf-8")
COMMENTED = EXAMPLE.index("# handoff:")
UNCOMMENTED = EXAMPLE[:COMMENTED] + re.sub("^# ", "", EXAMPLE[COMMENTED:], flags=re.MULTILINE)
LINE = EXAMPLE[:COMMENTED].count("\n") + 1


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "facility.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_sinks_the_log_is_one() -> None:
    handoff = facility(ROOT / "tests" / "example_facility.yml").handoff
    assert (handoff.sink_names(), handoff.escalation_names()) == (["log"], ["log"])


def test_the_example_works_when_it_is_uncommented(tmp_path: Path) -> None:
    handoff = facility(written(tmp_path, UNCOMMENTED)).handoff
    assert (handoff.sink_names(), handoff.escalation_names()) == (["crm", "admissions"], ["director"])
    assert (handoff.pick_up_minutes, handoff.escalate_minutes) == (15, 60)
    assert handoff.retention_days.leads == 365


@pytest.mark.parametrize(
    ("handoff", "line", "remedy"),
    [
        ("  sinks:\n    - name: crm\n      webhook: crm.example\n", 3, "like https://"),
        ("  sinks:\n    - name: crm\n      webhook: http://crm.example/x\n", 3, "like https://"),
        ("  sinks:\n    - name: desk\n      email: desk\n", 3, "not an e-mail address"),
        ("  sinks:\n    - name: crm\n", 2, "needs either"),
        ("  sinks:\n    - {name: a, email: a@b.example, webhook: 'https://b.example'}\n", 2, "needs either"),
        ("  sinks:\n    - {name: a, email: a@b.example}\n    - {name: a, email: c@b.example}\n", 0, "'a' is taken"),
        ("  sinks:\n    - {name: log, email: a@b.example}\n", 0, "'log' is taken"),
        ("  sinks:\n    - {name: A b, email: a@b.example}\n", 2, "regex"),
        ("  pick_up_minutes: 0\n", 1, "greater than or equal to 1"),
        ("  pick_up_minutes: 60\n", 0, "more than pick_up_minutes"),
        ("  retention_days:\n    leads: 0\n", 2, "greater than or equal to 1"),
        ("  sink: crm\n", 1, "extra fields not permitted"),
    ],
)
def test_a_mistake_names_line_and_remedy(tmp_path: Path, handoff: str, line: int, remedy: str) -> None:
    path = written(tmp_path, f"{EXAMPLE[:COMMENTED]}handoff:\n{handoff}")
    with pytest.raises(InputFileError, match=rf"facility\.yml, line {LINE + line}: .*{remedy}"):
        facility(path)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/x", "http://localhost/x", "http://[::1]/x"])
def test_plain_http_is_allowed_on_this_machine(tmp_path: Path, address: str) -> None:
    sink = f"{EXAMPLE[:COMMENTED]}handoff:\n  sinks: [{{name: a, webhook: '{address}'}}]\n"
    assert [one.webhook for one in facility(written(tmp_path, sink)).handoff.sinks] == [address]


@pytest.mark.parametrize(
    ("settings", "variable"),
    [
        ({}, "IOP_WEBHOOK_SECRET is not set"),
        ({"webhook_secret": "password"}, "IOP_WEBHOOK_SECRET is not a webhook secret"),
        ({"webhook_secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}, "IOP_SMTP_HOST is not set"),
    ],
)
def test_a_missing_secret_is_named(tmp_path: Path, settings: dict[str, str], variable: str) -> None:
    centre = facility(written(tmp_path, UNCOMMENTED))
    found = sinks.problems(centre, Settings().copy(update=settings))
    assert any(variable in problem for problem in found.values())
