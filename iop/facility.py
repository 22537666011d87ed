"""What the centre says about itself: `data/facility.yml`."""

import datetime as dt
import logging
import re
from functools import lru_cache
from pathlib import Path
from typing import Dict, List, Literal, Optional, Tuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Extra, Field, validator

from iop import yamlfile
from iop.addresses import email_address, phone_number
from iop.clock import clock, from_until, read_date
from iop.errors import InputFileError
from iop.handoff import Handoff
from iop.settings import settings

logger = logging.getLogger(__name__)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ZONE_NAMES = {"America/New_York": "Eastern", "America/Chicago": "Central", "America/Denver": "Mountain",
              "America/Phoenix": "Mountain", "America/Los_Angeles": "Pacific", "America/Anchorage": "Alaska",
              "Pacific/Honolulu": "Hawaii"}  # fmt: skip
CLOSED_DAYS_NAMED = 3
_CUT = re.compile(r"\s*(?:- )?[\w-]+:\s+[^\s\"'#\[{][^#]*\s#\w")
"""A value without quotes that YAML ends in its middle, like `address: 12 Main Street #300`."""

EXAMPLE_NOTE = "This is the example's facility. Put your own facts into data/facility.yml, and set example: false."


class Insurer(BaseModel, extra=Extra.forbid):
    """A plan that the centre is in network with."""

    name: str = Field(min_length=2)
    also: List[str] = []

    def names(self) -> List[str]:
        """Returns every way in which people write it, in lower case."""
        return [self.name.lower(), *(other.lower() for other in self.also)]


class Desks(BaseModel, extra=Extra.forbid):
    """Who answers what admissions does not: a phone number or an e-mail address each."""

    billing: str
    medical_records: str
    jobs: str
    vendors: str
    media: str

    @validator("*")
    def _contact(cls, value: str) -> str:  # noqa: N805
        return email_address(value) if "@" in value else phone_number(value)


class Website(BaseModel, extra=Extra.forbid):
    """Where the chat is embedded, and where its links lead.

    Attributes:
        origins: Websites that may use the assistant, besides its own pages.
        privacy_url: The centre's privacy notice.
        quick_exit_url: A neutral page for somebody who must leave at once.
    """

    origins: List[str] = []
    privacy_url: Optional[str] = None
    quick_exit_url: str = "https://www.weather.gov/"

    @validator("origins", each_item=True)
    def _origin(cls, value: str) -> str:  # noqa: N805
        parts = urlsplit(value)
        if parts.scheme not in ("https", "http") or not parts.hostname or value != f"{parts.scheme}://{parts.netloc}":
            raise ValueError(f"'{value}' is not an origin. Write it like https://www.example.org, without a path.")
        if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1"):
            raise ValueError(f"'{value}' is not encrypted. Write https:// instead of http://.")
        return value.lower()

    @validator("privacy_url", "quick_exit_url")
    def _address(cls, value: str) -> str:  # noqa: N805
        if not value.startswith("https://") or not urlsplit(value).hostname:
            raise ValueError(f"'{value}' is not a web address. Write it like https://www.example.org/privacy.")
        return value


class Texting(BaseModel, extra=Extra.forbid):
    """What the centre says about text messages.

    Attributes:
        hours: When it may begin to text somebody, in that person's local time; answers go at any time.
        messages_per_second: What the registration of its number allows. The provider queues what comes faster.
    """

    hours: Tuple[dt.time, dt.time] = (dt.time(8), dt.time(21))
    messages_per_second: float = Field(default=10, gt=0, le=1000)

    @validator("hours", pre=True)
    def _times(cls, value: object) -> Tuple[dt.time, dt.time]:  # noqa: N805
        return from_until(value)

    @validator("hours")
    def _hours(cls, value: Tuple[dt.time, dt.time]) -> Tuple[dt.time, dt.time]:  # noqa: N805
        # 47 CFR 64.1200(c)(1): not before 8 am, not after 9 pm, local time at the called party's location.
        if not dt.time(8) <= value[0] < value[1] <= dt.time(21):
            raise ValueError('the law allows 8 AM to 9 PM. Write hours within it, like ["09:00", "20:00"].')
        return value


class Publishing(BaseModel, extra=Extra.forbid):
    """Who changes what the assistant says.

    Attributes:
        approval: Whether a second person must agree before a change is live.
        owners: Login names of those who may approve, and override the gate.
    """

    approval: Literal["one_person", "two_people"] = "one_person"
    owners: List[str] = []

    @validator("owners", always=True)
    def _enough(cls, value: List[str], values: Dict[str, object]) -> List[str]:  # noqa: N805
        if values.get("approval") == "two_people" and len(set(value)) < 2:
            raise ValueError("two_people needs two owners or more, so that one can approve what the other publishes.")
        return value


class Facility(BaseModel, extra=Extra.forbid):
    """One centre. Every text that names it is filled from here when it is said.

    `example` is true as long as the file describes nobody: the demo page and the log say so.
    """

    example: bool = False
    name: str = Field(min_length=2)
    phone: str
    email: str
    address: str = Field(min_length=5)
    time_zone: str
    office_hours: Dict[str, Tuple[dt.time, dt.time]]
    holidays: List[dt.date] = []
    insurers: List[Insurer] = []
    desks: Desks
    handoff: Handoff = Handoff()
    website: Website = Website()
    sms: Texting = Texting()
    publishing: Publishing = Publishing()

    @validator("phone")
    def _phone(cls, value: str) -> str:  # noqa: N805
        return phone_number(value)

    @validator("email")
    def _email(cls, value: str) -> str:  # noqa: N805
        return email_address(value)

    @validator("time_zone")
    def _time_zone(cls, value: str) -> str:  # noqa: N805
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"'{value}' is not a time zone. Write it like America/Denver.") from error
        return value

    @validator("holidays", pre=True, each_item=True)
    def _holiday(cls, value: object) -> dt.date:  # noqa: N805
        return read_date(value)

    @validator("office_hours", pre=True)
    def _office_hours(cls, value: object) -> object:  # noqa: N805
        if not isinstance(value, dict) or not value:
            raise ValueError('write a line for each day, like: monday: ["08:00", "18:00"]')
        return {day: cls._day(day, hours) for day, hours in value.items()}

    @staticmethod
    def _day(day: object, hours: object) -> Tuple[dt.time, dt.time]:
        if day not in WEEKDAYS:
            raise ValueError(f"'{day}' is not a day. Write monday, tuesday, ...")
        try:
            opens, closes = from_until(hours)
        except ValueError as error:
            raise ValueError(f"{day}: {error}") from error
        if closes <= opens:
            raise ValueError(
                f"{day}: {hours!r} was read: it closes at {clock(closes)} and opens at {clock(opens)}. Write the "
                'afternoon like "17:00" or "5 PM". Hours end before midnight: "23:59" is the latest.'
            )
        return opens, closes

    def hours_text(self) -> str:
        """Returns the office hours in one line, e.g. `Mon-Thu 8 AM-6 PM, Fri 8 AM-5 PM (Mountain Time)`."""
        groups: List[Tuple[List[str], Tuple[dt.time, dt.time]]] = []
        for day in WEEKDAYS:
            hours = self.office_hours.get(day)
            if hours is None:
                continue
            follows = groups and WEEKDAYS.index(groups[-1][0][-1]) == WEEKDAYS.index(day) - 1
            if follows and groups[-1][1] == hours:
                groups[-1][0].append(day)
            else:
                groups.append(([day], hours))
        spans = []
        for days, (start, end) in groups:
            first, last = days[0][:3].title(), days[-1][:3].title()
            spans.append(f"{first if first == last else f'{first}-{last}'} {clock(start)}-{clock(end)}")
        return f"{', '.join(spans)} ({self.zone_text()})"

    def zone_text(self) -> str:
        """Returns the name of the centre's time zone, e.g. `Mountain Time`."""
        return f"{ZONE_NAMES.get(self.time_zone, self.time_zone)} Time"

    def insurers_text(self) -> str:
        """Returns the plans in network as a phrase, e.g. `Aetna, Cigna and UnitedHealthcare`."""
        names = [insurer.name for insurer in self.insurers]
        if not names:
            return "many plans"
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def closed_days_text(self, today: dt.date) -> str:
        """Returns the holidays as a phrase, with the next ones, e.g. `some holidays (next: Dec 25, Jan 1)`."""
        coming = sorted(day for day in self.holidays if day >= today)[:CLOSED_DAYS_NAMED]
        named = ", ".join(f"{day:%b} {day.day}" for day in coming)
        return f"some holidays (next: {named})" if named else "some holidays"

    def hours_on(self, day: dt.date) -> Optional[Tuple[dt.time, dt.time]]:
        """Returns when the office opens and closes on a day, by its own clock; nothing where it stays closed."""
        return None if day in self.holidays else self.office_hours.get(WEEKDAYS[day.weekday()])

    def variables(self) -> Dict[str, str]:
        """Returns the placeholders that any approved text may use."""
        return {
            "centre": self.name,
            "phone": self.phone,
            "email": self.email,
            "address": self.address,
            "office_hours": self.hours_text(),
            "closed_days": self.closed_days_text(dt.datetime.now(ZoneInfo(self.time_zone)).date()),
            "insurers": self.insurers_text(),
            **{f"{desk}_desk": contact for desk, contact in self.desks.dict().items()},
        }


def facility(path: Optional[Path] = None) -> Facility:
    """Returns the centre, read again whenever the file has changed.

    Somebody who edits the file beside a running assistant silences nobody: while it is wrong, what this process read
    last goes on.

    Raises:
        InputFileError: if the file is missing or wrong, and was so from the beginning.
    """
    path = path or settings().facility
    found, problems = _read(path, _state(path))
    if found is not None:
        _LAST_GOOD[path] = found
        return found
    if path not in _LAST_GOOD:
        raise InputFileError(path, problems)
    return _LAST_GOOD[path]


def facility_problems() -> List[str]:
    """Returns what is wrong with the file as it is now, a line each, without its folder."""
    path = settings().facility
    return [problem.replace(str(path), path.name) for problem in _read(path, _state(path))[1]]


_LAST_GOOD: Dict[Path, Facility] = {}


def _state(path: Path) -> Tuple[int, ...]:
    """Returns what is another after every change of the file, of its rights too, which leaves the time as it was."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


@lru_cache(maxsize=4)
def _read(path: Path, _at: Tuple[int, ...]) -> Tuple[Optional[Facility], List[str]]:
    try:
        found = yamlfile.read(path, Facility)
        lines = path.read_text(encoding="utf-8").splitlines()
        cut = next((number for number, line in enumerate(lines, 1) if _CUT.match(line)), None)
        if cut:
            raise InputFileError.at(path, cut, "what stands after # is not read. Put the value in quotes.")
    except InputFileError as error:
        if path in _LAST_GOOD:
            logger.error("%s. What was read before goes on.", error)
        return None, error.problems
    return found, []
