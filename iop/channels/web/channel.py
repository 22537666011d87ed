"""The Rasa input channel for the website: `session`, `messages`, `events`."""

import asyncio
import logging
from functools import partial
from typing import Any, Dict, List, Optional, Set, Tuple

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from iop.channels.gate import Gate, Loading, apology
from iop.channels.inbox import Inbox, StoredMessage
from iop.channels.limits import (
    MESSAGES_A_MINUTE_AND_ADDRESS,
    SESSIONS_A_MINUTE_AND_ADDRESS,
    OpenStreams,
    Pace,
)
from iop.channels.once import Handler, Once
from iop.channels.web.alerts import Alerts
from iop.channels.web.answering import Answering, UnansweredError
from iop.channels.web.arrivals import arrivals
from iop.channels.web.origins import guard
from iop.channels.web.requests import BadRequestError, WebMessage, read_message
from iop.channels.web.streams import Streams, follow
from iop.channels.web.tokens import TokenError, Tokens
from iop.errors import IopError
from iop.facility import facility
from iop.settings import settings
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database

logger = logging.getLogger(__name__)


class WebChannel(InputChannel):
    """Conversations from the website. The server makes their ids and signs the tokens that open them."""

    def __init__(self) -> None:
        self._tokens = Tokens(*settings().secrets())
        self._pace = Pace()
        self._address_pace = Pace(most=MESSAGES_A_MINUTE_AND_ADDRESS)
        self._session_pace = Pace(most=SESSIONS_A_MINUTE_AND_ADDRESS)
        self._open = OpenStreams()
        self._streams = Streams()
        self._cipher = installed_cipher()
        self._alerts = Alerts(self._inbox)

    @classmethod
    def name(cls) -> str:
        """Returns the channel's name: its routes begin with `/webhooks/web`."""
        return "web"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """Builds the routes."""
        routes = Blueprint("web", __name__)
        guard(routes)
        loading: Optional[Loading] = None

        async def ready() -> None:
            if loading is not None:
                await loading.wait()

        async def when_loaded(message: UserMessage) -> Any:
            if not message.metadata["crisis"]:
                await ready()
            return await on_new_message(message)

        gate = Gate(Once(when_loaded, self._cipher), self.name())
        answering = Answering(gate, self._inbox, lambda conversation_id: self._streams.of(conversation_id).set())

        @routes.listener("after_server_start")
        async def watch(started: Sanic, _: Any) -> None:
            nonlocal loading
            loading = Loading(started)
            started.add_task(self._streams.watch(self._arrivals), name="arrivals")
            started.add_task(answering.recover(ready), name="left behind")

        @routes.get("/centre")
        async def centre(_: Request) -> HTTPResponse:
            try:
                known = facility()
            except IopError as error:
                logger.error("%s", error)
                return refusal(503, "unavailable", [apology()])
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

        async def answer(conversation_id: str, message: WebMessage) -> HTTPResponse:
            try:
                stored = await answering.answer(conversation_id, message)
            except UnansweredError as error:
                if error.is_other:
                    lines = gate.unanswered(conversation_id, error.verdict, apology(), self._alerts.tell)
                    return refusal(409, "id_used", lines)
                return refusal(503, "unavailable", gate.unanswered(conversation_id, error.verdict, apology()))
            body = {"messages": [said.as_dict() for said in stored], "cursor": str(stored[-1].id)}
            return response.json(body, headers=NOT_STORED)

        @routes.post("/messages")
        async def messages(request: Request) -> HTTPResponse:
            try:
                conversation_id = self._tokens.conversation(request.headers.get("authorization", ""))
            except TokenError as error:
                return refusal(401, "unauthorized", [str(error)])
            refuse = partial(gate.refuse, conversation_id, alert=self._alerts.tell)
            seconds = self._pace.wait(conversation_id) or self._address_pace.wait(address(request))
            try:
                message = read_message(request)
            except BadRequestError as error:
                if not seconds:
                    return refusal(error.status, error.code, await refuse(error.text, str(error)))
                text = error.text
            else:
                if not seconds:
                    return await answer(conversation_id, message)
                text = message.text
            headers = {"Retry-After": str(seconds)}
            return refusal(429, "too_many_messages", await refuse(text, TOO_FAST), headers)

        @routes.get("/events")
        async def events(request: Request) -> Optional[HTTPResponse]:
            try:
                conversation_id = self._tokens.conversation(request.headers.get("authorization", ""))
            except TokenError as error:
                return refusal(401, "unauthorized", [str(error)])
            if not self._open.has_room(conversation_id, address(request)):
                return refusal(429, "too_many_streams", ["The chat is open too often here. Close a tab."])
            cursor = request.headers.get("last-event-id", "0")
            fetch = partial(self._said_since, conversation_id)
            with self._open.one(conversation_id, address(request)):
                stream = await request.respond(content_type="text/event-stream", headers=NOT_STORED)
                await follow(stream, self._streams.of(conversation_id), fetch, cursor_of(cursor))
            return None

        return routes

    def _inbox(self) -> Inbox:
        return Inbox(database(), self._cipher)

    async def _arrivals(self, cursor: int) -> Tuple[int, Set[str]]:
        return await asyncio.to_thread(lambda: arrivals(database(), cursor))

    async def _said_since(self, conversation_id: str, cursor: int) -> List[StoredMessage]:
        return await asyncio.to_thread(lambda: self._inbox().said_since(conversation_id, cursor))


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
