from pathlib import Path
from typing import AsyncIterator, Awaitable, Callable, List, Optional

import pytest
import pytest_asyncio

from iop.channels.sms.sender import Rhythm
from iop.settings import settings
from tests.channels.sms.running import QUICK, Echo, Running
from tests.channels.sms.stand_ins import ACCOUNT, OURS, PUBLIC, TOKEN, Telnyx, Twilio

Start = Callable[..., Awaitable[Running]]


@pytest_asyncio.fixture
async def twilio() -> AsyncIterator[Twilio]:
    stand_in = Twilio()
    await stand_in.start()
    yield stand_in
    await stand_in.stop()


@pytest_asyncio.fixture
async def telnyx() -> AsyncIterator[Telnyx]:
    stand_in = Telnyx()
    await stand_in.start()
    yield stand_in
    await stand_in.stop()


@pytest_asyncio.fixture
async def start(
    var_folder: Path, twilio: Twilio, telnyx: Telnyx, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Start]:
    variables = {
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_FROM": OURS,
        "TWILIO_API_BASE": twilio.url,
        "TELNYX_API_KEY": "the key",
        "TELNYX_PUBLIC_KEY": telnyx.public_key,
        "TELNYX_FROM": OURS,
        "TELNYX_API_BASE": telnyx.url,
        "PUBLIC_URL": PUBLIC,
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    running: List[Running] = []

    async def start_one(join: float = 0.0, rhythm: Rhythm = QUICK, per_second: Optional[float] = 500.0) -> Running:
        running.append(await Running(twilio, telnyx, Echo(), rhythm, join, per_second).start())
        return running[-1]

    yield start_one
    for one in running:
        await one.stop()
