"""The Rasa input channel for the website: `session`, `messages`, `events`."""

import asyncio
import logging
from collections import Counter
from functools import partial
from typing import Any, Callable, Dict, List, MutableMapping, Optional, Set, Tuple, TypeVar
from weakref import WeakValueDictionary

import sqlalchemy as sa
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from iop.channels.gate import Gate, Handler, Loading, apology
from iop.channels.inbox import Inbox
from iop.channels.limits import (
    MESSAGES_A_MINUTE_AND_ADDRESS,
    SESSIONS_A_MINUTE_AND_ADDRESS,
    STREAMS_OF_A_CONVERSATION,
    Pace,
)
from iop.channels.web.arrivals import arrivals
from iop.channels.web.origins import guard
from iop.channels.web.requests import BadRequestError, read_message
from iop.channels.web.streams import Streams, follow
from iop.channels.web.tokens import TokenError, Tokens
from iop.errors import IopError
from iop.facility import facility
from iop.settings import settings
from iop.storage.encryption import Cipher
from iop.storage.engine import database

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

DATABASE_ERRORS = (sa.exc.SQLAlchemyError, IopError)


class WebChannel(InputChannel):
    """Conversations from the website. The server makes their ids and signs the tokens that open them."""

    def __init__(self) -> None:
        self._tokens = Tokens(*settings().secrets())
        self._pace = Pace()
        self._address_pace = Pace(most=MESSAGES_A_MINUTE_AND_ADDRESS)
        self._session_pace = Pace(most=SESSIONS_A_MINUTE_AND_ADDRESS)
        self._open: Counter[str] = Counter()
        self._streams = Streams()
        self._locks: MutableMapping[str, asyncio.Lock] = WeakValueDictionary()
        self._cipher = Cipher(*settings().secrets())

    @classmethod
    def name(cls) -> str:
        """Returns the channel's name: its routes begin with `/webhooks/web`."""
        return "web"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """Builds the routes."""
        routes = Blueprint("web", __name__)
        guard(routes)
        loading: Optional[Loading] = None

        async def when_loaded(message: UserMessage) -> Any:
            if loading is not None and not message.metadata["crisis"]:
                await loading.wait()
            return await on_new_message(message)

        gate = Gate(when_loaded, self.name())

        @routes.listener("after_server_start")
        async def watch(started: Sanic, _: Any) -> None:
            nonlocal loading
            loading = Loading(started)
            started.add_task(self._streams.watch(self._arrivals))

        @routes.get("/centre")
        async def centre(_: Request) -> HTTPResponse:
            known = facility()
            website = known.website
            body = {"privacy_url": website.privacy_url, "quick_exit_url": website.quick_exit_url}
            return response.json({"name": known.name, "phone": known.phone, **body}, headers=NOT_STORED)

        @routes.post("/session")
        async def session(request: Request) -> HTTPResponse:
            seconds = self._session_pace.wait(address(request))
            if seconds:
                line = f"Too many conversations were started from your network. Please try again, or call {phone()}."
                return refusal(429, "too_many_sessions", [line], headers={"Retry-After": str(seconds)})
            authorization = request.headers.get("authorization")
            try:
                token = self._tokens.renew(authorization) if authorization else self._tokens.new()[1]
            except TokenError as error:
                return refusal(401, "unauthorized", [str(error)])
            return response.json({"token": token}, headers=NOT_STORED)

        @routes.post("/messages")
        async def messages(request: Request) -> HTTPResponse:
            try:
                conversation_id = self._tokens.conversation(request.headers.get("authorization", ""))
            except TokenError as error:
                return refusal(401, "unauthorized", [str(error)])
            refuse = partial(gate.refuse, conversation_id)
            try:
                message = read_message(request)
            except BadRequestError as error:
                return refusal(error.status, error.code, refuse(error.text, str(error)))
            seconds = self._pace.wait(conversation_id) or self._address_pace.wait(address(request))
            if seconds:
                headers = {"Retry-After": str(seconds)}
                return refusal(429, "too_many_messages", refuse(message.text, TOO_FAST), headers)
            async with self._lock_of(conversation_id):
                return await self._answer(gate, conversation_id, message.id, message.text)

        @routes.get("/events")
        async def events(request: Request) -> Optional[HTTPResponse]:
            try:
                conversation_id = self._tokens.conversation(request.headers.get("authorization", ""))
            except TokenError as error:
                return refusal(401, "unauthorized", [str(error)])
            if self._open[conversation_id] >= STREAMS_OF_A_CONVERSATION:
                return refusal(429, "too_many_streams", ["This conversation is open too often. Close a tab."])
            cursor = request.headers.get("last-event-id", "0")
            stream = await request.respond(content_type="text/event-stream", headers=NOT_STORED)
            fetch = partial(self._off_loop, self._said_since, conversation_id)
            self._open[conversation_id] += 1
            try:
                await follow(stream, self._streams.of(conversation_id), fetch, cursor_of(cursor))
            finally:
                self._open[conversation_id] -= 1
                if not self._open[conversation_id]:
                    del self._open[conversation_id]
            return None

        return routes

    def _lock_of(self, conversation_id: str) -> asyncio.Lock:
        """Returns the lock that keeps one conversation's messages in order, as long as somebody holds it."""
        lock = self._locks.get(conversation_id)
        if lock is None:
            lock = self._locks[conversation_id] = asyncio.Lock()
        return lock

    async def _answer(self, gate: Gate, conversation_id: str, client_id: str, text: str) -> HTTPResponse:
        """Answers one message, once."""
        try:
            received = await self._off_loop(self._inbox().receive, conversation_id, client_id, text)
        except DATABASE_ERRORS as error:
            logger.error("A message could not be stored: %s", type(error).__name__)
            return refusal(503, "unavailable", gate.refuse(conversation_id, text, apology()))
        if received.reply is None:
            turn = await gate.answer(conversation_id, text, client_id, received.after_crisis)
            try:
                stored = await self._off_loop(self._inbox().reply, conversation_id, received.id, turn)
            except DATABASE_ERRORS as error:
                logger.error("A reply could not be stored: %s", type(error).__name__)
                return refusal(503, "unavailable", gate.refuse(conversation_id, text, apology()))
            self._streams.of(conversation_id).set()
        else:
            stored = received.reply
        body = {"messages": [message.as_dict() for message in stored], "cursor": str(stored[-1].id)}
        return response.json(body, headers=NOT_STORED)

    def _inbox(self) -> Inbox:
        return Inbox(database(), self._cipher)

    async def _arrivals(self, cursor: int) -> Tuple[int, Set[str]]:
        return await self._off_loop(lambda: arrivals(database(), cursor))

    def _said_since(self, conversation_id: str, cursor: int) -> Any:
        return self._inbox().said_since(conversation_id, cursor)

    async def _off_loop(self, function: Callable[..., Result], *arguments: Any) -> Result:
        return await asyncio.get_running_loop().run_in_executor(None, partial(function, *arguments))


def address(request: Request) -> str:
    """Returns the address of the person's network; a forwarded one only where `IOP_PROXIES` says so."""
    return str(request.remote_addr or request.ip)


def cursor_of(last_event_id: str) -> int:
    """Returns where a stream goes on; at the beginning where the header is no id of ours."""
    return int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() and len(last_event_id) < 19 else 0


def phone() -> str:
    """Returns the centre's number, or 988 where the file about the centre is broken."""
    try:
        return facility().phone
    except IopError:
        return "988"


NOT_STORED = {"Cache-Control": "no-store"}
TOO_FAST = "You're writing faster than I can answer. Please wait a moment, then send it again."


def refusal(status: int, code: str, lines: List[str], headers: Optional[Dict[str, str]] = None) -> HTTPResponse:
    """Returns an error with what the person is told.

    Args:
        status: The HTTP status.
        code: For programs.
        lines: For the person.
        headers: Further headers.
    """
    body = {"error": code, "message": lines[0], "messages": [{"text": line, "buttons": []} for line in lines]}
    return response.json(body, status=status, headers={**NOT_STORED, **(headers or {})})
