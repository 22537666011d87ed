"""What the channel does with an id that came before, with danger that is refused, and with whoever waits too long."""

import asyncio
import datetime as dt
import time
from pathlib import Path
from typing import Any, Dict, List

import pytest
import sqlalchemy as sa

from iop import clock
from iop.admissions.leads import Leads
from iop.channels import inbox
from iop.channels.limits import MESSAGE_CHARACTERS, MESSAGES_A_MINUTE
from iop.channels.web import answering as answering_module
from iop.channels.web.tokens import Tokens
from iop.settings import settings
from iop.storage import schema
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database
from tests.admissions.people import BARTHOLOMEW, ROSALIND, consent, submission
from tests.channels.test_gate import DANGER
from tests.channels.web.running import Running
from tests.waiting import until


def said(body: Dict[str, Any]) -> str:
    return "\n".join(message["text"] for message in body["messages"])


def rows(column: Any) -> List[Any]:
    with database().connect() as connection:
        return list(connection.execute(sa.select(column).order_by(column.table.c.id)).scalars())


async def test_danger_under_an_id_of_another_message_gets_the_words_and_staff_are_told(running: Running) -> None:
    token = await running.token()
    status, first = await running.say(token, "what does it cost", "1")
    assert (status, said(first)) == (200, "Echo: what does it cost")
    status, body = await running.say(token, DANGER, "1")
    assert (status, body["error"]) == (409, "id_used")
    assert "988" in said(body)
    assert "Echo" not in said(body)
    await until(lambda: rows(schema.outbox.c.route) == ["suicide_self"])
    assert await running.say(token, "what does it cost", "1") == (200, first)


async def test_danger_of_another_kind_under_an_id_gets_its_own_words(running: Running) -> None:
    token = await running.token()
    _, first = await running.say(token, DANGER, "1")
    status, body = await running.say(token, "my son took too many pills and is not waking up", "1")
    assert (status, body["error"]) == (409, "id_used")
    assert said(body) != said(first)
    await until(lambda: rows(schema.outbox.c.route) == ["suicide_self", "overdose_emergency"])


async def test_the_same_danger_again_gets_the_same_reply(running: Running) -> None:
    token = await running.token()
    first = await running.say(token, DANGER, "1")
    assert first[0] == 200
    assert await running.say(token, DANGER, "1") == first
    assert running.slow.asked == 1


async def test_danger_in_a_refused_message_alerts_staff_and_marks_the_inquiries(running: Running) -> None:
    token = await running.token()
    conversation_id = Tokens(*settings().secrets()).conversation(f"Bearer {token}")
    leads = Leads(database(), installed_cipher())
    leads.save(ROSALIND, consent(), **submission(1, conversation_id=conversation_id))
    status, body = await running.say(token, f"{DANGER} " + "and so on " * (MESSAGE_CHARACTERS // 10), "1")
    assert (status, body["error"]) == (422, "text_too_long")
    assert "988" in said(body)
    await until(lambda: rows(schema.outbox.c.kind) == ["created", "crisis", "updated"])
    assert rows(schema.leads.c.crisis) == ["suicide_self"]
    assert rows(schema.inbound_messages.c.id) == []
    leads.save(BARTHOLOMEW, consent(), **submission(2, conversation_id=conversation_id))
    assert rows(schema.leads.c.crisis) == ["suicide_self"] * 2


async def test_danger_that_comes_too_fast_or_without_an_id_alerts_staff(running: Running) -> None:
    token = await running.token()
    status, _ = await running.say(token, DANGER, "")
    assert status == 400
    await until(lambda: rows(schema.outbox.c.route) == ["suicide_self"])
    for number in range(MESSAGES_A_MINUTE - 1):
        await running.say(token, "", f"m{number}")
    status, body = await running.say(token, "i cut my arms again tonight and cannot stop cutting", "last")
    assert (status, body["error"]) == (429, "too_many_messages")
    await until(lambda: rows(schema.outbox.c.route) == ["suicide_self", "self_harm"])


async def test_a_refused_message_without_danger_alerts_nobody(running: Running) -> None:
    token = await running.token()
    assert (await running.say(token, "what does it cost? " * MESSAGE_CHARACTERS, "1"))[0] == 413
    assert (await running.say(token, DANGER, ""))[0] == 400
    await until(lambda: rows(schema.outbox.c.id) == [1])


async def test_the_words_wait_for_no_alert_and_an_alert_that_fails_is_tried_with_the_next(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tell = inbox.Inbox.tell_staff

    def hanging(*_: Any) -> None:
        time.sleep(1.0)
        raise OSError("what Wilhelmina wrote")

    monkeypatch.setattr(inbox.Inbox, "tell_staff", hanging)
    token = await running.token()
    await running.say(await running.token(), "hello", "")  # loads what the first message would wait for
    began = time.monotonic()
    for _ in range(3):
        assert "988" in said((await running.say(token, DANGER, ""))[1])
    assert time.monotonic() - began < 1.0
    await until(lambda: "Staff could not be told of danger in a refused message: OSError" in caplog.text)
    assert "Wilhelmina" not in caplog.text
    monkeypatch.setattr(inbox.Inbox, "tell_staff", tell)
    await running.say(token, DANGER, "")
    await until(lambda: rows(schema.outbox.c.route) == ["suicide_self"])


async def test_who_waited_too_long_is_told_so_and_gets_the_answer_with_the_next_attempt(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering_module, "ANSWER_SECONDS", 1.0)
    token = await running.token()
    await running.say(token, "hello", "0")
    running.slow.seconds = 0.7
    texts = {"1": "what does it cost", "2": "is there yoga", "3": "do you take aetna"}
    waiting = []
    for number, text in texts.items():
        waiting.append(asyncio.ensure_future(running.say(token, text, number)))
        await asyncio.sleep(0.02)
    first, *late = await asyncio.gather(*waiting)
    assert (first[0], said(first[1])) == (200, "Echo: what does it cost")
    for status, body in late:
        assert (status, body["error"]) == (503, "unavailable")
        assert "(303) 555-0142" in said(body)
    assert rows(schema.inbound_messages.c.answered) == [True, True, False, False]
    for number in ("2", "3"):
        status, body = await running.say(token, texts[number], number)
        assert (status, said(body)) == (200, f"Echo: {texts[number]}")


async def test_who_waited_for_nobody_keeps_the_apology(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    token = await running.token()
    await running.say(token, "hello", "0")  # loads what the first message would wait for
    monkeypatch.setattr(answering_module, "ANSWER_SECONDS", 1.0)
    running.slow.seconds = 60.0
    first = await running.say(token, "what does it cost", "1")
    assert (first[0], "(303) 555-0142" in said(first[1])) == (200, True)
    assert await running.say(token, "what does it cost", "1") == first
    assert running.slow.asked == 2


async def test_a_message_that_is_posted_five_times_at_once_is_one_turn(running: Running) -> None:
    token = await running.token()
    running.slow.seconds = 0.3
    for text in ("what does it cost", DANGER):
        replies = await asyncio.gather(*(running.say(token, text, f"id of {text}") for _ in range(5)))
        assert replies[1:] == replies[:-1]
    assert running.slow.heard == ["what does it cost", DANGER]


async def test_messages_are_heard_in_the_order_in_which_they_came(running: Running) -> None:
    for _ in range(6):
        token = await running.token()
        running.slow.heard.clear()
        texts = ["I would like to ask something. " * 30, "and the cost?", "what are your hours"]
        posting = []
        for number, text in enumerate(texts):
            posting.append(asyncio.ensure_future(running.say(token, text, str(number))))
            await asyncio.sleep(0.01)
        await asyncio.gather(*posting)
        assert running.slow.heard == [text.strip() for text in texts]


async def test_danger_overtakes_what_waits_and_what_comes_after_it_goes_on(running: Running) -> None:
    token = await running.token()
    running.slow.seconds = 0.5
    first = asyncio.ensure_future(running.say(token, "what does it cost", "1"))
    await asyncio.sleep(0.1)
    danger = asyncio.ensure_future(running.say(token, DANGER, "2"))
    last = asyncio.ensure_future(running.say(token, "is there yoga", "3"))
    assert "988" in said((await danger)[1])
    assert "Echo: what does it cost" in said((await first)[1])
    assert "Echo: is there yoga" in said((await last)[1])


async def test_who_says_yes_and_closes_the_page_has_said_yes(running: Running) -> None:
    token = await running.token()
    running.slow.seconds = 0.5
    posting = asyncio.ensure_future(running.say(token, "yes, send it", "1"))
    await until(lambda: running.slow.asked == 1)
    posting.cancel()
    await until(lambda: rows(schema.inbound_messages.c.answered) == [True])
    running.slow.seconds = 0.0
    assert said((await running.say(token, "yes, send it", "1"))[1]) == "Echo: yes, send it"
    assert running.slow.asked == 1


async def test_a_message_that_a_process_left_behind_is_answered_by_the_next(var_folder: Path) -> None:
    conversation_id, _ = Tokens(*settings().secrets()).new()
    stored = inbox.Inbox(database(), installed_cipher())
    stored.receive(conversation_id, "1", "yes, send it")
    with database().begin() as connection:
        left = clock.utcnow() - dt.timedelta(minutes=2)
        connection.execute(schema.inbound_messages.update().values(received_at=left))
    running = await Running().start()
    try:
        await until(lambda: rows(schema.inbound_messages.c.answered) == [True])
        assert running.slow.heard == ["yes, send it"]
    finally:
        await running.stop()


async def test_danger_is_remembered_after_a_restart(var_folder: Path) -> None:
    first = await Running().start()
    token = await first.token()
    assert "988" in said((await first.say(token, DANGER, "1"))[1])
    await first.stop()
    second = await Running().start()
    try:
        _, reply = await second.say(token, "what does it cost", "2")
        assert reply["messages"][0]["text"] == "Echo: what does it cost"
        assert "988" in reply["messages"][-1]["text"]
        _, reply = await second.say(await second.token(), "what does it cost", "3")
        assert "988" not in said(reply)
    finally:
        await second.stop()
