import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from iop.admissions.hours import holiday, next_contact, open_minutes
from iop.facility import Facility, facility
from tests.conftest import ROOT

DENVER = ZoneInfo("America/Denver")


@pytest.fixture
def centre() -> Facility:
    """Mon-Thu 8-18, Fri 8-17, closed on Thursday 2026-11-26."""
    return facility(ROOT / "tests" / "example_facility.yml")


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=DENVER)


@pytest.mark.parametrize(
    ("now", "promise"),
    [
        (at(24, 10), "today before 6 PM"),
        (at(24, 17), "today before 6 PM"),
        (at(24, 17, 1), "tomorrow (Wednesday) after 8 AM"),
        (at(24, 6), "today after 8 AM"),
        (at(24, 22), "tomorrow (Wednesday) after 8 AM"),
        (at(20, 16), "today before 5 PM"),
        (at(20, 18), "on Monday after 8 AM"),
        (at(22, 12), "tomorrow (Monday) after 8 AM"),
        (at(25, 20), "on Friday after 8 AM"),  # Thursday is a holiday
        (at(26, 10), "tomorrow (Friday) after 8 AM"),
    ],
)
def test_the_promise_knows_hours_weekends_and_holidays(centre: Facility, now: dt.datetime, promise: str) -> None:
    assert next_contact(centre, now) == promise


@pytest.mark.parametrize(
    ("now", "promise"),
    [
        (at(24, 10), "hoy antes de las 6 PM"),
        (at(24, 6), "hoy después de las 8 AM"),
        (at(24, 22), "mañana (miércoles) después de las 8 AM"),
        (at(20, 18), "el lunes después de las 8 AM"),
    ],
)
def test_the_promise_in_spanish(centre: Facility, now: dt.datetime, promise: str) -> None:
    assert next_contact(centre, now, "es") == promise


def test_the_promise_counts_in_the_centres_time_zone(centre: Facility) -> None:
    assert next_contact(centre, dt.datetime(2026, 11, 25, 2, 0, tzinfo=dt.timezone.utc)).startswith("tomorrow (Wed")
    assert next_contact(centre, dt.datetime(2026, 11, 24, 17, 0)) == "today before 6 PM"


def test_a_long_closure_names_the_date(centre: Facility) -> None:
    december = [dt.date(2026, 12, day) for day in range(1, 32)]
    closed = centre.copy(update={"holidays": [*december, dt.date(2027, 1, 1)]})
    assert next_contact(closed, at(30, 20)) == "on Monday, January 4, after 8 AM"


def test_a_centre_that_never_opens_promises_no_day(centre: Facility) -> None:
    assert next_contact(centre.copy(update={"office_hours": {}}), at(24, 10)).startswith("as soon as")


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (at(24, 10), at(24, 10, 30), 30),
        (at(24, 17, 50), at(25, 8, 10), 20),
        (at(20, 16, 50), at(23, 8, 5), 15),  # over a weekend
        (at(25, 17, 50), at(27, 8, 5), 15),  # over a holiday
        (at(24, 20), at(24, 22), 0),
        (at(24, 10), at(24, 9), 0),
    ],
)
def test_only_office_hours_count_as_waiting(
    centre: Facility, start: dt.datetime, end: dt.datetime, minutes: int
) -> None:
    assert open_minutes(centre, start, end) == minutes
    assert open_minutes(centre, *(t.astimezone(dt.timezone.utc).replace(tzinfo=None) for t in (start, end))) == minutes


def test_the_night_on_which_the_clock_changes_has_its_true_length(centre: Facility) -> None:
    day_and_night = centre.copy(update={"office_hours": {"sunday": (dt.time(0), dt.time(12))}})
    assert open_minutes(day_and_night, at(1, 0), at(1, 12)) == 13 * 60


CLOSED = "Today is a holiday and the office is closed. A person answers again {}."
CERRADA = "Hoy es día festivo y la oficina está cerrada. Una persona contesta de nuevo {}."


@pytest.mark.parametrize(
    ("now", "language", "said"),
    [
        (at(26, 10), "en", CLOSED.format("tomorrow (Friday) after 8 AM")),
        (at(26, 23), "en", CLOSED.format("tomorrow (Friday) after 8 AM")),
        (at(25, 10), "en", ""),
        (at(28, 10), "en", ""),
        (at(25, 12, month=12), "en", CLOSED.format("on Monday after 8 AM")),
        (at(25, 12, month=12), "es", CERRADA.format("el lunes después de las 8 AM")),
    ],
)
def test_a_holiday_is_said_with_the_day_on_which_somebody_answers_again(
    centre: Facility, now: dt.datetime, language: str, said: str
) -> None:
    assert holiday(centre, now, language) == said
