"""Whether the office is closed at the time that somebody wishes for."""

import datetime as dt
import re
from typing import Optional, Set
from zoneinfo import ZoneInfo

from iop.facility import WEEKDAYS, Facility
from iop.intake.times import without_habits
from iop.plain import bare

_DAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
_DIAS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabados?", "domingos?")
"""The days in Spanish, without accents, in the order of `WEEKDAYS`."""
_WEEKEND = re.compile(r"\bweekends?\b|\bfin(?:es)? de semana\b", re.IGNORECASE)
_TODAY = re.compile(
    r"\b(?:today|(?:to|2)ni(?:ght|te)|2day|now|hoy|ahora|ahorita|esta (?:tarde|noche))\b", re.IGNORECASE
)
_TOMORROW = re.compile(r"\b(?:tomorrow|tmrw|tmr|(?<!pasado )(?<!\bla )(?<!esta )ma[ñn]ana)\b", re.IGNORECASE)
_AT_NIGHT = re.compile(r"\b(?:(?:to|2)ni(?:ght|te)|nights?|midnight|evenings?|(?<!\d de la )noches?)\b", re.IGNORECASE)
_NIGHT_FROM = dt.time(18, 30)
"""Who wishes for an evening can be called where the office is open at this time."""
_HOUR = re.compile(
    r"\b(?:(?P<until>before|by|until|till|hasta|antes de)|(?P<how>after|past|from|at|around|despu[eé]s de|desde"
    r"|a partir de|a))? ?(?:las? )?(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))? ?"
    r"(?P<half>am|pm|de la (?:ma[ñn]ana|tarde|noche))?\b",
    re.IGNORECASE,
)
_HALF = {"mañana": "am", "manana": "am", "tarde": "pm", "noche": "pm"}
_NOT = re.compile(r"\b(?:not|never|no|except|don'?t|unless|nunca|excepto|menos|salvo)\b", re.IGNORECASE)


def is_closed_at(wish: str, facility: Facility, now: dt.datetime) -> bool:
    """Whether nobody is in the office at a time in somebody's words; not where the words leave that open.

    Args:
        wish: "tonight", "sunday", "after 7pm".
        facility: Its office hours and holidays count.
        now: The moment of the wish, with a zone.
    """
    if _NOT.search(wish):
        return False
    wish = without_habits(wish)
    local = now.astimezone(ZoneInfo(facility.time_zone))
    days = _days(wish, local.date())
    if days is not None and not any(map(facility.hours_on, days)):
        return True
    spans = [hours for day in days or _week(local.date()) if (hours := facility.hours_on(day))]
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
    said = (found["half"] or "").lower()
    half = _HALF.get(said.rpartition(" ")[2], said)
    if hour > 23 or (half and hour > 12):
        return False
    if half == "pm" or (not half and hour < 7):
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    at = dt.time(hour, int(found["minute"] or 0) % 60)
    if found["until"]:
        return at <= opens
    return at >= closes or (bool(half) and not found["how"] and at < opens)


def _days(wish: str, today: dt.date) -> Optional[Set[dt.date]]:
    """Returns the next dates that a wish names, or nothing where it names none."""
    names = {match.group(1).lower() for match in _DAY.finditer(wish)}
    plain = bare(wish)
    names |= {day[:3] for day, dia in zip(WEEKDAYS, _DIAS, strict=True) if re.search(rf"\b{dia}\b", plain)}
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
