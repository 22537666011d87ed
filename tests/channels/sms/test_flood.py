import pytest

from tests.channels.sms.conftest import Start
from tests.channels.sms.flood import echoed, flood

pytestmark = pytest.mark.long


async def test_a_flood_loses_nothing_doubles_nothing_and_keeps_the_order(start: Start) -> None:
    channel = await start()
    result = await flood(channel.twilio, channel.base, rate=200, seconds=3, people=50)
    assert result.statuses == {200: 600}
    await channel.quiet(60)
    for person, numbers in result.sent.items():
        assert echoed(channel.twilio, person) == numbers
