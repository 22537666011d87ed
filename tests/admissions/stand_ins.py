"""Local servers at the real protocols, that fail as they are told to and then come back."""

import base64
import json
import random
import socketserver
import ssl
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Deque, Dict, Iterator, List, Tuple

HANG_SECONDS = 30.0


@dataclass
class Receiver:
    """What a server was sent, and how it will fail next; when `faults` is empty it works.

    Webhook faults: a status such as `500`, or `429:1` with Retry-After; `hang`; `drip`; `drop` (closes without an
    answer); `cut` (closes in the middle of the answer's body). SMTP: `hang`, `drip`, `drop`, or a code such as `451`.
    """

    faults: Deque[str] = field(default_factory=deque)
    attempts: List[float] = field(default_factory=list)
    accepted: List[Any] = field(default_factory=list)
    commands: List[Tuple[str, bool]] = field(default_factory=list)
    """What a mail server with STARTTLS was told, and whether it came encrypted."""
    over: threading.Event = field(default_factory=threading.Event)
    slowness: float = 0.0
    """The longest time, in seconds, between taking a request and answering it."""

    def next_fault(self) -> str:
        self.attempts.append(time.monotonic())
        return self.faults.popleft() if self.faults else ""


@dataclass
class Accepted:
    headers: Dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def json(self) -> Dict[str, Any]:
        return dict(json.loads(self.body))


class WebhookHandler(BaseHTTPRequestHandler):
    receiver: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if len(body) < int(self.headers["content-length"]):
            self.close_connection = True  # the sender was killed in the middle of it
            return
        fault = self.receiver.next_fault()
        if fault == "hang":
            self.receiver.over.wait(HANG_SECONDS)
        elif fault == "drip":
            self._drip()
        elif fault == "cut":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf of it")
        elif fault != "drop":
            status, _, wait = fault.partition(":")
            if not fault:
                self.receiver.accepted.append(Accepted({k.lower(): v for k, v in self.headers.items()}, body))
                time.sleep(random.uniform(0, self.receiver.slowness))
            self.send_response(int(status or 204))
            if wait:
                self.send_header("Retry-After", wait)
            self.send_header("Content-Length", "0")
            self.end_headers()
        self.close_connection = True

    def _drip(self) -> None:
        try:
            for _ in range(int(HANG_SECONDS / 0.1)):
                self.wfile.write(b"H")
                if self.receiver.over.wait(0.1):
                    return
        except OSError:
            pass

    def log_message(self, *_: Any) -> None:
        pass


class SmtpHandler(socketserver.StreamRequestHandler):
    """Enough of RFC 5321 for smtplib."""

    receiver: Receiver

    def handle(self) -> None:
        fault = self.receiver.next_fault()
        if fault == "drop":
            return
        self._say("220 stand-in")
        while line := self.rfile.readline():
            command = line.split(b" ")[0].strip().upper()
            if command == b"DATA":
                if fault == "hang":
                    self.receiver.over.wait(HANG_SECONDS)
                    return
                if fault == "drip":
                    while not self.receiver.over.wait(0.1):
                        try:
                            self.wfile.write(b"3")
                        except OSError:
                            return
                    return
                self._say("354 go on")
                self._data(fault)
            elif command == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _data(self, fault: str) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return  # the sender went away in the middle of it
            lines.append(line)
        if fault:
            self._say(f"{fault} not now")
            return
        mail: Message = message_from_bytes(b"".join(lines))
        self.receiver.accepted.append(mail)
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class SecureSmtpHandler(SmtpHandler):
    """The same with STARTTLS (RFC 3207) and AUTH (RFC 4954), which it asks for before it takes a message."""

    context: ssl.SSLContext
    login: Tuple[str, str]
    offers_tls = True

    def setup(self) -> None:
        super().setup()
        self.logged_in = False

    @property
    def is_encrypted(self) -> bool:
        return isinstance(self.connection, ssl.SSLSocket)

    def handle(self) -> None:
        self.receiver.next_fault()
        self._say("220 stand-in")
        while line := self.rfile.readline():
            self.receiver.commands.append((line.decode().strip(), self.is_encrypted))
            command, *words = line.decode().split()
            if command.upper() == "EHLO":
                self._say("250-stand-in")
                if self.offers_tls and not self.is_encrypted:
                    self._say("250-STARTTLS")
                if self.is_encrypted:
                    self._say("250-AUTH PLAIN")
                self._say("250 8BITMIME")
            elif command.upper() == "STARTTLS" and self.offers_tls and not self.is_encrypted:
                self._say("220 go on")
                try:
                    self.connection = self.context.wrap_socket(self.connection, server_side=True)
                except ssl.SSLError:
                    return  # the certificate is not trusted
                self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
            elif command.upper() == "AUTH" and self.is_encrypted:
                mechanism, response = words
                user, password = self.login
                self.logged_in = (mechanism, base64.b64decode(response)) == ("PLAIN", f"\0{user}\0{password}".encode())
                self._say("235 welcome" if self.logged_in else "535 wrong")
            elif command.upper() in ("MAIL", "RCPT") and not self.logged_in:
                self._say("530 authentication required")
            elif command.upper() in ("MAIL", "RCPT"):
                self._say("250 fine")
            elif command.upper() == "DATA" and self.logged_in:
                self._say("354 go on")
                self._data("")
            elif command.upper() == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("503 not now")


class SmtpServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def webhook(*faults: str, port: int = 0) -> Iterator[tuple[Receiver, str]]:
    """A webhook receiver, and its address."""
    with _serving(ThreadingHTTPServer, WebhookHandler, faults, port) as (receiver, taken):
        yield receiver, f"http://127.0.0.1:{taken}/inquiries"


@contextmanager
def mail_server(*faults: str) -> Iterator[tuple[Receiver, int]]:
    """A mail server, and its port."""
    with _serving(SmtpServer, SmtpHandler, faults, 0) as (receiver, port):
        yield receiver, port


@contextmanager
def secure_mail_server(
    certificate: Path, login: Tuple[str, str], offers_tls: bool = True
) -> Iterator[tuple[Receiver, int]]:
    """A mail server that takes messages from who has encrypted and logged in, and its port.

    Args:
        certificate: A PEM file with the key beside it.
        login: The user's name and password.
        offers_tls: Whether it can encrypt at all.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    parts = {"context": context, "login": login, "offers_tls": offers_tls}
    with _serving(SmtpServer, SecureSmtpHandler, (), 0, **parts) as (receiver, port):
        yield receiver, port


@contextmanager
def _serving(server_class: Any, handler: Any, faults: Any, port: int, **parts: Any) -> Iterator[tuple[Receiver, int]]:
    receiver = Receiver(deque(faults))
    own = type("Handler", (handler,), {"receiver": receiver, **parts})
    server = server_class(("127.0.0.1", port), own)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver, server.server_address[1]
    finally:
        receiver.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
