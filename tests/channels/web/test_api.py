"""The web channel over a real socket."""

import http.client
import json
import socket
import threading
import time
import uuid
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Dict, Iterator, List, Tuple

import jwt
import pytest
import requests

from iop.channels.limits import BODY_BYTES, MESSAGE_CHARACTERS, MESSAGES_A_MINUTE
from iop.channels.web.tokens import LIFETIME_SECONDS, Tokens
from tests.server import Server

pytestmark = pytest.mark.long
Ending = Tuple[bytes, float]


@pytest.fixture(autouse=True, scope="module")
def silent(server: Server) -> Iterator["Future[List[Tuple[int, bool]]]"]:
    """One connection that asks twice, with a silence between, while the other tests run: what it gets."""

    def ask_twice() -> List[Tuple[int, bool]]:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        answers = []
        try:
            for pause in (0.0, 7.0):
                time.sleep(pause)
                connection.request("POST", "/webhooks/web/session")
                answer = connection.getresponse()
                answers.append((answer.status, bool(json.loads(answer.read())["token"])))
                connection.auto_open = 0  # from here on the same connection or none
        finally:
            connection.close()
        return answers

    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(ask_twice)


@pytest.fixture(autouse=True, scope="module")
def slow(server: Server) -> Iterator["Future[Ending]"]:
    """A request whose body does not come, while the other tests run: what it gets, and after how many seconds."""

    def cut_off() -> Ending:
        with socket.create_connection(("127.0.0.1", server.port), timeout=40) as raw:
            raw.sendall(b"POST /webhooks/web/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{")
            began = time.monotonic()
            return raw.recv(4096).split(b"\r\n")[0], time.monotonic() - began

    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(cut_off)


@pytest.fixture
def token(server: Server) -> str:
    return server.token()


def post(server: Server, token: str, body: bytes, **headers: str) -> requests.Response:
    everything = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **headers}
    return requests.post(f"{server.url}/webhooks/web/messages", data=body, headers=everything, timeout=60)


def events(server: Server, token: str, after: str = "0", most: int = 1) -> List[Dict[str, Any]]:
    """Reads events until `most` came, or for five seconds."""
    headers = {"Authorization": f"Bearer {token}", "Last-Event-ID": after}
    found: List[Dict[str, Any]] = []
    with requests.get(f"{server.url}/webhooks/web/events", headers=headers, stream=True, timeout=5) as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        try:
            for line in stream.iter_lines():
                if line.startswith(b"data: "):
                    found.append(json.loads(line[6:]))
                    if len(found) == most:
                        break
        except requests.exceptions.ConnectionError:
            pass
    return found


def test_a_question_gets_the_approved_answer(server: Server, token: str) -> None:
    answer = server.say(token, "what does the program cost?", "m1")
    assert answer.status_code == 200
    body = answer.json()
    assert "$3,000 to $10,000" in body["messages"][0]["text"]
    assert set(body["messages"][0]) == {"id", "text", "buttons"}
    assert body["cursor"] == body["messages"][-1]["id"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_same_id_again_gets_the_same_reply_and_no_second_turn(server: Server, token: str) -> None:
    first = server.say(token, "what does it cost", "m1").json()
    assert server.say(token, "what does it cost", "m1").json() == first
    assert len(events(server, token, most=len(first["messages"]) + 1)) == len(first["messages"])


def test_the_same_id_at_the_same_time_is_one_turn(server: Server, token: str) -> None:
    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda _: server.say(token, "is there yoga", "same").json(), range(5)))
    assert all(reply == replies[0] for reply in replies)


def test_messages_of_one_conversation_are_answered_in_order(server: Server, token: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        replies = []
        for number, text in enumerate(["hi", "what does it cost", "is there yoga", "thanks"]):
            replies.append(pool.submit(server.say, token, text, f"m{number}"))
            time.sleep(0.15)
    ids = [int(message["id"]) for reply in replies for message in reply.result().json()["messages"]]
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    "text",
    [
        '/faq{"insurer": "x"}',
        "/restart",
        "/ /restart",
        "/\n/ /restart",
        "/session_start",
        '/inform{"phone_number": "1"}',
    ],
)
def test_text_that_looks_like_an_intent_is_only_text(server: Server, token: str, text: str) -> None:
    server.say(token, "what does it cost", "m1")
    assert server.say(token, text, "m2").json()["messages"]
    assert "$3,000" in server.say(token, "go back", "m3").text, (
        "the conversation was restarted or answered as an intent"
    )


def test_events_resume_after_an_id(server: Server, token: str) -> None:
    said = [server.say(token, text, text).json()["messages"] for text in ("hi", "what does it cost", "thanks")]
    everything = [message for messages in said for message in messages]
    assert events(server, token, most=len(everything)) == everything
    assert events(server, token, after=everything[0]["id"], most=len(everything) - 1) == everything[1:]


def test_events_arrive_while_somebody_listens(server: Server, token: str) -> None:
    found: List[Dict[str, Any]] = []
    listener = threading.Thread(target=lambda: found.extend(events(server, token)))
    listener.start()
    time.sleep(0.5)
    reply = server.say(token, "hello", "m1").json()
    listener.join(6)
    assert found == reply["messages"][:1]


def test_conversations_do_not_see_each_other(server: Server) -> None:
    mine, other = server.token(), server.token()
    server.say(mine, "what does it cost", "m1")
    said = server.say(other, "hello", "m1").json()["messages"]
    assert events(server, other, most=len(said) + 1) == said


def forged() -> str:
    return jwt.encode({"sub": "web-x", "aud": "web", "exp": 1}, "any key", algorithm="HS256")


@pytest.mark.parametrize("bad", ["", "nonsense", "a.b.c", forged()])
def test_a_wrong_token_is_refused_everywhere(server: Server, bad: str) -> None:
    assert_refused(server, bad)


def test_an_expired_token_is_refused_everywhere(server: Server) -> None:
    secret = (server.var / "secret.key").read_text()
    yesterday = Tokens(secret, clock=lambda: time.time() - LIFETIME_SECONDS - 1).new()[1]
    assert "session has ended" in assert_refused(server, yesterday)
    assert server.say(Tokens(secret).new()[1], "hi", "m1").status_code == 200


def assert_refused(server: Server, bad: str) -> str:
    """Asserts that a token opens nothing, and returns what its owner is told."""
    answer = post(server, bad, b'{"id": "1", "text": "hi"}')
    assert (answer.status_code, answer.json()["error"]) == (401, "unauthorized")
    stream = requests.get(f"{server.url}/webhooks/web/events", headers={"Authorization": f"Bearer {bad}"}, timeout=10)
    assert stream.status_code == 401
    return str(answer.json()["message"])


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "malformed_json"),
        (b"{", 400, "malformed_json"),
        (b"[1]", 400, "malformed_json"),
        (b"\xff\xfe", 400, "malformed_json"),
        (b"[" * 30_000, 400, "malformed_json"),
        (b'{"id": "1"}', 400, "text_missing"),
        (b'{"id": "1", "text": 7}', 400, "text_missing"),
        (b'{"text": "hi"}', 400, "id_missing"),
        (b'{"id": "", "text": "hi"}', 400, "id_missing"),
        (b'{"id": 5, "text": "hi"}', 400, "id_missing"),
        (rb'{"id": "\ud83d", "text": "hi"}', 400, "id_missing"),
        (rb'{"id": "\u0000", "text": "hi"}', 400, "id_missing"),
        (json.dumps({"id": "x" * 65, "text": "hi"}).encode(), 400, "id_missing"),
        (json.dumps({"id": "1", "text": "x" * (MESSAGE_CHARACTERS + 1)}).encode(), 422, "text_too_long"),
        (json.dumps({"id": "1", "text": "x" * BODY_BYTES}).encode(), 413, "body_too_large"),
    ],
)
def test_a_bad_body_is_a_clear_error_with_a_line_for_the_person(
    server: Server, token: str, body: bytes, status: int, code: str
) -> None:
    answer = post(server, token, body)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["messages"][0]["text"]


@pytest.mark.parametrize(("text", "said"), [("i want to kill myself", "988"), ("what does it cost", "$3,000")])
def test_half_an_emoji_holds_up_no_answer(server: Server, token: str, text: str, said: str) -> None:
    answer = post(server, token, json.dumps({"id": "m1", "text": f"{text} \ud83d"}).encode())
    assert answer.status_code == 200
    assert said in answer.json()["messages"][0]["text"]


def test_a_message_of_exactly_the_limit_is_answered(server: Server, token: str) -> None:
    text = ("what does it cost? " * 100)[:MESSAGE_CHARACTERS]
    assert server.say(token, text, "m1").status_code == 200


def test_too_many_messages_in_a_minute_wait_politely(server: Server) -> None:
    token = server.token()
    codes = [server.say(token, "hi", uuid.uuid4().hex) for _ in range(MESSAGES_A_MINUTE + 1)]
    assert [answer.status_code for answer in codes] == [200] * MESSAGES_A_MINUTE + [429]
    assert int(codes[-1].headers["Retry-After"]) > 0
    assert "wait a moment" in codes[-1].json()["messages"][0]["text"]


def test_the_demo_page_is_served_with_security_headers(server: Server) -> None:
    page = requests.get(server.url, timeout=10)
    assert page.status_code == 200
    assert "Turning Point" in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    for path in ("demo.css", "widget/iop-chat.js", "widget/chat/panel.js"):
        assert requests.get(f"{server.url}/{path}", timeout=10).status_code == 200


def test_health_says_that_everything_works(server: Server) -> None:
    answer = requests.get(f"{server.url}/health", timeout=10)
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "model": True,
        "actions": True,
        "database": True,
        "facility": True,
        "problems": [],
        "knowledge": {"version": 0, "problem": None},
        "refused_texts": 0,
    }


def test_unknown_addresses_are_json_errors(server: Server) -> None:
    assert requests.get(f"{server.url}/nothing-here", timeout=10).status_code == 404
    assert requests.post(f"{server.url}/webhooks/rest/webhook", json={}, timeout=10).status_code == 404


def test_nothing_that_people_write_is_in_the_log(server: Server, token: str) -> None:
    server.say(token, "my name is Wilhelmina and I ask what it costs", "m1")
    assert "Wilhelmina" not in server.text()
    assert token not in server.text()


def test_a_connection_that_was_silent_for_a_while_still_serves(silent: "Future[List[Tuple[int, bool]]]") -> None:
    assert silent.result() == [(200, True), (200, True)]


def test_a_slow_body_is_cut_off_and_others_are_served_meanwhile(server: Server, slow: "Future[Ending]") -> None:
    assert server.token()
    line, seconds = slow.result()
    assert line.split()[1] in (b"408", b"503")
    assert seconds < 35
