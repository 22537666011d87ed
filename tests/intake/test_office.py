"""Whether the office is closed at the time that somebody wishes for."""

import datetime as dt

import pytest

from iop.facility import facility
from iop.intake.office import is_closed_at
from tests.example import FACILITY

MORNING = dt.datetime(2026, 3, 4, 17, tzinfo=dt.timezone.utc)
"""A Wednesday, ten o'clock in Denver."""
EVENING = MORNING + dt.timedelta(hours=10)


@pytest.mark.parametrize(
    "wish",
    [
        "tonight",
        "sunday",
        "weekends",
        "sat or sun",
        "evenings",
        "after 6pm",
        "6am",
        "at 10 pm",
        "friday after 5",
        "8:30 pm",
        "el domingo",
        "fines de semana",
        "en la noche",
        "después de las 8 de la noche",
    ],
)
def test_the_office_is_closed(wish: str) -> None:
    assert is_closed_at(wish, facility(FACILITY), MORNING)


@pytest.mark.parametrize(
    "wish",
    [
        "mornings", "after 5", "weekdays after 5", "9 to 12", "before 9 am", "tomorrow", "today", "now", "any time",
        "tues or thurs after 4", "only between 10 and 2", "not sunday", "saturday or monday", "asap", "after the 15th",
        "before 8pm", "until 7 pm", "hasta las 8 de la noche", "en la mañana", "mañana por la mañana", "los martes",
        "después de las 5", "entre semana después de las 3", "a las 9", "a cualquier hora", "no el domingo",
    ],
)  # fmt: skip
def test_the_office_is_open_or_the_words_leave_it_open(wish: str) -> None:
    assert not is_closed_at(wish, facility(FACILITY), MORNING)


def test_today_is_over_in_the_evening() -> None:
    assert is_closed_at("now please", facility(FACILITY), EVENING)
    assert is_closed_at("today", facility(FACILITY), EVENING)


def test_on_a_holiday_nobody_is_there() -> None:
    with_holidays = facility(FACILITY).copy(update={"holidays": [dt.date(2026, 3, 5)]})
    assert is_closed_at("tomorrow", with_holidays, MORNING)
    assert is_closed_at("mañana a las 9", with_holidays, MORNING)
    assert not is_closed_at("a las 9 de la mañana", with_holidays, MORNING)
    week = [dt.date(2026, 3, 4) + dt.timedelta(days=ahead) for ahead in range(8)]
    assert is_closed_at("mornings", with_holidays.copy(update={"holidays": week}), MORNING)


def test_what_somebody_does_at_night_is_no_wish_for_the_night() -> None:
    assert not is_closed_at("i work nights so afternoons", facility(FACILITY), MORNING)
