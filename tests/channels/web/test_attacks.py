"""Attacks on the web channel, over a real socket: each is refused with a clear error."""

import socket
from typing import Any, Dict

import pytest
import requests

from tests.server import Server

pytestmark = pytest.mark.long


def renew(server: Server, token: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.post(f"{server.url}/webhooks/web/session", headers=headers, timeout=10)


def test_a_renewed_token_opens_the_same_conversation(server: Server) -> None:
    token = server.token()
    first = server.say(token, "what does it cost?", "m1").json()
    assert server.say(renew(server, token).json()["token"], "what does it cost?", "m1").json() == first


def test_a_replaced_token_cannot_be_replayed(server: Server) -> None:
    token = server.token()
    newer = renew(server, token).json()["token"]
    assert server.say(newer, "hello", "m1").status_code == 200
    for replay in (server.say(token, "hello", "m2"), renew(server, token)):
        assert (replay.status_code, replay.json()["error"]) == (401, "unauthorized")


def test_a_renewal_that_got_lost_can_be_asked_for_again(server: Server) -> None:
    token = server.token()
    assert renew(server, token).status_code == 200
    assert renew(server, token).status_code == 200
    assert server.say(token, "hello", "m1").status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1", "file://", "http://["])
@pytest.mark.parametrize("path", ["session", "messages", "events", "centre"])
def test_another_website_gets_nothing(server: Server, origin: str, path: str) -> None:
    for method in ("OPTIONS", "GET" if path in ("events", "centre") else "POST"):
        answer = requests.request(method, f"{server.url}/webhooks/web/{path}", headers={"Origin": origin}, timeout=10)
        assert (answer.status_code, answer.json()["error"]) == (403, "origin_not_allowed")
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_own_page_is_allowed_by_name_and_never_by_a_star(server: Server) -> None:
    headers: Dict[str, Any] = {"Origin": server.url}
    answer = requests.options(f"{server.url}/webhooks/web/messages", headers=headers, timeout=10)
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == server.url
    assert "authorization" in answer.headers["Access-Control-Allow-Headers"]
    assert answer.headers["Vary"] == "Origin"


def test_a_page_that_is_allowed_can_read_why_its_token_is_refused(server: Server) -> None:
    answer = requests.post(f"{server.url}/webhooks/web/messages", headers={"Origin": server.url}, timeout=10)
    assert (answer.status_code, answer.json()["error"]) == (401, "unauthorized")
    assert answer.headers["Access-Control-Allow-Origin"] == server.url


@pytest.mark.parametrize(
    "path", ["../demo.css", "..%2fdemo.css", "chat/../../data/facility.yml", "%2e%2e/iop/serving/server.py"]
)
def test_no_other_file_is_served_as_a_part_of_the_widget(server: Server, path: str) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
        raw.sendall(f"GET /widget/{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert b" 404 " in raw.recv(4096).split(b"\r\n")[0]


def test_a_ninth_stream_of_a_conversation_is_refused(server: Server) -> None:
    headers = {"Authorization": f"Bearer {server.token()}"}
    streams = [
        requests.get(f"{server.url}/webhooks/web/events", headers=headers, stream=True, timeout=10) for _ in range(9)
    ]
    assert [stream.status_code for stream in streams] == [200] * 8 + [429]
    for stream in streams:
        stream.close()
