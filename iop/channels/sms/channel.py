"""The Rasa input channel for text messages: one core, a small adapter for each provider."""

import asyncio
import logging
from collections import Counter
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Callable, Dict, List, Optional, Sequence, Set

import sqlalchemy as sa
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from iop import safety
from iop.channels.gate import Gate, Loading, apology
from iop.channels.inbox import Inbox
from iop.channels.once import Handler, Once
from iop.channels.sms.answering import JOIN_SECONDS, Answering
from iop.channels.sms.outbox import SmsOutbox
from iop.channels.sms.people import People
from iop.channels.sms.provider import Inbound, Provider, Status, UnreadableError
from iop.channels.sms.reception import Arrival, Reception, store
from iop.channels.sms.sender import Rhythm, Sender
from iop.channels.sms.setup import providers, public_url
from iop.channels.tasks import Tasks
from iop.errors import IopError, SetupError
from iop.facility import Texting, facility
from iop.settings import settings
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database

logger = logging.getLogger(__name__)

READY_SECONDS = 60.0
"""So long after the start an answer waits for the model; then the person is told which number to call."""
STORE_SECONDS = 2.0
"""So long danger waits to be stored; then the answer to the provider holds the words, where it can say them itself."""
ANSWER_SECONDS = 8.0
"""So much longer every other message waits; then the answer holds whom to call. Twilio gives up after 15 seconds."""
OPEN_SECONDS = 5.0
OPEN_AGAIN_SECONDS = 5.0
LATE_SECONDS = (1.0, 5.0, 30.0)
"""A report may come before we have noted the message's id: then it is looked at again."""


@dataclass
class _Works:
    store: Callable[[Sequence[Arrival]], List[str]]
    answering: Answering
    outbox: SmsOutbox


class SmsChannel(InputChannel):
    """Conversations by text.

    Args:
        rhythm: When to send.
        per_second: Messages that our number may send in a second; `facility.yml` says it.
        join: Seconds within which messages are joined.

    Attributes:
        refused: Requests that no provider signed, by provider. Nothing else of them is kept.
    """

    def __init__(
        self,
        rhythm: Optional[Rhythm] = None,
        per_second: Optional[Callable[[], float]] = None,
        join: float = JOIN_SECONDS,
    ) -> None:
        self._per_second = per_second or _per_second
        self._rhythm = rhythm
        self._join = join
        self._providers = _providers()
        self._reception = Reception(self._store_all)
        self._told: Set[str] = set()
        self._works: Future[_Works] = Future()
        self._tasks = Tasks()
        self.refused: Counter[str] = Counter()

    @classmethod
    def name(cls) -> str:
        """Returns the channel's name: its routes begin with `/webhooks/sms`."""
        return "sms"

    @classmethod
    def from_credentials(cls, credentials: Any) -> "SmsChannel":
        """Makes the channel; what it needs is in environment variables."""
        return cls()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """Builds the routes: two for each provider that is on."""
        routes = Blueprint("sms", __name__)
        if not self._providers:
            return routes
        gate = Gate(Once(on_new_message, installed_cipher()), self.name())

        @routes.listener("after_server_start")
        async def start(app: Sanic, _: Any) -> None:
            self._tasks.begin(self._run(app, gate))

        @routes.listener("before_server_stop")
        async def stop(_: Sanic, __: Any) -> None:
            self._tasks.cancel()

        for provider in self._providers.values():
            handler = partial(self._webhook, gate, provider)
            routes.add_route(handler, f"/{provider.name}", methods=["POST"], name=provider.name)
            routes.add_route(handler, f"/{provider.name}/status", methods=["POST"], name=f"{provider.name}_status")
        return routes

    async def _run(self, app: Sanic, gate: Gate) -> None:
        """Opens the database, sends, and answers what was left."""
        engine = None
        while engine is None:
            try:
                engine = await asyncio.to_thread(database)
            except IopError as error:
                logger.error("%s", error)
                await asyncio.sleep(OPEN_AGAIN_SECONDS)
        cipher = installed_cipher()
        outbox = SmsOutbox(engine, cipher)
        sender = Sender(outbox, self._providers, self._per_second, self._rhythm)
        loading = Loading(app, READY_SECONDS)
        storing = partial(store, engine, Inbox(engine, cipher, self.name()), People(engine, cipher))
        is_crowded = self._reception.is_crowded
        answering = Answering(gate, engine, cipher, loading, sender.wake, is_crowded, self._told, self._join)
        self._works.set_result(_Works(storing, answering, outbox))
        self._tasks.begin(sender.run())
        await answering.recover()

    async def _webhook(self, gate: Gate, provider: Provider, request: Request) -> HTTPResponse:
        """Takes a message or a report. It is stored before it is acknowledged, if possible, and answered afterwards."""
        query = f"?{request.query_string}" if request.query_string else ""
        url = f"{public_url(settings())}{request.path}{query}"
        if not provider.verify(url, request.body, request.headers):
            self.refused[provider.name] += 1
            return response.text("The signature is not valid.", status=403)
        try:
            message = provider.parse(request.body)
            status = provider.parse_status(request.body) if message is None else None
        except UnreadableError as error:
            return response.text(str(error), status=400)
        if message is not None:
            return await self._take(gate, provider, message)
        if status is not None and self._works.done():
            self._tasks.begin(self._note(self._works.result().outbox, provider.name, status))
        return _acknowledged(provider)

    async def _take(self, gate: Gate, provider: Provider, message: Inbound) -> HTTPResponse:
        """Acknowledges a message that is stored.

        Where storing fails or hangs, danger gets its words at once, and everybody else hears whom to call. What the
        message wants is done, and staff are told of danger, as soon as it can be stored.
        """
        storing = self._tasks.begin(self._store(provider, message))
        if await _ends_well(storing, STORE_SECONDS):
            return _acknowledged(provider)
        verdict = await gate.check(message.text)
        words = provider.answer(safety.crisis_messages(verdict, self.name())) if verdict.is_danger else None
        if words is not None and not storing.done():
            self._told.add(message.id)
        elif await _ends_well(storing, ANSWER_SECONDS):
            return _acknowledged(provider)
        body = words or provider.answer([apology()])
        if body is None:
            return response.text("The message could not be stored. Please send it again.", status=503)
        return response.text(body, content_type=provider.acknowledgement[0])

    async def _store(self, provider: Provider, message: Inbound) -> bool:
        """Stores a message, however long that takes, and has it answered. Returns whether that was possible."""
        try:
            conversation_id = await self._reception.take(provider.name, message)
        except IopError as error:
            logger.error("A text message is lost: %s.", error)
            return False
        self._works.result().answering.wake(conversation_id)
        return True

    def _store_all(self, arrivals: Sequence[Arrival]) -> List[str]:
        """Stores messages as `store` does; those of the first moment once the database is open. Blocks."""
        return self._works.result(OPEN_SECONDS).store(arrivals)

    async def _note(self, outbox: SmsOutbox, provider: str, status: Status) -> None:
        for seconds in (*LATE_SECONDS, None):
            try:
                if await asyncio.to_thread(outbox.report, provider, status):
                    return
            except (sa.exc.SQLAlchemyError, IopError) as error:
                logger.error("A report about a text message could not be stored: %s", type(error).__name__)
            if seconds is not None:
                await asyncio.sleep(seconds)


def _per_second() -> float:
    """Returns what `facility.yml` says; where that is broken, texts go out all the same."""
    try:
        return facility().sms.messages_per_second
    except IopError:
        return Texting().messages_per_second


def _providers() -> Dict[str, Provider]:
    try:
        return providers(settings())
    except SetupError as error:
        logger.error("SMS is off: %s", error)
        return {}


async def _ends_well(storing: "asyncio.Task[bool]", seconds: float) -> bool:
    """Returns whether a message is stored within a time."""
    done, _ = await asyncio.wait({storing}, timeout=seconds)
    return bool(done) and storing.result()


def _acknowledged(provider: Provider) -> HTTPResponse:
    content_type, body = provider.acknowledgement
    return response.text(body, content_type=content_type)
