"""The channel behind real HTTP, with something simple in the place of Rasa."""

import asyncio
import socket
import time
import uuid
from typing import Any, Awaitable, Callable, List, Optional

import sqlalchemy as sa
from aiohttp import ClientSession
from rasa.core.channels.channel import UserMessage, register
from sanic import Sanic, response

from iop.channels.sms.channel import SmsChannel
from iop.channels.sms.sender import Rhythm
from iop.storage.engine import database
from tests.channels.sms.stand_ins import Telnyx, Twilio

ANN, BOB, CAM = "+13035550111", "+13035550122", "+13035550133"
QUICK = Rhythm(look=0.2, first_pause=0.05, longest_pause=0.4, lease=1.0)
Answer = Callable[[UserMessage], Awaitable[None]]


class Echo:
    """Stands in for Rasa: repeats what it was asked, and remembers it."""

    def __init__(self) -> None:
        self.asked: List[str] = []
        self.senders: List[str] = []
        self.seconds = 0.0

    async def handle_message(self, message: UserMessage) -> None:
        self.asked.append(message.text)
        self.senders.append(message.sender_id)
        await asyncio.sleep(self.seconds)
        said = {"text": f"Echo: {message.text}", "turn": {"outcome": "answer"}}
        await message.output_channel.send_response(message.sender_id, said)


def application(rhythm: Optional[Rhythm], join: float, agent: Any, per_second: Optional[float] = 500.0) -> Sanic:
    app = Sanic(f"sms-{uuid.uuid4().hex}", configure_logging=False)
    Sanic.test_mode = True  # Sanic rewrites its classes at start, and in a process only once without this
    app.ctx.agent, app.ctx.loading_failed = agent, False
    app.ctx.channel = SmsChannel(rhythm, None if per_second is None else lambda: per_second, join)

    @app.get("/")
    async def nothing(_: Any) -> Any:
        return response.empty()

    register([app.ctx.channel], app, route="/webhooks/")
    return app


async def serve(app: Sanic, port: int = 0) -> Any:
    """Starts an application in this loop and returns its server."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", port))
    server: Any = await app.create_server(sock=sock, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.after_start()
    app.ctx.port = sock.getsockname()[1]
    return server


class Running:
    """A running channel, and a way to text it."""

    def __init__(
        self, twilio: Twilio, telnyx: Telnyx, echo: Echo, rhythm: Rhythm, join: float, per_second: Optional[float]
    ) -> None:
        self.twilio, self.telnyx, self.echo = twilio, telnyx, echo
        self.app = application(rhythm, join, echo, per_second)
        self.session = ClientSession()
        self.base = ""
        self._server: Any = None

    async def start(self) -> "Running":
        self._server = await serve(self.app)
        self.base = f"http://127.0.0.1:{self.app.ctx.port}"
        await self.until(lambda: self.app.ctx.channel._works.done() or not self.app.ctx.channel._providers)
        return self

    async def stop(self) -> None:
        await self._server.before_stop()
        self._server.close()
        await self._server.wait_closed()
        await self.session.close()

    async def text(self, text: str, number: str = ANN, message_id: Optional[str] = None, **more: str) -> Any:
        form = Twilio.inbound(text, number, message_id or f"SM{uuid.uuid4().hex}", **more)
        answer = await self.twilio.post(self.session, self.base, form)
        assert answer.status == 200
        return answer

    async def said(self, count: int, number: str = ANN) -> List[str]:
        """Waits for so many messages to a person, and a moment for one too many."""
        await self.until(lambda: len(self.twilio.texts(number)) >= count)
        await self.quiet()
        return self.twilio.texts(number)

    async def quiet(self, seconds: float = 15.0) -> None:
        """Waits until everything is answered and sent."""

        def over() -> bool:
            with database().connect() as connection:
                waiting = sa.text("SELECT count(*) FROM inbound_messages WHERE NOT answered")
                unsent = sa.text("SELECT count(*) FROM sms_outbox WHERE state IN ('pending', 'sending')")
                return not connection.execute(waiting).scalar() and not connection.execute(unsent).scalar()

        await self.until(over, seconds)

    async def until(self, condition: Callable[[], bool], seconds: float = 15.0) -> None:
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, f"it did not happen: {self.twilio.texts()[-20:]}"
            await asyncio.sleep(0.02)


def rows(table: str) -> List[Any]:
    with database().connect() as connection:
        return connection.execute(sa.text(f"SELECT * FROM {table} ORDER BY id")).all()  # noqa: S608
