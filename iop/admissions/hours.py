"""Office hours: what may be promised, and how long somebody has waited."""

import datetime as dt
from typing import Optional, Tuple
from zoneinfo import ZoneInfo

from iop.clock import clock
from iop.facility import Facility

SOON = dt.timedelta(minutes=60)
"""With less than this left of the day, nothing is promised for today."""

LOOK_AHEAD_DAYS = 366

Span = Tuple[dt.datetime, dt.datetime]

_ENGLISH = {
    "before": "today before {hour}",
    "after": "today after {hour}",
    "tomorrow": "tomorrow ({day}) after {hour}",
    "this_week": "on {day} after {hour}",
    "later": "on {day}, {month} {date}, after {hour}",
    "never": "as soon as the office opens again",
    "holiday": "Today is a holiday and the office is closed. A person answers again {when}.",
    "days": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "months": "January February March April May June July August September October November December",
}
_SPANISH = {
    "before": "hoy antes de las {hour}",
    "after": "hoy después de las {hour}",
    "tomorrow": "mañana ({day}) después de las {hour}",
    "this_week": "el {day} después de las {hour}",
    "later": "el {day} {date} de {month} después de las {hour}",
    "never": "en cuanto abra la oficina",
    "holiday": "Hoy es día festivo y la oficina está cerrada. Una persona contesta de nuevo {when}.",
    "days": "lunes martes miércoles jueves viernes sábado domingo",
    "months": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}


def next_contact(facility: Facility, now: dt.datetime, language: str = "en") -> str:
    """Says when admissions will be in touch, e.g. `today before 6 PM` or `tomorrow (Wednesday) after 8 AM`.

    Args:
        facility: Its office hours, holidays and time zone count.
        now: The moment of the promise; without a zone it is UTC.
        language: `en` or `es`.
    """
    words = _SPANISH if language == "es" else _ENGLISH
    local = _local(facility, now)
    for ahead in range(LOOK_AHEAD_DAYS):
        day = local.date() + dt.timedelta(days=ahead)
        span = _span(facility, day)
        if span is None or local > span[1] - SOON:
            continue
        opens, closes = span
        if ahead == 0:
            hour, name = (closes, "before") if local >= opens else (opens, "after")
            return words[name].format(hour=clock(hour.time()))
        name = "tomorrow" if ahead == 1 else "this_week" if ahead < 7 else "later"
        day_name, month = words["days"].split()[day.weekday()], words["months"].split()[day.month - 1]
        return words[name].format(day=day_name, month=month, date=day.day, hour=clock(opens.time()))
    return words["never"]


def holiday(facility: Facility, now: dt.datetime, language: str = "en") -> str:
    """Says that the office is closed today for a holiday, and when somebody answers again; nothing on other days.

    Args:
        facility: Its office hours, holidays and time zone count.
        now: The moment; without a zone it is UTC.
        language: `en` or `es`.
    """
    if _local(facility, now).date() not in facility.holidays:
        return ""
    words = _SPANISH if language == "es" else _ENGLISH
    return words["holiday"].format(when=next_contact(facility, now, language))


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
    hours = facility.hours_on(day)
    if hours is None:
        return None
    zone = ZoneInfo(facility.time_zone)
    return dt.datetime.combine(day, hours[0], zone), dt.datetime.combine(day, hours[1], zone)
