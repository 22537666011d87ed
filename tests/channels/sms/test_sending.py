"""Every message goes out once, whatever the provider does."""

import asyncio
import re
from typing import List, Optional

import pytest

from iop.channels.sms import outbox
from iop.channels.sms.people import People
from iop.channels.sms.sender import Rhythm
from iop.settings import settings
from iop.storage.encryption import Cipher, installed_cipher
from iop.storage.engine import database
from tests.channels.sms.conftest import Start
from tests.channels.sms.running import ANN, BOB, QUICK, Running, rows
from tests.channels.sms.stand_ins import Twilio


async def known(start: Start, **options) -> Running:
    """A channel whose person has been introduced to the assistant."""
    channel = await start(**options)
    await channel.text("hello")
    await channel.said(2)
    return channel


OUR_FAULTS = ["400", "401", "404", "408", "code:21704", "code:21606", "code:21659", "code:21611", "code:63038"]
"""The account, its sender, its queue."""


@pytest.mark.parametrize("fault", ["500", "503", "429", "drop", "lost", *OUR_FAULTS])
async def test_a_fault_that_may_pass_is_tried_again_and_nothing_is_doubled(start: Start, fault: str) -> None:
    channel = await known(start)
    channel.twilio.faults.extend([fault] * 3)
    await channel.text("one")
    await channel.text("two")
    assert (await channel.said(4))[2:] == ["Echo: one", "Echo: two"]


async def test_the_provider_says_how_long_to_wait(start: Start) -> None:
    channel = await known(start)
    channel.twilio.faults.append("429:1")
    before = len(channel.twilio.attempts)
    await channel.text("one")
    await channel.said(3)
    first, second = channel.twilio.attempts[before:]
    assert second - first >= 1


async def test_a_provider_that_hangs_is_given_up_and_asked_again(start: Start, monkeypatch) -> None:
    from aiohttp import ClientTimeout

    from iop.channels.sms import http

    monkeypatch.setattr(http, "TIMEOUT", ClientTimeout(total=0.3))
    channel = await known(start)
    channel.twilio.faults.append("hang")
    await channel.text("one")
    assert (await channel.said(3))[2:] == ["Echo: one"]


async def test_a_slow_provider_holds_up_nobody_else(start: Start) -> None:
    channel = await known(start)
    channel.twilio.slow = 0.5
    await channel.text("one", ANN)
    await channel.text("two", BOB)
    await channel.said(3, ANN)
    await channel.said(2, BOB)
    first, second = channel.twilio.attempts[2:4]
    assert second - first < 0.5


@pytest.mark.parametrize(
    ("code", "why"), [("21610", "opted_out"), ("21211", "invalid"), ("21614", "landline"), ("21635", "landline")]
)
async def test_a_permanent_error_ends_it_for_this_number(start: Start, code: str, why: str) -> None:
    channel = await known(start)
    attempts = len(channel.twilio.attempts)
    channel.echo.seconds = 0.05
    channel.twilio.faults.append(f"code:{code}")
    await channel.text("one")
    await channel.quiet()
    assert len(channel.twilio.attempts) == attempts + 1
    assert rows("sms_outbox")[-1].error == code
    if why == "opted_out":
        assert [row.event for row in rows("sms_consent")] == ["wrote", "stopped"]
        await channel.text("two")
        await channel.quiet()
        assert len(channel.twilio.attempts) == attempts + 1
    else:
        assert rows("sms_people")[0].unreachable == why


@pytest.mark.parametrize("code", ["21602", "21617", "21619"])
async def test_a_fault_of_the_text_ends_that_message_alone(start: Start, code: str) -> None:
    channel = await known(start)
    channel.twilio.faults.append(f"code:{code}")
    await channel.text("one")
    await channel.text("two")
    assert (await channel.said(3))[2:] == ["Echo: two"]


async def test_who_waits_for_a_provider_that_is_off_holds_up_nobody(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TELNYX_API_KEY", "TELNYX_PUBLIC_KEY", "TELNYX_FROM"):
        monkeypatch.delenv(name)
    settings.cache_clear()
    cipher = installed_cipher()
    with database().begin() as connection:
        for number in range(QUICK.at_once):
            person = People(database(), cipher).conversation(connection, f"+1303555{number:04}", "telnyx")
            outbox.add(connection, cipher, person, outbox.CRISIS, ["988"])
    channel = await start()
    await channel.text("hello", ANN)
    expected = ["pending"] * QUICK.at_once + ["sent"] * 2
    await channel.until(lambda: [row.state for row in rows("sms_outbox")] == expected)
    assert len(channel.twilio.texts(ANN)) == 2


async def test_what_is_too_old_is_not_sent(start: Start) -> None:
    channel = await start(rhythm=Rhythm(look=0.1, first_pause=0.05, longest_pause=0.1, give_up=0.0))
    channel.twilio.faults.extend(["503"] * 2)
    await channel.text("one")
    await channel.quiet()
    assert [row.state for row in rows("sms_outbox")] == ["failed", "failed"]


async def test_our_number_sends_no_faster_than_allowed(start: Start) -> None:
    channel = await start(per_second=4.0)
    for number in (ANN, BOB):
        await channel.text("hello", number)
    await channel.said(2, ANN)
    await channel.said(2, BOB)
    times = channel.twilio.attempts
    assert times[-1] - times[0] >= 0.6  # four messages, a quarter of a second apart


def queue(kind: str, text: str, numbers: List[str], cipher: Optional[Cipher] = None) -> List[int]:
    """Puts a message to each of some people into the outbox, and returns the ids."""
    mine = installed_cipher()
    with database().begin() as connection:
        for number in numbers:
            person = People(database(), mine).conversation(connection, number, "twilio")
            outbox.add(connection, cipher or mine, person, kind, [text])
    return [row.id for row in rows("sms_outbox")][-len(numbers) :]


async def test_a_crisis_text_does_not_wait_for_a_slow_provider(start: Start) -> None:
    channel = await start()
    channel.twilio.slow = 4.0
    queue(outbox.ANSWER, "hello", [f"+1303555{number:04}" for number in range(QUICK.at_once + 4)])
    await channel.until(lambda: len(channel.twilio.attempts) == QUICK.at_once)
    channel.twilio.slow = 0.0
    queue(outbox.CRISIS, "988", [BOB])
    await channel.until(lambda: channel.twilio.texts() == ["988"], seconds=2.0)
    assert {row.state for row in rows("sms_outbox") if row.kind == outbox.ANSWER} == {"sending", "pending"}


async def test_a_crisis_text_does_not_wait_for_a_message_to_the_same_person(start: Start) -> None:
    channel = await start()
    channel.twilio.slow = 4.0
    queue(outbox.ANSWER, "hello", [ANN])
    await channel.until(lambda: len(channel.twilio.attempts) == 1)
    channel.twilio.slow = 0.0
    queue(outbox.CRISIS, "988", [ANN])
    await channel.until(lambda: channel.twilio.texts() == ["988"], seconds=2.0)


async def test_a_crisis_text_does_not_wait_for_the_rate_of_our_number(start: Start) -> None:
    channel = await start(per_second=1.0)
    queue(outbox.ANSWER, "hello", [f"+1303555{number:04}" for number in range(QUICK.at_once)])
    await channel.until(lambda: len(channel.twilio.taken) == 1)
    for text in ("988", "911"):
        queue(outbox.CRISIS, text, [BOB])
    await channel.until(lambda: len(channel.twilio.texts(BOB)) == 2, seconds=2.0)
    assert channel.twilio.texts(BOB) == ["988", "911"]
    assert len(channel.twilio.taken) <= 5


async def test_ordinary_messages_never_take_more_places_than_they_have(start: Start) -> None:
    channel = await start()
    channel.twilio.slow = 1.0
    everybody = [f"+1303555{number:04}" for number in range(3 * QUICK.at_once)]
    queue(outbox.CRISIS, "988", everybody)
    queue(outbox.ANSWER, "hello", everybody)
    await channel.until(lambda: len(channel.twilio.attempts) == QUICK.at_once + QUICK.urgent)
    await asyncio.sleep(0.4)
    assert len(channel.twilio.attempts) == QUICK.at_once + QUICK.urgent
    await channel.quiet(20)
    assert channel.twilio.texts()[: 3 * QUICK.at_once] == ["988"] * 3 * QUICK.at_once
    assert len(channel.twilio.taken) == 6 * QUICK.at_once


async def test_what_cannot_be_opened_is_named_once_and_holds_up_nobody(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    people = [f"+1303555{number:04}" for number in range(2 * QUICK.at_once)]
    unreadable = queue(outbox.ANSWER, "hello", people, Cipher("another secret"))
    unreadable += queue(outbox.CRISIS, "988", [BOB], Cipher("another secret"))
    queue(outbox.CRISIS, "988", [ANN])
    queue(outbox.ANSWER, "hello", [BOB])
    channel = await start()
    await channel.until(lambda: sorted(channel.twilio.texts()) == ["988", "hello"])
    await channel.until(lambda: channel.twilio.texts(BOB) == ["hello"])
    await channel.text("and this?", ANN)
    await channel.until(lambda: len(channel.twilio.texts(ANN)) == 3)
    assert {row.state for row in rows("sms_outbox") if row.id in unreadable} == {"pending"}
    told = " ".join(record.getMessage() for record in caplog.records if "another secret" in record.getMessage())
    assert sorted(re.findall(r"\d+", told), key=int) == [str(one) for one in sorted(unreadable)]
    assert "hello" not in caplog.text


async def report(channel: Running, message_id: str, state: str, code: str = "") -> int:
    form = Twilio.status(message_id, state, code)
    return int((await channel.twilio.post(channel.session, channel.base, form, "/status")).status)


async def test_reports_are_kept_and_never_go_back(start: Start) -> None:
    channel = await known(start)
    first, second = channel.twilio.ids()
    for state in ("queued", "delivered", "sent", "sent"):
        assert await report(channel, first, state) == 200
    await report(channel, second, "undelivered", "30003")
    await channel.until(lambda: [row.state for row in rows("sms_outbox")] == ["delivered", "failed"])
    assert rows("sms_outbox")[1].error == "30003"


async def test_a_report_that_a_number_is_a_landline_ends_it(start: Start) -> None:
    channel = await known(start)
    await report(channel, channel.twilio.ids()[0], "undelivered", "30006")
    await channel.until(lambda: rows("sms_people")[0].unreachable == "landline")


async def test_a_report_before_the_id_is_noted_is_looked_at_again(start: Start) -> None:
    channel = await start()
    channel.twilio.slow = 0.3
    await channel.text("hello")
    await channel.until(lambda: len(channel.twilio.attempts) == 1)
    sent = "SM" + "1" * 32
    original = channel.twilio.take

    async def take(request):
        taken = await original(request)
        taken["id"] = sent
        await report(channel, sent, "delivered")
        return taken

    channel.twilio.take = take
    await channel.until(lambda: bool(rows("sms_outbox")) and rows("sms_outbox")[0].state == "delivered")


async def test_an_unsigned_report_changes_nothing(start: Start) -> None:
    channel = await known(start)
    form = Twilio.status(channel.twilio.ids()[0], "delivered")
    answer = await channel.session.post(f"{channel.base}/webhooks/sms/twilio/status", data=form)
    assert answer.status == 403
    assert rows("sms_outbox")[0].state == "sent"
