"""Messages that we begin go by day, where the number is at home."""

import datetime as dt
from pathlib import Path

import pytest

from iop import clock
from iop.channels.sms import quiet
from iop.channels.sms.outbox import BEGUN
from iop.channels.sms.staff import text_lead
from iop.errors import InputFileError, IopError
from iop.facility import Texting, facility
from iop.settings import settings
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database
from tests.channels.sms.conftest import Start
from tests.channels.sms.running import ANN, rows

DENVER, BOSTON, HONOLULU, TOLL_FREE = "+13035550111", "+16175550111", "+18085550111", "+18005550111"


def utc(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=dt.timezone.utc)


@pytest.mark.parametrize(
    ("number", "now", "then"),
    [
        (DENVER, utc(24, 15), utc(24, 15)),  # 8:00
        (DENVER, utc(24, 14, 59), utc(24, 15)),  # 7:59
        (DENVER, utc(25, 3, 59), utc(25, 3, 59)),  # 20:59
        (DENVER, utc(25, 4), utc(25, 15)),  # 21:00
        (BOSTON, utc(24, 13), utc(24, 13)),  # 8:00 there
        (BOSTON, utc(25, 2), utc(25, 13)),  # 21:00 there, 19:00 in Denver
        (HONOLULU, utc(24, 15), utc(24, 18)),  # 5:00 there
        (DENVER, utc(1, 4), utc(1, 15)),  # the night in which summer time ends
    ],
)
def test_the_day_is_the_persons(number: str, now: dt.datetime, then: dt.datetime) -> None:
    assert quiet.next_time(number, now, facility()) == then


def test_a_number_of_the_whole_country_waits_until_it_is_day_everywhere_or_here() -> None:
    due = quiet.next_time(TOLL_FREE, utc(24, 8), facility())
    assert dt.time(8) <= due.astimezone(quiet.ZoneInfo("America/Denver")).time() < dt.time(21)


def test_the_centre_may_be_stricter_but_not_wider() -> None:
    strict = facility().copy(update={"sms": Texting(hours=("10:00", "17:00"))})
    assert quiet.next_time(DENVER, utc(24, 15), strict) == utc(24, 17)
    for hours in (("07:00", "20:00"), ("08:00", "22:00"), ("12:00", "10:00")):
        with pytest.raises(ValueError, match="8 AM to 9 PM"):
            Texting(hours=hours)


def lead(**fields: object) -> dict:
    return {"phone": ANN, "may_text": True, **fields}


def write(fields: dict, text: str = "We have a place for you on Monday.") -> None:
    text_lead(database(), installed_cipher(), "twilio", fields, text)


class Clock:
    """Goes on from a time that a test sets."""

    def __init__(self, now: dt.datetime) -> None:
        self.set(now)

    def set(self, now: dt.datetime) -> None:
        self._ahead = now.replace(tzinfo=None) - dt.datetime.utcnow()

    def __call__(self) -> dt.datetime:
        return dt.datetime.utcnow() + self._ahead


async def test_staff_texts_are_introduced_and_sent_by_day(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "utcnow", Clock(utc(24, 19)))
    channel = await start()
    write(lead())
    introduction, said = await channel.said(2)
    assert "automated" in introduction
    assert said == "We have a place for you on Monday."
    assert [row.event for row in rows("sms_consent")] == ["allowed"]
    await channel.text("thanks")
    assert (await channel.said(3))[2] == "Echo: thanks"


async def test_staff_texts_wait_for_the_persons_own_morning_and_answers_do_not(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = Clock(utc(24, 13, 30))  # 6:30 in Denver, 8:30 in Boston
    monkeypatch.setattr(clock, "utcnow", now)
    channel = await start()
    for number in (DENVER, BOSTON):
        write(lead(phone=number))
    await channel.until(lambda: len(channel.twilio.texts(BOSTON)) == 2)
    await channel.until(lambda: "quiet hours" in [row.error for row in rows("sms_outbox")])
    await channel.text("what does it cost", DENVER)
    await channel.until(lambda: channel.twilio.texts(DENVER) == ["Echo: what does it cost"])
    begun = [row.state for row in rows("sms_outbox") if row.kind == BEGUN]
    assert begun == ["pending", "pending", "sent", "sent"]
    now.set(utc(24, 15))
    assert (await channel.said(3, DENVER))[2] == "We have a place for you on Monday."


async def test_nobody_is_texted_who_did_not_allow_it_or_said_stop(start: Start) -> None:
    channel = await start()
    for fields in (lead(may_text=None), lead(may_text=False), lead(phone=None)):
        with pytest.raises(IopError, match="did not allow"):
            write(fields)
    with pytest.raises(IopError, match="320"):
        write(lead(), "x" * 321)
    await channel.text("stop")
    await channel.said(1)
    with pytest.raises(IopError, match="opted_out"):
        write(lead())


def test_wrong_hours_in_the_file_are_said_clearly(tmp_path: Path) -> None:
    file = tmp_path / "facility.yml"
    file.write_text(settings().facility.read_text(encoding="utf-8") + '\nsms:\n  hours: ["06:00", "21:00"]\n')
    with pytest.raises(InputFileError, match="8 AM to 9 PM"):
        facility(file)
