"""Office hours: what may be promised, and how long somebody has waited."""

import datetime as dt
from typing import Optional, Tuple
from zoneinfo import ZoneInfo

from iop.clock import clock
from iop.facility import WEEKDAYS, Facility

SOON = dt.timedelta(minutes=60)
"""With less than this left of the day, nothing is promised for today."""

LOOK_AHEAD_DAYS = 366

Span = Tuple[dt.datetime, dt.datetime]


def next_contact(facility: Facility, now: dt.datetime) -> str:
    """Says when admissions will be in touch, e.g. `today before 6 PM` or `tomorrow (Wednesday) after 8 AM`.

    Args:
        facility: Its office hours, holidays and time zone count.
        now: The moment of the promise; without a zone it is UTC.
    """
    local = _local(facility, now)
    for ahead in range(LOOK_AHEAD_DAYS):
        day = local.date() + dt.timedelta(days=ahead)
        span = _span(facility, day)
        if span is None or local > span[1] - SOON:
            continue
        opens, closes = span
        if ahead == 0:
            return f"today before {clock(closes.time())}" if local >= opens else f"today after {clock(opens.time())}"
        return f"{_day(day, ahead)} after {clock(opens.time())}"
    return "as soon as the office opens again"


def open_minutes(facility: Facility, start: dt.datetime, end: dt.datetime) -> float:
    """Returns the minutes of office hours between two moments; without a zone they are UTC."""
    first, last = _local(facility, start), _local(facility, end)
    seconds = 0.0
    for ahead in range(max(0, (last.date() - first.date()).days) + 1):
        span = _span(facility, first.date() + dt.timedelta(days=ahead))
        if span is not None:
            # Compared in UTC: Python subtracts two times of one zone without regard to a change of the clock.
            begin, finish = (max(first, span[0]), min(last, span[1]))
            elapsed = finish.astimezone(dt.timezone.utc) - begin.astimezone(dt.timezone.utc)
            seconds += max(0.0, elapsed.total_seconds())
    return seconds / 60


def _local(facility: Facility, moment: dt.datetime) -> dt.datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.timezone.utc)
    return aware.astimezone(ZoneInfo(facility.time_zone))


def _span(facility: Facility, day: dt.date) -> Optional[Span]:
    """Returns when the office opens and closes on a day, if it opens."""
    hours = facility.office_hours.get(WEEKDAYS[day.weekday()])
    if hours is None or day in facility.holidays:
        return None
    zone = ZoneInfo(facility.time_zone)
    return dt.datetime.combine(day, hours[0], zone), dt.datetime.combine(day, hours[1], zone)


def _day(day: dt.date, ahead: int) -> str:
    if ahead == 1:
        return f"tomorrow ({day:%A})"
    return f"on {day:%A}" if ahead < 7 else f"on {day:%A}, {day:%B} {day.day},"
