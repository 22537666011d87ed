"""What the web channel's tests of danger share."""

import uuid

import requests

from tests.channels.test_gate import DANGER
from tests.server import Server

SOONEST_SECONDS = 10.0


def words_in(reply: requests.Response) -> bool:
    said = "\n".join(message["text"] for message in reply.json()["messages"])
    return all(part in said for part in ("988", "911", "not a counselor"))


def say(server: Server, token: str, text: str = DANGER) -> requests.Response:
    return server.say(token, text, uuid.uuid4().hex)
