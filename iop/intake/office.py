"""Whether the office is closed at the time that somebody wishes for."""

import datetime as dt
import re
from typing import Optional, Set
from zoneinfo import ZoneInfo

from iop.facility import WEEKDAYS, Facility

_DAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
_WEEKEND = re.compile(r"\bweekends?\b", re.IGNORECASE)
_TODAY = re.compile(r"\b(?:today|tonight|now|hoy)\b", re.IGNORECASE)
_TOMORROW = re.compile(r"\b(?:tomorrow|tmrw|tmr)\b", re.IGNORECASE)
_AT_NIGHT = re.compile(r"\b(?:tonight|nights?|midnight|evenings?|noches?)\b", re.IGNORECASE)
_NIGHT_FROM = dt.time(18, 30)
"""Who wishes for an evening can be called where the office is open at this time."""
_HOUR = re.compile(
    r"\b(?P<how>after|past|from|at|around)? ?(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))? ?(?P<half>am|pm)?\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no|except|don'?t|unless)\b", re.IGNORECASE)


def is_closed_at(wish: str, facility: Facility, now: dt.datetime) -> bool:
    """Whether nobody is in the office at a time in somebody's words; not where the words leave that open.

    Args:
        wish: "tonight", "sunday", "after 7pm".
        facility: Its office hours and holidays count.
        now: The moment of the wish, with a zone.
    """
    if _NOT.search(wish):
        return False
    local = now.astimezone(ZoneInfo(facility.time_zone))
    days = _days(wish, local.date())
    if days is not None and not any(_hours(facility, day) for day in days):
        return True
    spans = [hours for day in days or _week(local.date()) if (hours := _hours(facility, day))]
    if not spans:
        return True
    latest, earliest = max(closes for _, closes in spans), min(opens for opens, _ in spans)
    if _TODAY.search(wish) and days == {local.date()} and local.time() >= latest:
        return True
    if _AT_NIGHT.search(wish) and latest < _NIGHT_FROM:
        return True
    return any(_is_outside(hour, earliest, latest) for hour in list(_HOUR.finditer(wish))[:1])


def _is_outside(found: "re.Match[str]", opens: dt.time, closes: dt.time) -> bool:
    """Whether the first hour of a wish lies before or after the office hours; "5" alone is in the afternoon."""
    hour = int(found["hour"])
    half = (found["half"] or "").lower()
    if hour > 23 or (half and hour > 12):
        return False
    if half == "pm" or (not half and hour < 7):
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    at = dt.time(hour, int(found["minute"] or 0) % 60)
    return at >= closes or (bool(half) and not found["how"] and at < opens)


def _days(wish: str, today: dt.date) -> Optional[Set[dt.date]]:
    """Returns the next dates that a wish names, or nothing where it names none."""
    names = {match.group(1).lower() for match in _DAY.finditer(wish)}
    if _WEEKEND.search(wish):
        names |= {"sat", "sun"}
    days = {day for day in _week(today) if WEEKDAYS[day.weekday()][:3] in names}
    if _TODAY.search(wish):
        days.add(today)
    if _TOMORROW.search(wish):
        days.add(today + dt.timedelta(days=1))
    return days or None


def _week(today: dt.date) -> Set[dt.date]:
    return {today + dt.timedelta(days=ahead) for ahead in range(1, 8)}


def _hours(facility: Facility, day: dt.date) -> "Optional[tuple[dt.time, dt.time]]":
    return None if day in facility.holidays else facility.office_hours.get(WEEKDAYS[day.weekday()])
