"""The time of now; and days and times of day, as staff write them into a file and as people say them."""

import datetime as dt
import re
from typing import Tuple

EXAMPLE = '["08:00", "18:00"]'
_WRITTEN = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)


def utcnow() -> dt.datetime:
    """Returns the time as the database keeps it: UTC, without a zone."""
    return dt.datetime.utcnow()


def clock(time: dt.time) -> str:
    """Returns a time as people say it, e.g. `8 AM` or `5:30 PM`."""
    hour = time.hour % 12 or 12
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{hour}{minutes} {'AM' if time.hour < 12 else 'PM'}"


def read_date(value: object) -> dt.date:
    """Reads a day as staff write it into a file, like `2027-03-31`.

    Raises:
        ValueError: saying how to write it.
    """
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"'{value}' is not a date. Write year, month and day like 2027-03-31.") from None


def from_until(value: object) -> Tuple[dt.time, dt.time]:
    """Reads two times, each written like `9:00`, `17:30`, `9 AM` or `5:30 pm`.

    Args:
        value: What stands in the file.

    Raises:
        ValueError: saying what was read and how to write it.
    """
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise ValueError(f"{value!r} was read: write when it begins and ends, like {EXAMPLE}")
    if any(isinstance(time, int) for time in value):
        raise ValueError(
            f"{value!r} was read, because 18:00 without quotes is a number. Put both times in quotes, like {EXAMPLE}"
        )
    begin, end = (_time(time) for time in value)
    return begin, end


def _time(value: object) -> dt.time:
    if isinstance(value, dt.time):
        return value
    found = _WRITTEN.fullmatch(str(value).strip())
    if found and (found[2] or found[3]):
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[3] in "pP" else 0)
        elif found[3]:
            hour = 24
        if hour < 24 and minute < 60:
            return dt.time(hour, minute)
    raise ValueError(f'{value!r} is not a time. Write it like "08:00" or "8 AM"')
