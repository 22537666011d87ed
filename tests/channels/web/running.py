"""The web channel behind real HTTP, with something simple in the place of Rasa."""

import asyncio
import uuid
from typing import Any, Dict, List, Tuple

from aiohttp import ClientSession
from rasa.core.channels.channel import UserMessage, register
from sanic import Sanic

from iop.channels.web.channel import WebChannel
from tests.channels.sms.running import serve


class Slow:
    """Stands in for Rasa: counts what it was asked, and takes its time over each."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.asked = 0
        self.heard: List[str] = []

    async def handle_message(self, message: UserMessage) -> None:
        self.asked += 1
        self.heard.append(message.text)
        await asyncio.sleep(self.seconds)
        await message.output_channel.send_response(message.sender_id, {"text": f"Echo: {message.text}"})


class Running:
    """A running channel, and a way to write to it."""

    def __init__(self) -> None:
        self.slow = Slow()
        self.session = ClientSession()
        self.base = ""
        self._app = Sanic(f"web-{uuid.uuid4().hex}", configure_logging=False)
        self._app.ctx.agent, self._app.ctx.loading_failed = self.slow, False
        Sanic.test_mode = True  # Sanic rewrites its classes at start, and in a process only once without this
        register([WebChannel()], self._app, route="/webhooks/")
        self._server: Any = None

    async def start(self) -> "Running":
        self._app.is_running = True  # otherwise Sanic leaves the channel's own tasks for later
        self._server = await serve(self._app)
        self.base = f"http://127.0.0.1:{self._app.ctx.port}/webhooks/web"
        return self

    async def stop(self) -> None:
        self._app.shutdown_tasks(0)  # waiting for them would need a loop of its own
        self._server.close()
        await self._server.wait_closed()
        await self.session.close()

    async def token(self) -> str:
        async with self.session.post(f"{self.base}/session") as answer:
            return str((await answer.json())["token"])

    async def say(self, token: str, text: str, client_id: str) -> Tuple[int, Dict[str, Any]]:
        headers = {"Authorization": f"Bearer {token}"}
        body = {"id": client_id, "text": text}
        async with self.session.post(f"{self.base}/messages", json=body, headers=headers) as answer:
            return answer.status, await answer.json()
