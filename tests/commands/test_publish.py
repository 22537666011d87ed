"""What staff see of a publication and of what is done with versions."""

import errno
import os
from typing import Any, List

import pytest
import typer
from typer.testing import CliRunner

from iop.cli import app
from iop.commands.errors import clear_errors
from iop.facility import Publishing
from iop.publishing import publish as publishing
from iop.publishing import release
from iop.publishing.findings import Finding, Report, Shift
from iop.publishing.live import versions
from iop.publishing.publish import Result
from iop.publishing.versions import LIVE, WAITING
from tests.publishing.test_release import keep, publish

pytestmark = pytest.mark.usefixtures("var_folder")
MARKED = "my name is [person] and is it [/or not]"


def iop(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})
    assert done.exit_code == code, done.output
    return done.output


def published(monkeypatch: pytest.MonkeyPatch, result: Result, code: int = 0) -> List[str]:
    monkeypatch.setattr(publishing, "publish", lambda *_: result)
    return iop("faq", "publish", code=code).splitlines()


@pytest.mark.parametrize(
    ("result", "code", "says"),
    [
        (Result(Report(), 4, live=True), 0, "Version 4 is live"),
        (Result(Report(), 4), 0, "Version 4 waits for another owner: iop faq approve 4"),
        (Result(Report([Finding("lost", "cost-total loses its questions.")])), 1, "Refused: nothing has changed"),
    ],
)
def test_what_became_of_it_stands_before_the_questions_which_are_shown_as_they_are(
    monkeypatch: pytest.MonkeyPatch, result: Result, code: int, says: str
) -> None:
    shifts = [Shift(MARKED, "[cost]", "talk", "talk")]
    report = Report(result.report.findings, 0.5, 0.5, shifts, shifts)
    shown = published(monkeypatch, Result(report, result.version, result.live), code)
    at = next(number for number, line in enumerate(shown) if says in line)
    questions = [number for number, line in enumerate(shown) if MARKED in line and "[cost]" in line]
    assert len(questions) == 2
    assert at < min(questions)


def test_approval_of_a_number_is_for_that_number(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Publishing(approval="two_people", owners=["dana", "kim"])
    monkeypatch.setattr("iop.facility.facility", lambda: type("Centre", (), {"publishing": rules}))
    publish()
    looked_at, newer = keep(), keep()
    versions().point(WAITING, newer)
    assert "version 3 does" in iop("faq", "approve", str(looked_at), "--as", "kim", code=1)
    assert "Version 3 is live" in iop("faq", "approve", "3", "--as", "kim")


def test_status_names_what_waits_and_passes_by_stray_folders() -> None:
    publish()
    versions().point(WAITING, keep())
    (versions().path(1).parent / "0002.bak").mkdir()
    assert "iop faq approve 2" in iop("faq", "status")


def test_a_rollback_without_the_right_to_write_says_who_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "var/knowledge/lock")

    monkeypatch.setattr(release, "roll_back", forbidden)
    shown = iop("faq", "rollback", code=1)
    assert shown.strip() == (
        "var/knowledge/lock: Permission denied. Run it as the user who runs the assistant (docs/deploy.md)."
    )


def test_a_log_without_room_changes_nothing_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    publish()
    publish()
    monkeypatch.setattr(type(versions().audit), "add", full)
    assert "No space left on device. Make room on the disk" in iop("faq", "rollback", code=1)
    assert versions().pointed(LIVE) == 2


@pytest.mark.parametrize("error", [OSError("no number"), FileNotFoundError(errno.ENOENT, "No such file", "no/such/x")])
def test_every_error_of_a_file_is_a_sentence(error: OSError, capsys: pytest.CaptureFixture[str]) -> None:
    @clear_errors
    def command() -> None:
        raise error

    with pytest.raises(typer.Exit):
        command()
    assert "Put that right, and run the command again." in capsys.readouterr().err


def test_a_reader_that_has_ended_is_left_to_typer() -> None:
    @clear_errors
    def command() -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    with pytest.raises(BrokenPipeError):
        command()


def test_who_interrupts_a_publication_is_told_that_nothing_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> Result:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing, "publish", interrupted)
    assert "Interrupted: nothing has changed for visitors" in iop("faq", "publish", code=130)
