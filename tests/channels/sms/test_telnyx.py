"""A provider of another shape through the same core."""

import time
from pathlib import Path

import pytest

from iop.channels.sms.telnyx import Telnyx as Adapter
from iop.errors import SetupError
from tests.channels.sms.conftest import Start
from tests.channels.sms.running import ANN, rows
from tests.channels.sms.stand_ins import Telnyx


async def post(channel, body: bytes) -> int:
    return int((await channel.telnyx.post(channel.session, channel.base, body)).status)


async def test_a_message_is_answered_through_the_provider_that_brought_it(start: Start) -> None:
    channel = await start()
    for _ in range(3):
        assert await post(channel, Telnyx.inbound("hello", ANN, "t1")) == 200
    await channel.until(lambda: len(channel.telnyx.taken) == 2)
    await channel.quiet()
    assert channel.telnyx.texts(ANN)[1:] == ["Echo: hello"]
    assert channel.twilio.taken == []


async def test_half_an_emoji_holds_back_no_crisis(start: Start) -> None:
    channel = await start()
    assert await post(channel, Telnyx.inbound("i want to kill myself \ud83d", ANN, "t1")) == 200
    await channel.until(lambda: bool(channel.telnyx.taken))
    assert "988" in channel.telnyx.texts()[0]


async def test_a_picture_gets_the_friendly_line(start: Start) -> None:
    channel = await start()
    await post(channel, Telnyx.inbound("", ANN, "t1", media=[{"url": "https://x.example/1.png"}]))
    await channel.until(lambda: len(channel.telnyx.taken) == 2)
    assert "pictures" in channel.telnyx.texts()[1]


@pytest.mark.parametrize(("code", "event"), [("40300", "stopped"), ("40001", None), ("40310", None)])
async def test_permanent_errors_end_it(start: Start, code: str, event: str) -> None:
    channel = await start()
    channel.telnyx.faults.extend(["503", f"code:{code}"])
    await post(channel, Telnyx.inbound("hello", ANN, "t1"))
    await channel.quiet()
    assert channel.telnyx.taken == []
    assert ("stopped" in [row.event for row in rows("sms_consent")]) == bool(event)
    assert bool(rows("sms_people")[0].unreachable) == (event is None)


@pytest.mark.parametrize("fault", ["400", "409", "code:10015", "code:40305"])
async def test_a_fault_of_ours_is_tried_again(start: Start, fault: str) -> None:
    channel = await start()
    channel.telnyx.faults.extend([fault] * 2)
    await post(channel, Telnyx.inbound("i want to kill myself", ANN, "t1"))
    await channel.until(lambda: bool(channel.telnyx.taken))
    await channel.quiet()
    assert "988" in channel.telnyx.texts(ANN)[0]


async def test_a_fault_of_the_text_ends_that_message_alone(start: Start) -> None:
    channel = await start()
    channel.telnyx.faults.append("code:40009")
    await post(channel, Telnyx.inbound("hello", ANN, "t1"))
    await channel.until(lambda: bool(channel.telnyx.taken))
    await channel.quiet()
    assert [row.state for row in rows("sms_outbox")] == ["failed", "sent"]


async def test_reports_are_kept(start: Start) -> None:
    channel = await start()
    await post(channel, Telnyx.inbound("hello", ANN, "t1"))
    await channel.until(lambda: len(channel.telnyx.taken) == 2)
    await channel.quiet()
    first, second = channel.telnyx.ids()
    await post(channel, Telnyx.status(first, "delivered"))
    await post(channel, Telnyx.status(first, "sent"))
    await post(channel, Telnyx.status(second, "delivery_failed", "40008"))
    await channel.until(lambda: [row.state for row in rows("sms_outbox")] == ["delivered", "failed"])
    assert rows("sms_outbox")[1].error == "40008"


async def test_a_changed_or_old_request_is_refused(start: Start, var_folder: Path) -> None:
    channel = await start()
    body = Telnyx.inbound("hello", ANN, "t1")
    url = f"{channel.base}/webhooks/sms/telnyx"
    old = channel.telnyx.signed(body, int(time.time()) - 301)
    for sent, headers in [(body[:-1] + b" ", channel.telnyx.signed(body)), (body, old), (body, {})]:
        assert (await channel.session.post(url, data=sent, headers=headers)).status == 403
    assert (await channel.session.post(url, data=body, headers={"telnyx-timestamp": "x"})).status == 403
    assert channel.app.ctx.channel.refused == {"telnyx": 4}
    assert rows("inbound_messages") == []


async def test_signed_nonsense_is_refused_kindly(start: Start) -> None:
    channel = await start()
    assert await post(channel, b"not json") == 400
    for body in (b"{}", b"[]", b'{"data": {"event_type": "message.received", "payload": {"id": "1"}}}'):
        assert await post(channel, body) == 200
    assert rows("inbound_messages") == []


def test_a_key_that_is_none_is_said_clearly() -> None:
    with pytest.raises(SetupError, match="TELNYX_PUBLIC_KEY"):
        Adapter("key", "nonsense", "+1", "https://x", "https://y")
