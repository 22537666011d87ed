"""Dates in the cells of a sheet, as spreadsheets write them."""

import datetime as dt
import re

_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SERIAL = re.compile(r"\d{5}(?:\.0)?")
_SERIAL_ZERO = dt.date(1899, 12, 30)
"""Excel counts days from here (ECMA-376 part 1, 18.17.4.1, the 1900 date system, from March 1900 on)."""


def date_in(cell: str) -> dt.date:
    """Reads `2027-03-31`, `3/31/2027` (month first, as in the US), or the number that Excel keeps for a date.

    Raises:
        ValueError: saying how to write it.
    """
    american = _AMERICAN.fullmatch(cell)
    try:
        if american:
            month, day, year = map(int, american.groups())
            return dt.date(year, month, day)
        if _SERIAL.fullmatch(cell):
            return _SERIAL_ZERO + dt.timedelta(days=int(float(cell)))
        return dt.date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"write the date like 2027-03-31 or 3/31/2027, not '{cell}'.") from None
