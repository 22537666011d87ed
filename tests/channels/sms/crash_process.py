"""A process with the channel in it, which is killed. Forked from one that has everything loaded."""

import asyncio
import os
import random
from typing import Dict

from rasa.core.channels.channel import UserMessage

from iop import safety
from iop.channels.sms import machines
from iop.settings import settings
from tests.channels.sms.running import QUICK, Echo, application, serve

safety.check("loads the models before the fork")
ANSWERS = 10_000
"""What is counted is what gets lost. Two people send hundreds of messages, and a limit would leave some unanswered."""


class Hesitant(Echo):
    async def handle_message(self, message: UserMessage) -> None:
        self.seconds = random.uniform(0, 0.03)
        await super().handle_message(message)


def main(port: int, environment: Dict[str, str], join: float = 0.0) -> None:
    os.environ.update(environment)
    settings.cache_clear()
    machines.ANSWERS = ANSWERS
    asyncio.run(_serve(port, join))


async def _serve(port: int, join: float) -> None:
    await serve(application(QUICK, join, Hesitant()), port)
    await asyncio.sleep(600)
