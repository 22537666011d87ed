"""The Rasa input channel for the website: `session`, `messages`, `events`."""

import asyncio
import logging
import time
from functools import partial
from typing import Any, Callable, Dict, List, MutableMapping, Optional, Set, Tuple, TypeVar
from weakref import WeakValueDictionary

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from iop.channels.gate import ANSWER_SECONDS, CRISIS_SECONDS, Gate, Handler, Loading, apology
from iop.channels.inbox import Inbox, Received, StoredMessage
from iop.channels.limits import (
    MESSAGES_A_MINUTE_AND_ADDRESS,
    SESSIONS_A_MINUTE_AND_ADDRESS,
    OpenStreams,
    Pace,
)
from iop.channels.web.alerts import Alerts
from iop.channels.web.arrivals import arrivals
from iop.channels.web.origins import guard
from iop.channels.web.requests import BadRequestError, WebMessage, read_message
from iop.channels.web.streams import Streams, follow
from iop.channels.web.tokens import TokenError, Tokens
from iop.errors import IopError
from iop.facility import facility
from iop.safety import Verdict
from iop.settings import settings
from iop.storage.encryption import Cipher
from iop.storage.engine import database

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

STORE_SECONDS = 4.0
"""What storing may take besides. After that the person is answered without the database, and the client posts again."""
DANGER_SECONDS = CRISIS_SECONDS + 1.0
"""How long danger waits for its words, storing included. What takes longer is stored all the same."""


class UsedIdError(Exception):
    """A message that speaks of danger came under the id of another one: the stored reply is not meant for it."""


class WebChannel(InputChannel):
    """Conversations from the website. The server makes their ids and signs the tokens that open them."""

    def __init__(self) -> None:
        self._tokens = Tokens(*settings().secrets())
        self._pace = Pace()
        self._address_pace = Pace(most=MESSAGES_A_MINUTE_AND_ADDRESS)
        self._session_pace = Pace(most=SESSIONS_A_MINUTE_AND_ADDRESS)
        self._open = OpenStreams()
        self._streams = Streams()
        self._locks: MutableMapping[str, asyncio.Lock] = WeakValueDictionary()
        self._cipher = Cipher(*settings().secrets())
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
                    return await self._answer(gate, conversation_id, message)
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
            fetch = partial(self._off_loop, self._said_since, conversation_id)
            with self._open.one(conversation_id, address(request)):
                stream = await request.respond(content_type="text/event-stream", headers=NOT_STORED)
                await follow(stream, self._streams.of(conversation_id), fetch, cursor_of(cursor))
            return None

        return routes

    def _lock_of(self, line: str) -> asyncio.Lock:
        """Returns the lock that has the messages of one line answered in order, as long as somebody holds it."""
        lock = self._locks.get(line)
        if lock is None:
            lock = self._locks[line] = asyncio.Lock()
        return lock

    async def _answer(self, gate: Gate, conversation_id: str, message: WebMessage) -> HTTPResponse:
        """Answers one message, once. Danger waits for no other message, only for itself where it came twice."""
        until = time.monotonic() + ANSWER_SECONDS
        verdict = await gate.check(message.text)
        lock = self._lock_of(f"{conversation_id} {message.id}" if verdict.is_danger else conversation_id)
        answering = self._stored_reply(gate, conversation_id, message, verdict, lock, until)
        try:
            if verdict.is_danger:
                stored = await asyncio.wait_for(asyncio.shield(answering), DANGER_SECONDS)
            else:
                stored = await asyncio.wait_for(answering, ANSWER_SECONDS + STORE_SECONDS)
            body = {"messages": [said.as_dict() for said in stored], "cursor": str(stored[-1].id)}
            return response.json(body, headers=NOT_STORED)
        except UsedIdError:
            return refusal(409, "id_used", gate.unanswered(conversation_id, verdict, apology(), self._alerts.tell))
        except Exception as error:  # noqa: BLE001 - whatever breaks or hangs, the person must be told something
            logger.error("A message could not be answered: %s", type(error).__name__)
            return refusal(503, "unavailable", gate.unanswered(conversation_id, verdict, apology()))

    async def _stored_reply(
        self, gate: Gate, conversation_id: str, message: WebMessage, verdict: Verdict, lock: asyncio.Lock, until: float
    ) -> List[StoredMessage]:
        """Returns the reply to a message, which is made where there is none yet.

        Raises:
            UsedIdError: if the message speaks of danger, and its id is another message's.
            TimeoutError: if earlier messages took so long that none was left; then there is no reply yet.
        """
        may_be_late = lock.locked() and not verdict.is_danger
        async with lock:
            received = await self._off_loop(self._received, conversation_id, message, verdict)
            if received.reply is not None:
                return received.reply
            left = until - time.monotonic()
            if may_be_late and left <= 0:
                raise TimeoutError
            turn = await gate.answer(conversation_id, message.text, message.id, received.after_crisis, verdict, left)
            if may_be_late and time.monotonic() > until:
                raise TimeoutError
            stored = await self._off_loop(lambda: self._inbox().reply(conversation_id, received.id, turn))
        self._streams.of(conversation_id).set()
        return stored

    def _received(self, conversation_id: str, message: WebMessage, verdict: Verdict) -> Received:
        inbox = self._inbox()
        received = inbox.receive(conversation_id, message.id, message.text)
        if verdict.is_danger and inbox.is_other(received.id, message.text):
            raise UsedIdError
        return received

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
