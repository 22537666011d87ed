"""A text that does not leave is seen by those who watch, and by staff."""

import datetime as dt
from pathlib import Path
from typing import Any, List, Optional

import pytest
from typer.testing import CliRunner

from iop import clock
from iop.channels.sms import outbox, unsent
from iop.channels.sms.people import People
from iop.channels.sms.sender import Rhythm
from iop.cli import app
from iop.serving.health import report
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database
from iop.storage.schema import sms_outbox
from tests.channels.sms.conftest import Start
from tests.channels.sms.running import ANN


def put(kind: str = outbox.ANSWER, minutes: float = 0.0, **values: Any) -> None:
    """Puts a text into the outbox that was said so many minutes ago."""
    cipher = installed_cipher()
    with database().begin() as connection:
        conversation_id = People(database(), cipher).conversation(connection, ANN, "twilio")
        outbox.add(connection, cipher, conversation_id, kind, ["It costs less than you think."])
        said = clock.utcnow() - dt.timedelta(minutes=minutes)
        newest = sms_outbox.c.id == connection.execute(sms_outbox.select()).all()[-1].id
        connection.execute(sms_outbox.update().where(newest).values(created_at=said, **values))


def problems() -> List[str]:
    return unsent.problems(database())


async def test_a_wrong_token_is_a_problem_in_words(start: Start) -> None:
    channel = await start()
    channel.twilio.faults.extend(["code:20003"] * 100)
    await channel.text("i want to kill myself")
    await channel.until(lambda: bool(problems()))
    found = await report(None)
    channel.twilio.faults.clear()
    assert found["database"]
    [line] = [problem for problem in found["problems"] if "text message" in problem]
    assert "about danger) did not leave since 20" in line
    assert "20003: the account SID or the auth token is wrong" in line
    assert ANN[-7:] not in line
    await channel.quiet()
    assert problems() == []


@pytest.mark.parametrize(
    ("minutes", "values", "is_problem"),
    [
        (0, {}, False),
        (0, {"attempts": 2, "error": "not reached"}, False),
        (0, {"attempts": 3, "error": "not reached"}, True),
        (6, {}, True),
        (6, {"kind": outbox.BEGUN, "error": outbox.QUIET_HOURS}, False),
        (60 * 25, {"attempts": 30, "error": "20003"}, False),
        (300, {"state": "failed", "error": "20003", "provider": "twilio"}, True),
        (300, {"state": "failed", "error": "30034", "provider": "twilio"}, True),
        (300, {"state": "failed", "error": "503", "provider": "twilio"}, True),
        (300, {"state": "failed", "error": "30003", "provider": "twilio"}, False),
        (300, {"state": "failed", "error": "21610", "provider": "twilio"}, False),
        (300, {"state": "sent", "provider": "twilio"}, False),
    ],
)
@pytest.mark.usefixtures("var_folder")
def test_what_waits_too_long_or_is_lost_by_our_fault_is_a_problem(
    minutes: float, values: Any, is_problem: bool
) -> None:
    put(minutes=minutes, **values)
    assert bool(problems()) == is_problem


@pytest.mark.usefixtures("var_folder")
def test_what_waits_for_the_text_before_it_has_that_ones_reason() -> None:
    put(outbox.CRISIS, minutes=7, attempts=9, error="20003", provider="twilio")
    put(outbox.CRISIS, minutes=7)
    [line] = problems()
    assert line.startswith("2 text messages (2 about danger) did not leave")


@pytest.mark.parametrize(("error", "words"), [(None, "not tried yet"), ("20003", "auth token is wrong")])
def test_staff_see_what_waits_and_why_and_nothing_personal(var_folder: Path, error: Optional[str], words: str) -> None:
    put(outbox.CRISIS, attempts=4, error=error, provider="twilio")
    shown = CliRunner().invoke(app, ["outbox"], env={"COLUMNS": "240"}).output
    assert "crisis" in shown
    assert words in shown
    assert "costs less" not in shown
    assert ANN[-7:] not in shown


@pytest.mark.usefixtures("var_folder")
def test_where_everything_left_nothing_waits() -> None:
    put(state="sent")
    assert CliRunner().invoke(app, ["outbox"]).output == "Nothing waits.\n"


@pytest.mark.parametrize(
    ("kind", "seconds", "attempts", "pause"),
    [
        (outbox.CRISIS, 0, 1, 1.0),
        (outbox.CRISIS, 10, 4, 8.0),
        (outbox.CRISIS, 800, 12, 60.0),
        (outbox.CRISIS, 1000, 12, 300.0),
        (outbox.ANSWER, 800, 12, 300.0),
    ],
)
def test_a_crisis_text_is_tried_at_least_once_a_minute_in_its_first_quarter_of_an_hour(
    kind: str, seconds: float, attempts: int, pause: float
) -> None:
    said = clock.utcnow() - dt.timedelta(seconds=seconds)
    queued = outbox.Queued(1, "sms-1", kind, "twilio", ANN, "text", attempts, said, False, None)
    assert Rhythm().pause(queued) == pause
