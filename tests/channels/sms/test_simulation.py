"""The simulation is the whole way: webhook, safety, Rasa, actions, outbox, and a stand-in of Twilio."""

import os
import subprocess

from tests.server import IOP, ROOT


def test_a_chat_in_the_terminal() -> None:
    chat = subprocess.run(
        [str(IOP), "sms", "simulate"],
        input="what does it cost\nplease stop texting me\n",
        capture_output=True,
        text=True,
        timeout=180,
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        check=True,
    )
    answers = chat.stdout.partition("> what does it cost")[2]
    introduction, price, stopped = (answers.index(part) for part in ("automated assistant", "$3,000", "no more texts"))
    assert introduction < price < stopped
    assert "1 part)" in answers
