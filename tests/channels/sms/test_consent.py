"""Somebody who said stop gets one confirmation and then nothing, unless they are in danger."""

from typing import List

import pytest
import sqlalchemy as sa

from iop import clock
from iop.admissions.lead import LeadFields
from iop.admissions.leads import Leads
from iop.channels.sms.silenced import WITHIN
from iop.storage.encryption import Cipher, installed_cipher
from iop.storage.engine import database
from iop.storage.schema import inbound_messages
from tests.admissions.people import consent, submission
from tests.channels.sms.conftest import Start
from tests.channels.sms.running import ANN, BOB, rows
from tests.channels.sms.stand_ins import Telnyx, Twilio


async def test_stop_gets_one_confirmation_and_then_nothing(start: Start) -> None:
    channel = await start()
    for text in ("please quit texting me", "what does it cost", "stop", "are you there?"):
        await channel.text(text)
        await channel.quiet()
    (said,) = channel.twilio.texts()
    assert "no more texts" in said
    assert channel.echo.asked == []


async def test_it_stays_so_after_a_restart_and_with_another_provider(start: Start) -> None:
    first = await start()
    await first.text("STOP")
    await first.said(1)
    await first.stop()
    channel = await start()
    await channel.text("hello?")
    answer = await channel.telnyx.post(channel.session, channel.base, Telnyx.inbound("hello?", ANN, "t1"))
    assert answer.status == 200
    await channel.quiet()
    assert len(channel.twilio.taken) + len(channel.telnyx.taken) == 1


async def test_what_waited_to_be_sent_is_not_sent_after_a_stop(start: Start) -> None:
    channel = await start()
    channel.twilio.faults.extend(["503"] * 4)
    await channel.text("what does it cost")
    await channel.until(lambda: len(channel.twilio.attempts) >= 2)
    await channel.text("stop")
    (said,) = await channel.said(1)
    assert "no more texts" in said


@pytest.mark.parametrize("text", ["START", "unstop", "yes text me again", "YES"])
async def test_start_brings_the_answers_back(start: Start, text: str) -> None:
    channel = await start()
    await channel.text("stop")
    await channel.said(1)
    await channel.text(text)
    assert "welcome back" in (await channel.said(2))[1]
    await channel.text("what does it cost")
    assert (await channel.said(3))[2] == "Echo: what does it cost"
    assert [row.event for row in rows("sms_consent")] == ["wrote", "stopped", "started"]


async def test_yes_is_an_ordinary_word_for_everybody_else(start: Start) -> None:
    channel = await start()
    await channel.text("yes")
    await channel.said(2)
    assert channel.echo.asked == ["yes"]


async def test_help_names_the_centre_988_and_how_to_stop(start: Start) -> None:
    channel = await start()
    await channel.text("HELP")
    (said,) = await channel.said(1)
    assert all(word in said for word in ("Turning Point", "988", "911", "STOP"))
    assert len(said) <= 160


@pytest.mark.parametrize("text", ["stop, i want to kill myself", "quit texting me i am going to kill myself tonight"])
async def test_an_opt_out_word_inside_a_crisis_message_is_a_crisis(start: Start, text: str) -> None:
    channel = await start()
    await channel.text(text)
    await channel.quiet()
    first = channel.twilio.texts()[0]
    assert "988" in first
    assert "911" in first
    assert [row.event for row in rows("sms_consent")] == ["wrote"]


async def test_somebody_in_danger_who_said_stop_before_gets_the_crisis_texts_and_staff_know(start: Start) -> None:
    channel = await start()
    await channel.text("stop")
    await channel.said(1)
    await channel.text("i want to kill myself")
    await channel.quiet()
    assert "988" in channel.twilio.texts()[1]
    assert [(row.kind, row.channel) for row in rows("outbox")] == [("crisis", "sms")]
    count = len(channel.twilio.taken)
    await channel.text("what does it cost")
    await channel.quiet()
    assert len(channel.twilio.taken) == count


@pytest.mark.parametrize(
    ("texts", "route"),
    [
        (["i swallowed", "all my xanax"], "overdose_emergency"),
        (["i want to", "die"], "suicide_self"),
        (["goodbye", "i wont be here tomorrow"], "suicide_self"),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
async def test_danger_in_several_messages_is_danger_after_a_stop_too(
    start: Start, texts: List[str], route: str, at_once: bool
) -> None:
    channel = await start(join=0.3)
    await channel.text("stop")
    await channel.said(1)
    for text in texts:
        await channel.text(text)
        if not at_once:
            await channel.quiet()
    await channel.quiet()
    count = len(channel.twilio.taken)
    assert "988" in "".join(channel.twilio.texts()[1:])
    assert [(row.kind, row.route) for row in rows("outbox")] == [("crisis", route)]
    for text in ("what does it cost", "hello?"):
        await channel.text(text)
        await channel.quiet()
    assert len(channel.twilio.taken) == count


async def test_what_was_written_long_before_is_not_read_with_the_next_message(start: Start) -> None:
    channel = await start()
    for text in ("stop", "i swallowed"):
        await channel.text(text)
        await channel.quiet()
    with database().begin() as connection:
        connection.execute(inbound_messages.update().values(received_at=clock.utcnow() - WITHIN))
    await channel.text("all my xanax")
    await channel.quiet()
    assert len(channel.twilio.taken) == 1


async def test_a_stop_right_after_a_crisis_does_not_hold_back_the_crisis_texts(start: Start) -> None:
    channel = await start()
    channel.twilio.faults.extend(["503"] * 1000)
    await channel.text("i want to kill myself")
    await channel.until(lambda: len(channel.twilio.attempts) >= 2)
    await channel.text("stop")
    await channel.until(lambda: rows("sms_consent")[-1].event == "stopped")
    assert "crisis" in {row.kind for row in rows("sms_outbox") if row.state == "pending"}
    channel.twilio.faults.clear()
    await channel.quiet()
    assert {row.state for row in rows("sms_outbox")} == {"sent"}
    assert len(channel.twilio.taken) == len(rows("sms_outbox"))
    assert "988" in channel.twilio.texts()[0]
    assert "no more texts" in channel.twilio.texts()[-1]


async def test_a_stop_that_the_provider_has_answered_gets_no_second_confirmation(start: Start) -> None:
    channel = await start()
    await channel.text("STOP", OptOutType="STOP")
    await channel.text("hello?")
    await channel.quiet()
    assert channel.twilio.taken == []
    await channel.text("START", OptOutType="START")
    await channel.text("hello")
    assert "Echo: hello" in await channel.said(2)


async def test_one_persons_stop_is_nobody_elses(start: Start) -> None:
    channel = await start()
    await channel.text("stop", ANN)
    await channel.text("hello", BOB)
    await channel.said(1, ANN)
    assert len(await channel.said(2, BOB)) == 2


async def test_a_spanish_stop_is_confirmed_in_spanish(start: Start) -> None:
    channel = await start()
    await channel.text("no me manden más mensajes")
    assert "no le enviaremos" in (await channel.said(1))[0]


def lead_of_ann() -> Cipher:
    """Stores an inquiry with ANN's number that allows texts."""
    cipher = installed_cipher()
    allowing = LeadFields(first_name="Ann", phone=ANN, may_text=True)
    Leads(database(), cipher).save(allowing, consent(), **submission())
    return cipher


async def test_a_stop_reaches_admissions_and_a_start_allows_nothing(start: Start) -> None:
    channel = await start()
    cipher = lead_of_ann()
    await channel.text("stop")
    await channel.said(1)
    assert cipher.open(rows("leads")[0].sealed)["fields"]["may_text"] is False
    await channel.text("start")
    await channel.said(2)
    assert cipher.open(rows("leads")[0].sealed)["fields"]["may_text"] is False
    assert [row.kind for row in rows("outbox")] == ["created", "updated"]


@pytest.mark.parametrize("heard", ["answered", "refused", "reported"])
async def test_a_stop_that_the_provider_heard_reaches_admissions(start: Start, heard: str) -> None:
    channel = await start()
    cipher = lead_of_ann()
    if heard == "refused":
        channel.twilio.faults.append("code:21610")
    await channel.text("hello")
    if heard == "answered":
        await channel.text("STOP", OptOutType="STOP")
    if heard == "reported":
        await channel.said(2)
        form = Twilio.status(channel.twilio.ids()[0], "undelivered", "21610")
        await channel.twilio.post(channel.session, channel.base, form, "/status")
    await channel.until(lambda: rows("sms_consent")[-1].event == "stopped")
    assert cipher.open(rows("leads")[0].sealed)["fields"]["may_text"] is False
    assert [row.kind for row in rows("outbox")] == ["created", "updated"]


@pytest.mark.parametrize("change", ["UPDATE sms_consent SET event = 'started'", "DELETE FROM sms_consent"])
async def test_the_record_cannot_be_changed(start: Start, change: str) -> None:
    channel = await start()
    await channel.text("stop")
    await channel.said(1)
    with pytest.raises(sa.exc.DatabaseError, match="append-only"), database().begin() as connection:
        connection.exec_driver_sql(change)
