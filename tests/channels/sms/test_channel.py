"""A message comes in at Twilio's webhook, and the answer goes out at its API."""

import asyncio

import pytest
from yarl import URL

from tests.channels.sms.conftest import Start
from tests.channels.sms.running import ANN, BOB, rows
from tests.channels.sms.stand_ins import Twilio


async def test_a_message_is_acknowledged_at_once_and_answered_afterwards(start: Start) -> None:
    channel = await start()
    channel.echo.seconds = 0.5
    answer = await channel.text("what does it cost")
    assert (answer.content_type, await answer.text()) == ("text/xml", "<Response/>")
    assert channel.twilio.taken == []
    introduction, said = await channel.said(2)
    assert said == "Echo: what does it cost"
    assert "Turning Point" in introduction
    assert "automated" in introduction


async def test_only_the_first_answer_introduces_the_assistant(start: Start) -> None:
    channel = await start()
    await channel.text("one")
    await channel.said(2)
    await channel.text("two")
    assert (await channel.said(3))[2] == "Echo: two"


async def test_the_same_id_a_hundred_times_gets_one_answer(start: Start) -> None:
    channel = await start()
    await asyncio.gather(*(channel.text("hello", message_id="SM1") for _ in range(100)))
    assert len(await channel.said(2)) == 2
    await channel.text("hello", message_id="SM1")
    await channel.quiet()
    assert channel.echo.asked == ["hello"]


async def test_one_byte_changed_is_refused_and_leaves_a_count_alone(start: Start) -> None:
    channel = await start()
    form = Twilio.inbound("hello", ANN, "SM1")
    headers = Twilio.signed("/webhooks/sms/twilio", form)
    for changed in ({**form, "Body": "hellp"}, {**form, "ToCity": "x"}, {**form, "More": ""}):
        answer = await channel.session.post(f"{channel.base}/webhooks/sms/twilio", data=changed, headers=headers)
        assert answer.status == 403
    unsigned = await channel.session.post(f"{channel.base}/webhooks/sms/twilio", data=form)
    assert unsigned.status == 403
    assert channel.app.ctx.channel.refused == {"twilio": 4}
    assert [rows(table) for table in ("inbound_messages", "sms_people", "sms_consent", "sms_outbox")] == [[]] * 4


async def test_quick_successive_messages_are_answered_in_order(start: Start) -> None:
    channel = await start()
    channel.echo.seconds = 0.01
    for number in range(10):
        await channel.text(f"message {number}")
    await channel.said(11)
    assert channel.echo.asked == [f"message {number}" for number in range(10)]
    assert channel.twilio.texts()[1:] == [f"Echo: message {number}" for number in range(10)]


async def test_messages_within_the_time_are_joined(start: Start) -> None:
    channel = await start(join=0.5)
    await channel.text("hi")
    await asyncio.sleep(0.1)
    await channel.text("do you take aetna")
    await channel.said(2)
    assert channel.echo.asked == ["hi\ndo you take aetna"]


async def test_danger_does_not_wait_for_what_came_before(start: Start) -> None:
    channel = await start(join=30)
    await channel.text("what does it cost")
    await channel.text("i want to kill myself")
    await channel.until(lambda: bool(channel.twilio.taken))
    first = channel.twilio.texts()[0]
    assert len(first) <= 160
    assert "988" in first
    assert "911" in first


async def test_two_people_have_two_conversations_and_no_number_in_their_ids(start: Start) -> None:
    channel = await start()
    await channel.text("hello", ANN)
    await channel.text("hello", BOB)
    await channel.said(2, ANN)
    await channel.said(2, BOB)
    assert len(set(channel.echo.senders)) == 2
    assert not any(ANN[2:] in sender or BOB[2:] in sender for sender in channel.echo.senders)
    await channel.text("again", ANN)
    await channel.said(3, ANN)
    assert channel.echo.senders[2] in channel.echo.senders[:2]


async def test_no_number_and_no_word_is_in_the_database_or_the_log(start: Start, var_folder, caplog) -> None:
    caplog.set_level("DEBUG")
    channel = await start()
    channel.twilio.faults.extend(["500", "drop", "code:21211"])
    await channel.text("my name is Rosalind")
    await channel.until(lambda: any(row.state == "failed" for row in rows("sms_outbox")))
    await channel.quiet()
    everything = b"".join(file.read_bytes() for file in var_folder.iterdir())
    for secret in (ANN[1:], ANN[2:], "Rosalind"):
        assert secret.encode() not in everything
        assert secret not in caplog.text


async def test_a_picture_gets_a_friendly_line_and_is_not_fetched(start: Start) -> None:
    channel = await start()
    await channel.text("", NumMedia="1", MediaUrl0=f"{channel.twilio.url}/picture", MediaContentType0="image/png")
    assert "pictures" in (await channel.said(2))[1]
    await channel.text("is this covered", NumMedia="1", MediaUrl0=f"{channel.twilio.url}/picture")
    assert (await channel.said(4))[2] == "Echo: is this covered"
    assert channel.twilio.fetched == []


async def test_an_empty_message_gets_a_friendly_line(start: Start) -> None:
    channel = await start()
    await channel.text("")
    assert "without words" in (await channel.said(2))[1]
    assert channel.echo.asked == []


async def test_a_choice_is_picked_by_its_number_or_its_words(start: Start) -> None:
    channel = await start()

    async def offer(message) -> None:
        channel.echo.asked.append(message.text)
        buttons = [{"title": "Cost", "payload": "what does it cost"}, {"title": "Length", "payload": "how long is it"}]
        said = {"text": "Which one?", "buttons": buttons, "turn": {"outcome": "clarify"}}
        await message.output_channel.send_response(message.sender_id, said)

    channel.echo.handle_message = offer
    await channel.text("info about it")
    assert (await channel.said(2))[1] == "Which one?\n1. Cost\n2. Length"
    for text in ("2", "the second one", "one", "how long is it"):
        await channel.text(text)
        await channel.quiet()
    assert channel.echo.asked[1:] == ["how long is it", "how long is it", "what does it cost", "how long is it"]


async def test_without_the_variables_the_channel_is_off(start: Start, monkeypatch, caplog) -> None:
    from iop.settings import settings

    for name in ("TWILIO_AUTH_TOKEN", "TELNYX_API_KEY", "TELNYX_PUBLIC_KEY", "TELNYX_FROM"):
        monkeypatch.delenv(name)
    settings.cache_clear()
    caplog.set_level("INFO")
    channel = await start()
    form = Twilio.inbound("hello", ANN, "SM1")
    answer = await channel.session.post(f"{channel.base}/webhooks/sms/twilio", data=form)
    assert answer.status == 404
    assert "TWILIO_AUTH_TOKEN is not set" in caplog.text
    assert "SMS is off" in caplog.text


async def test_the_query_of_the_address_is_signed_too(start: Start) -> None:
    channel = await start()
    form = Twilio.inbound("hello", ANN, "SM1")
    path = "/webhooks/sms/twilio?centre=1&x=a%20b"
    answer = await channel.session.post(
        URL(channel.base + path, encoded=True), data=form, headers=Twilio.signed(path, form)
    )
    assert answer.status == 200
    other = URL(f"{channel.base}/webhooks/sms/twilio?centre=2", encoded=True)
    assert (await channel.session.post(other, data=form, headers=Twilio.signed(path, form))).status == 403


@pytest.mark.parametrize("sender", ["", "262966", "TWILIO", "+1", "whatsapp:+13035550111"])
async def test_who_cannot_be_answered_is_left_alone(start: Start, sender: str) -> None:
    channel = await start()
    await channel.text("your code is 1234", sender)
    await channel.quiet()
    assert rows("inbound_messages") == []
