import datetime as dt
from email.message import Message as Mail
from typing import Any

import pytest

from iop.admissions.briefing import Message
from iop.admissions.sinks.email import EmailSink
from iop.errors import SetupError
from tests.admissions.people import ROSALIND, TRACES
from tests.admissions.running import centre, secrets
from tests.admissions.stand_ins import mail_server


def message(**changes: Any) -> Message:
    noon = dt.datetime(2026, 11, 24, 19, 5)
    values = {"id": "msg_1", "kind": "created", "channel": "web", "happened_at": noon, "number": 123}
    return Message(**{**values, "data": {"fields": ROSALIND.as_dict()}, **changes})


def sent(one: Message) -> Mail:
    with mail_server() as (server, port):
        EmailSink("desk@turningpoint.example", centre(), secrets(port), 2.0).deliver(one)
        [mail] = server.accepted
    return mail


def test_a_new_inquiry_is_a_number_and_the_centres_time() -> None:
    mail = sent(message())
    assert mail["Subject"] == "New inquiry #123"
    assert (mail["To"], mail["From"]) == ("desk@turningpoint.example", "admissions@turningpoint.example")
    assert "iop leads pick-up 123" in mail.get_payload()
    assert "Tuesday, November 24, 12:05 PM" in mail.get_payload()
    assert not any(trace in mail.as_string() for trace in TRACES)


def test_a_crisis_in_the_conversation_comes_first() -> None:
    assert sent(message(crisis="self_harm")).get_payload().startswith("The conversation spoke of danger.")


def test_a_crisis_alert_names_kind_and_conversation_only() -> None:
    mail = sent(message(kind="crisis", number=None, crisis="self_harm", data={"conversation_id": "web-1"}))
    assert mail["Subject"] == "A conversation spoke of danger"
    assert mail.get_payload().splitlines()[2:4] == ["Kind: self_harm", "Conversation: web-1"]


@pytest.mark.parametrize("kind", ["updated", "deleted", "reminder", "escalation"])
def test_every_kind_names_the_inquiry(kind: str) -> None:
    assert "#123" in sent(message(kind=kind))["Subject"]


def test_every_attempt_has_the_same_message_id() -> None:
    assert sent(message())["Message-ID"] == sent(message())["Message-ID"] == "<msg_1@turningpoint.example>"


def test_without_a_mail_server_the_variable_is_named() -> None:
    with pytest.raises(SetupError, match="IOP_SMTP_HOST"):
        EmailSink("desk@turningpoint.example", centre(), secrets().copy(update={"smtp_host": None}), 2.0)
