"""When we may begin to text somebody: by day, where their number is at home."""

import datetime as dt
from typing import List
from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers.timezone import UNKNOWN_TIMEZONE, time_zones_for_number

from iop.facility import Facility

LONGEST_SEARCH = 14
"""Steps. A number of the whole country has many zones, whose days may not overlap."""


def next_time(number: str, now: dt.datetime, centre: Facility) -> dt.datetime:
    """Returns when a message may go: now, or when the day begins in every zone that the number may be in.

    Args:
        number: E.164.
        now: With a time zone.
        centre: Its `sms.hours`, and its time zone for numbers without one.
    """
    time = now
    zones = _zones(number, centre)
    for _ in range(LONGEST_SEARCH):
        later = max(_in_zone(time, zone, centre) for zone in zones)
        if later == time:
            return time
        time = later
    return _in_zone(now, ZoneInfo(centre.time_zone), centre)


def _zones(number: str, centre: Facility) -> List[ZoneInfo]:
    names = time_zones_for_number(phonenumbers.parse(number))
    return [ZoneInfo(name) for name in names if name != UNKNOWN_TIMEZONE] or [ZoneInfo(centre.time_zone)]


def _in_zone(time: dt.datetime, zone: ZoneInfo, centre: Facility) -> dt.datetime:
    """Returns the next moment of the day in one zone, from a time on."""
    start, end = centre.sms.hours
    local = time.astimezone(zone)
    if start <= local.time() < end:
        return time
    day = local.date() if local.time() < start else local.date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, start, zone).astimezone(time.tzinfo)
