"""What the web channel's addresses take and return: `centre`, `session`, `messages`, `events`."""

import logging
from functools import partial
from typing import Callable, Dict, List, Optional

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from iop.channels.gate import Gate, apology
from iop.channels.inbox import Inbox, StoredMessage
from iop.channels.limits import (
    MESSAGES_A_MINUTE_AND_ADDRESS,
    SESSIONS_A_MINUTE_AND_ADDRESS,
    OpenStreams,
    Pace,
)
from iop.channels.web.alerts import Alerts
from iop.channels.web.answering import Answering, UnansweredError
from iop.channels.web.requests import BadRequestError, WebMessage, read_message
from iop.channels.web.streams import Streams, follow
from iop.channels.web.tokens import TokenError, Tokens
from iop.errors import IopError
from iop.facility import facility
from iop.storage.engine import STORAGE

logger = logging.getLogger(__name__)

NOT_STORED = {"Cache-Control": "no-store"}
TOO_FAST = "You're writing faster than I can answer. Please wait a moment, then send it again."


class Api:
    """The routes.

    Args:
        tokens: Open the conversations.
        gate: Answers those whose message is refused.
        answering: Answers all others.
        inbox: Opens the stored messages; may block and raise.
        streams: The conversations that somebody follows.
    """

    def __init__(
        self, tokens: Tokens, gate: Gate, answering: Answering, inbox: Callable[[], Inbox], streams: Streams
    ) -> None:
        self._tokens = tokens
        self._gate = gate
        self._answering = answering
        self._inbox = inbox
        self._streams = streams
        self._alerts = Alerts(inbox)
        self._pace = Pace()
        self._address_pace = Pace(most=MESSAGES_A_MINUTE_AND_ADDRESS)
        self._session_pace = Pace(most=SESSIONS_A_MINUTE_AND_ADDRESS)
        self._open = OpenStreams()

    def add_to(self, routes: Blueprint) -> None:
        """Adds the routes to a blueprint."""
        handlers = {self.centre: "GET", self.session: "POST", self.messages: "POST", self.events: "GET"}
        for handler, method in handlers.items():
            name = handler.__name__
            routes.add_route(partial(handler), f"/{name}", [method], name=name)  # Sanic can mark no bound method
        routes.exception(TokenError)(self.unauthorized)

    async def centre(self, _: Request) -> HTTPResponse:
        """Tells whom the page speaks for."""
        try:
            known = facility()
        except IopError as error:
            logger.error("%s", error)
            return refusal(503, "unavailable", [apology()])
        website = known.website
        body = {"privacy_url": website.privacy_url, "quick_exit_url": website.quick_exit_url}
        return response.json({"name": known.name, "phone": known.phone, **body}, headers=NOT_STORED)

    async def session(self, request: Request) -> HTTPResponse:
        """Begins a conversation, or goes on with the one that a token opens.

        Raises:
            TokenError: if the token is not valid.
        """
        seconds = self._session_pace.wait(address(request))
        if seconds:
            line = f"Too many conversations were started from your network. Please try again, or call {phone()}."
            return refusal(429, "too_many_sessions", [line], headers={"Retry-After": str(seconds)})
        authorization = request.headers.get("authorization")
        token = self._tokens.renew(authorization) if authorization else self._tokens.new()[1]
        return response.json({"token": token}, headers=NOT_STORED)

    async def messages(self, request: Request) -> HTTPResponse:
        """Answers a message. One that is refused is checked for danger all the same.

        Raises:
            TokenError: if the token is not valid.
        """
        conversation_id = self._conversation(request)
        refuse = partial(self._gate.refuse, conversation_id, alert=self._alerts.tell)
        seconds = self._pace.wait(conversation_id) or self._address_pace.wait(address(request))
        try:
            message = read_message(request)
        except BadRequestError as error:
            if not seconds:
                return refusal(error.status, error.code, await refuse(error.text, str(error)))
            text = error.text
        else:
            if not seconds:
                return await self._answer(conversation_id, message)
            text = message.text
        headers = {"Retry-After": str(seconds)}
        return refusal(429, "too_many_messages", await refuse(text, TOO_FAST), headers)

    async def events(self, request: Request) -> Optional[HTTPResponse]:
        """Sends what is said in a conversation until the client goes away.

        Raises:
            TokenError: if the token is not valid.
        """
        conversation_id = self._conversation(request)
        if not self._open.has_room(conversation_id, address(request)):
            return refusal(429, "too_many_streams", ["The chat is open too often here. Close a tab."])
        cursor = cursor_of(request.headers.get("last-event-id", "0"))
        with self._open.one(conversation_id, address(request)):
            stream = await request.respond(content_type="text/event-stream", headers=NOT_STORED)
            await follow(stream, self._streams.of(conversation_id), partial(self._said_since, conversation_id), cursor)
        return None

    async def unauthorized(self, _: Request, error: TokenError) -> HTTPResponse:
        """Answers whose token is not valid."""
        return refusal(401, "unauthorized", [str(error)])

    def _conversation(self, request: Request) -> str:
        return self._tokens.conversation(request.headers.get("authorization", ""))

    async def _answer(self, conversation_id: str, message: WebMessage) -> HTTPResponse:
        try:
            stored = await self._answering.answer(conversation_id, message)
        except UnansweredError as error:
            if error.is_other:
                lines = self._gate.unanswered(conversation_id, error.verdict, apology(), self._alerts.tell)
                return refusal(409, "id_used", lines)
            return refusal(503, "unavailable", self._gate.unanswered(conversation_id, error.verdict, apology()))
        body = {"messages": [said.as_dict() for said in stored], "cursor": str(stored[-1].id)}
        return response.json(body, headers=NOT_STORED)

    async def _said_since(self, conversation_id: str, cursor: int) -> List[StoredMessage]:
        return await STORAGE.run(self._inbox().said_since, conversation_id, cursor)


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
