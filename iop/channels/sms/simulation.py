"""A chat in the terminal through the real webhook: the real server, and a stand-in of Twilio on this machine."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any, Callable, Dict

import aiohttp
from aiohttp import web
from twilio.request_validator import RequestValidator

from iop.channels.sms.text import parts
from iop.errors import SetupError
from iop.settings import ROOT

ACCOUNT, TOKEN, OURS, PERSON = "AC" + "0" * 32, uuid.uuid4().hex, "+13035550100", "+13035550111"
START_SECONDS = 120.0
STOP_SECONDS = 15.0
ANSWER_SECONDS = 15.0
SILENCE_SECONDS = 1.5
"""After so much silence the answer is over."""


class Simulation:
    """One person with a phone.

    Args:
        show: Prints a line.
    """

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self._port = _free_port()
        self._came_at = 0.0

    async def run(self) -> None:
        """Chats until the end of the input.

        Raises:
            SetupError: if the server does not come up.
        """
        app = web.Application()
        app.router.add_post(f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json", self._receive)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        with tempfile.TemporaryDirectory(prefix="iop-sms-") as folder:
            server = self._start_server(Path(folder), runner.addresses[0][1])
            try:
                async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
                    await self._wait(session, server, Path(folder))
                    self._show("Write as a person would by text. Ctrl-D ends it; nothing of it is kept.")
                    await self._chat(session)
            finally:
                server.send_signal(signal.SIGTERM)
                await asyncio.to_thread(_end, server)
                await runner.cleanup()

    def _start_server(self, folder: Path, provider_port: int) -> "subprocess.Popen[bytes]":
        own: Dict[str, str] = {
            "HOST": "127.0.0.1",
            "PORT": str(self._port),
            "PUBLIC_URL": self._url,
            "IOP_VAR": str(folder / "var"),
            "IOP_DATABASE_URL": "",
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_FROM": OURS,
            "TWILIO_API_BASE": f"http://127.0.0.1:{provider_port}",
        }
        command = [sys.executable, "-m", "iop.cli", "serve"]
        with open(folder / "server.log", "wb") as log:
            return subprocess.Popen(  # noqa: S603 - our own command
                command, cwd=ROOT, env={**os.environ, **own}, stdout=log, stderr=log, start_new_session=True
            )

    async def _wait(self, session: aiohttp.ClientSession, server: Any, folder: Path) -> None:
        self._show("Starting the assistant (about 20 seconds) ...")
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and server.poll() is None:
            try:
                async with session.get(f"{self._url}/health") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.3)
        raise SetupError(f"The assistant did not start:\n{(folder / 'server.log').read_text(encoding='utf-8')[-2000:]}")

    async def _chat(self, session: aiohttp.ClientSession) -> None:
        while True:
            text = await asyncio.to_thread(_read_line)
            if text is None:
                return
            if not sys.stdin.isatty():
                self._show(f"> {text}")
            await self._text(session, text)

    async def _text(self, session: aiohttp.ClientSession, text: str) -> None:
        """Calls the webhook as Twilio does, and waits for the answer."""
        path = "/webhooks/sms/twilio"
        form = {"AccountSid": ACCOUNT, "MessageSid": f"SM{uuid.uuid4().hex}", "From": PERSON, "To": OURS}
        form |= {"Body": text, "NumMedia": "0", "FromCity": ""}
        signature = RequestValidator(TOKEN).compute_signature(self._url + path, form)
        self._came_at = 0.0
        async with session.post(self._url + path, data=form, headers={"X-Twilio-Signature": signature}) as answer:
            if answer.status != 200:
                self._show(f"The webhook answered {answer.status}.")
                return
        until = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < until and not 0 < self._came_at < time.monotonic() - SILENCE_SECONDS:
            await asyncio.sleep(0.1)
        if not self._came_at:
            self._show("(no answer)")

    async def _receive(self, request: web.Request) -> web.Response:
        """Takes a message as Twilio's API does."""
        form = await request.post()
        body = str(form["Body"])
        count = parts(body)
        self._show(f"\n{body}\n({len(body)} characters, {count} part{'s' if count > 1 else ''})")
        self._came_at = time.monotonic()
        return web.json_response({"sid": f"SM{uuid.uuid4().hex}"}, status=201)

    @property
    def _url(self) -> str:
        return f"http://127.0.0.1:{self._port}"


def _read_line() -> Any:
    """Returns the next line of the input, or nothing at its end."""
    try:
        return input("\n> " if sys.stdin.isatty() else "")
    except EOFError:
        return None


def _end(server: "subprocess.Popen[bytes]") -> None:
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _free_port() -> int:
    """Returns a port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
