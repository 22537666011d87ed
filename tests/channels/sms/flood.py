"""Very many messages at a steady pace, and what became of them."""

import asyncio
import re
import time
from dataclasses import dataclass, field
from typing import Dict, List

import aiohttp

from tests.channels.sms.stand_ins import Twilio


@dataclass
class Flood:
    """What was sent, and how quickly it was acknowledged."""

    sent: Dict[str, List[int]] = field(default_factory=dict)
    seconds: List[float] = field(default_factory=list)
    statuses: Dict[int, int] = field(default_factory=dict)

    def slowest(self, share: float) -> float:
        """Returns the time within which this share was acknowledged."""
        return sorted(self.seconds)[max(0, int(len(self.seconds) * share) - 1)]


async def flood(
    twilio: Twilio, base: str, rate: int, seconds: float, people: int, text: str = "is there parking m{}"
) -> Flood:
    """Sends `rate` messages a second, whatever the answers take."""
    result = Flood()
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=60)) as session:

        async def one(number: int, person: str) -> None:
            form = Twilio.inbound(text.format(number), person, f"SM{number:032}")
            began = time.perf_counter()
            answer = await twilio.post(session, base, form)
            await answer.read()
            result.seconds.append(time.perf_counter() - began)
            result.statuses[answer.status] = result.statuses.get(answer.status, 0) + 1

        tasks, began = [], time.perf_counter()
        for number in range(int(rate * seconds)):
            person = f"+1303555{number % people:04}"
            result.sent.setdefault(person, []).append(number)
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(one(number, person)))
        await asyncio.gather(*tasks)
    return result


def echoed(twilio: Twilio, person: str) -> List[int]:
    """Returns the messages of a person that were answered, in the order of the answers."""
    return [int(number) for text in twilio.texts(person) for number in re.findall(r"\bm(\d+)", text)]
