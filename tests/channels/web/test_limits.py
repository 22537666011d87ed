"""The limits of one network address, and whom the server believes about addresses."""

import re
import signal
from pathlib import Path
from typing import Dict, Tuple

import pytest
import requests

from iop.channels.limits import (
    BODY_BYTES,
    MESSAGES_A_MINUTE,
    SESSIONS_A_MINUTE_AND_ADDRESS,
    STREAMS_OF_A_CONVERSATION,
    STREAMS_OF_AN_ADDRESS,
)
from tests.server import ROOT, WEB, Server, up

pytestmark = pytest.mark.long


def sessions(server: Server, count: int, forwarded: str) -> Tuple[int, requests.Response]:
    """Starts conversations until one is refused, and returns how many began, and the last answer."""
    headers: Dict[str, str] = {"X-Forwarded-For": forwarded}
    with requests.Session() as kept:
        for began in range(count):
            answer = kept.post(f"{server.url}/webhooks/web/session", headers=headers, timeout=10)
            if answer.status_code != 200:
                return began, answer
    return count, answer


@pytest.mark.parametrize("proxies", ["0", "1"])
def test_a_flood_from_one_address_is_refused_and_a_forwarded_address_only_believed_from_a_proxy(
    tmp_path: Path, proxies: str
) -> None:
    running = Server(tmp_path / "var", WEB, IOP_PROXIES=proxies)
    try:
        up(running)
        began, refused = sessions(running, SESSIONS_A_MINUTE_AND_ADDRESS + 1, "203.0.113.7")
        assert began == SESSIONS_A_MINUTE_AND_ADDRESS
        assert (refused.status_code, refused.json()["error"]) == (429, "too_many_sessions")
        assert 0 < int(refused.headers["Retry-After"]) <= 61
        assert "(303) 555-0142" in refused.json()["message"]
        other, _ = sessions(running, 1, "203.0.113.8")
        assert other == int(proxies)
        forged, _ = sessions(running, 1, "203.0.113.9, 203.0.113.7")
        assert forged == 0
    finally:
        running.stop(signal.SIGKILL)


def test_the_examples_for_deploying_tell_visitors_apart() -> None:
    guide = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    unit, proxy = re.findall(r"```(?:ini|nginx)\n(.*?)```", guide, re.DOTALL)
    assert "EnvironmentFile=/etc/iop.env\n" in unit
    assert "\nIOP_PROXIES=1\n" in guide.partition("/etc/iop.env")[2]
    assert "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;" in proxy


def test_a_flood_in_one_conversation_is_refused_and_another_goes_on(server: Server) -> None:
    token = server.token()
    answers = [server.say(token, "hello", f"m{number}") for number in range(MESSAGES_A_MINUTE + 1)]
    assert [answer.status_code for answer in answers] == [200] * MESSAGES_A_MINUTE + [429]
    assert answers[-1].json()["error"] == "too_many_messages"
    assert server.say(server.token(), "hello", "m1").status_code == 200


def test_refused_messages_count_and_danger_at_the_end_of_one_is_seen(server: Server) -> None:
    token = server.token()
    answers = [server.say(token, "hello " * (BODY_BYTES // 4), "m1") for _ in range(MESSAGES_A_MINUTE + 1)]
    assert [answer.status_code for answer in answers] == [413] * MESSAGES_A_MINUTE + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    answer = server.say(token, "hello " * 5000 + "i want to kill myself", "m2")
    assert answer.status_code == 429
    assert "988" in answer.text


def test_more_streams_than_an_address_may_have_are_refused(server: Server) -> None:
    streams = []
    headers: Dict[str, str] = {}
    try:
        for number in range(STREAMS_OF_AN_ADDRESS + 1):
            if number % STREAMS_OF_A_CONVERSATION == 0:
                headers = {"Authorization": f"Bearer {server.token()}"}
            url = f"{server.url}/webhooks/web/events"
            streams.append(requests.get(url, headers=headers, stream=True, timeout=10))
        assert [stream.status_code for stream in streams] == [200] * STREAMS_OF_AN_ADDRESS + [429]
        assert streams[-1].json()["error"] == "too_many_streams"
        assert server.say(server.token(), "hello", "m1").status_code == 200
    finally:
        for stream in streams:
            stream.close()


def test_danger_is_answered_in_a_flood_too(server: Server) -> None:
    token = server.token()
    for number in range(MESSAGES_A_MINUTE):
        server.say(token, "", f"m{number}")
    for number in range(MESSAGES_A_MINUTE):
        server.say(token, "hello", f"n{number}")
    answer = server.say(token, "i want to kill myself", "last")
    assert answer.status_code == 429
    said = " ".join(message["text"] for message in answer.json()["messages"])
    assert all(part in said for part in ("988", "911", "not a counselor"))
