"""Danger in a message, and in what follows it, when everything works."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict, List

from iop.channels.limits import MESSAGE_CHARACTERS
from tests.channels.test_gate import DANGER
from tests.channels.web.danger import say, words_in
from tests.server import Server


def test_the_same_danger_at_the_same_time_is_one_turn(server: Server) -> None:
    token = server.token()
    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda _: server.say(token, DANGER, "same").json(), range(5)))
    assert all(reply == replies[0] for reply in replies)


def test_over_the_length(server: Server) -> None:
    text = ("hello there. " * MESSAGE_CHARACTERS)[: MESSAGE_CHARACTERS - len(DANGER)] + " " + DANGER
    assert len(text) == MESSAGE_CHARACTERS + 1
    reply = say(server, server.token(), text)
    assert reply.status_code == 422
    assert words_in(reply)


def test_a_retraction_does_not_clear_it(server: Server) -> None:
    token = server.token()
    assert words_in(say(server, token))
    for text in ("jk", "what does it cost", "do you take aetna"):
        messages: List[Dict[str, Any]] = say(server, token, text).json()["messages"]
        assert "988" in messages[-1]["text"], text
    assert "988" not in say(server, server.token(), "what does it cost").text


def test_danger_in_a_refused_message_is_remembered(server: Server) -> None:
    token = server.token()
    assert say(server, token, "hello. " * 142 + DANGER).status_code == 422
    assert "988" in say(server, token, "what does it cost").json()["messages"][-1]["text"]
