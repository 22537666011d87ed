import datetime as dt
import ipaddress
from email.message import Message as Mail
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from iop.admissions.briefing import Message
from iop.admissions.sinks.email import EmailSink
from iop.admissions.sinks.errors import DeliveryError
from iop.errors import SetupError
from iop.settings import Settings
from tests.admissions.people import ROSALIND, TRACES
from tests.admissions.running import centre, secrets
from tests.admissions.stand_ins import mail_server, secure_mail_server

LOGIN = ("intake", "the password of the mail server")


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
    assert "    .venv/bin/iop leads pick-up 123" in mail.get_payload()
    assert "Tuesday, November 24, 12:05 PM" in mail.get_payload()
    assert not any(trace in mail.as_string() for trace in TRACES)


def test_a_crisis_in_the_conversation_comes_first() -> None:
    assert sent(message(crisis="self_harm")).get_payload().startswith("The conversation spoke of danger.")


def test_a_crisis_alert_names_kind_and_conversation_only() -> None:
    data = {"conversation_id": "web-1", "crisis_texts": "shown"}
    mail = sent(message(kind="crisis", number=None, crisis="self_harm", data=data))
    assert mail["Subject"] == "A conversation spoke of danger"
    assert mail.get_payload().splitlines()[:4] == [
        "The person was shown the crisis resources in the chat.",
        "",
        "Kind: self_harm",
        "Conversation: web-1",
    ]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ("waiting", "have not left yet"),
        ("handed_over", "has not said yet that they arrived"),
        ("delivered", "were delivered"),
        ("lost", "COULD NOT BE DELIVERED"),
    ],
)
def test_of_crisis_texts_by_sms_the_alert_says_what_became_of_them(texts: str, words: str) -> None:
    data = {"conversation_id": "sms-1", "crisis_texts": texts}
    body = sent(message(kind="crisis", channel="sms", number=None, crisis="self_harm", data=data)).get_payload()
    assert words in body
    assert "was shown" not in body


@pytest.mark.parametrize("kind", ["updated", "deleted", "reminder", "escalation"])
def test_every_kind_names_the_inquiry(kind: str) -> None:
    assert "#123" in sent(message(kind=kind))["Subject"]


def test_every_attempt_has_the_same_message_id() -> None:
    assert sent(message())["Message-ID"] == sent(message())["Message-ID"] == "<msg_1@turningpoint.example>"


def test_without_a_mail_server_the_variable_is_named() -> None:
    with pytest.raises(SetupError, match="IOP_SMTP_HOST"):
        EmailSink("desk@turningpoint.example", centre(), secrets().copy(update={"smtp_host": None}), 2.0)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of 127.0.0.1 that signs itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stand-in")])
    now = dt.datetime.utcnow()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "certificate.pem"
    own = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + own)
    return file


def as_set_up(port: int, monkeypatch: pytest.MonkeyPatch, password: str = LOGIN[1]) -> EmailSink:
    """The sink with a mail server and a login, and everything else as it is without being set."""
    monkeypatch.delenv("IOP_SMTP_SECURITY", raising=False)
    for name, value in {"HOST": "127.0.0.1", "PORT": str(port), "USER": LOGIN[0], "PASSWORD": password}.items():
        monkeypatch.setenv(f"IOP_SMTP_{name}", value)
    return EmailSink("desk@turningpoint.example", centre(), Settings(), 5.0)


def test_unless_set_otherwise_it_encrypts_first_and_logs_in(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with secure_mail_server(certificate, LOGIN) as (server, port):
        as_set_up(port, monkeypatch).deliver(message())
        [mail] = server.accepted
    assert mail["Subject"] == "New inquiry #123"
    told = [(line.split()[0].upper(), encrypted) for line, encrypted in server.commands]
    assert told[:2] == [("EHLO", False), ("STARTTLS", False)]
    assert all(encrypted for _, encrypted in told[2:])
    assert ("AUTH", True) in told


@pytest.mark.parametrize(
    ("trusted", "offers_tls", "password"),
    [(True, False, LOGIN[1]), (False, True, LOGIN[1]), (True, True, "wrong")],
    ids=["it cannot encrypt", "nobody vouches for it", "it does not know us"],
)
def test_a_server_that_is_not_right_gets_nothing(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool, offers_tls: bool, password: str
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    else:
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with secure_mail_server(certificate, LOGIN, offers_tls) as (server, port), pytest.raises(DeliveryError):
        as_set_up(port, monkeypatch, password).deliver(message())
    assert server.commands
    assert server.accepted == []
    in_the_open = [line.split()[0].upper() for line, encrypted in server.commands if not encrypted]
    assert set(in_the_open) <= {"EHLO", "STARTTLS", "QUIT"}
    assert not any(line.upper().startswith(("MAIL", "DATA")) for line, _ in server.commands)
