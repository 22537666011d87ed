"""The gate that every inbound message of every channel passes: safety first, then the dialogue engine.

Whatever is broken behind it, the person is told something true: the crisis resources, or that an
answer is not possible now and which number to call.
"""

import asyncio
import logging
import math
import re
import time
from typing import Any, Callable, Dict, List, Optional

from rasa.core.channels.channel import OutputChannel, UserMessage
from sanic import Sanic

from iop import safety
from iop.beside import Beside
from iop.channels.context import Contexts
from iop.channels.earlier import Earlier
from iop.channels.latest import Latest
from iop.channels.once import AGAIN, Handler
from iop.channels.replies import BotMessage, Turn
from iop.errors import IopError
from iop.facility import facility

logger = logging.getLogger(__name__)

APOLOGY = "I'm sorry, I can't answer right now. {number}In an emergency call 911; in a crisis call or text 988."
NUMBER = "A person can help you at {phone}. "

CRISIS_SECONDS = 2.0
"""How long the dialogue engine may take to note a crisis; a hung action may not hold back the words."""
ANSWER_SECONDS = 20.0
"""How long it may take to answer, the wait for earlier messages included. Danger waits for none of this."""

LINE_EVERY = 3
"""While details are asked for after a crisis, every third reply carries the line of resources; all others do."""
_LINE = re.compile(r"\b988\b")
"""A reply that says it already needs no line."""

LOOK_SECONDS = 0.1
"""How often a message that came while the model was being loaded looks whether it is there."""

CHECKS = Beside("safety")
"""Threads that check for danger and do nothing else."""
REFUSED = Beside("refused")
"""The same for messages that are refused: however many of them come, nobody else's message waits behind them."""

Alert = Callable[[str, str], None]
"""Tells staff that a conversation spoke of danger: its id, and the route."""


class Loading:
    """Makes ordinary messages wait while the model loads in the background; danger does not wait.

    Args:
        app: The server; its `ctx.agent` is the model, its `ctx.loading_failed` tells that there will be none so soon.
        seconds: How long from now on somebody waits for it; then the person is told which number to call.
    """

    def __init__(self, app: Sanic, seconds: float = math.inf) -> None:
        self._app = app
        self._until = time.monotonic() + seconds

    def is_over(self) -> bool:
        """Returns whether nobody need wait any more."""
        ctx = self._app.ctx
        return ctx.agent is not None or ctx.loading_failed or time.monotonic() > self._until

    async def wait(self) -> None:
        """Returns when nobody need wait any more."""
        while not self.is_over():
            await asyncio.sleep(LOOK_SECONDS)


class Collector(OutputChannel):
    """Collects what the dialogue engine says in one turn."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self.messages: List[BotMessage] = []

    def name(self) -> str:
        """Returns the channel's name, by which Rasa picks a response's variation."""
        return self._channel

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:
        """Keeps one message."""
        if message.get("text"):
            report = message.get("turn") or message.get("metadata") or {}
            self.messages.append(BotMessage(message["text"], message.get("buttons") or [], report))


class Gate:
    """Answers messages.

    Args:
        handler: Rasa's message handler (`on_new_message`), or what stands before it.
        channel: `web` or `sms`.
    """

    def __init__(self, handler: Handler, channel: str) -> None:
        self._handler = handler
        self._channel = channel
        self._contexts = Contexts()
        self._earlier = Earlier()
        self._dangers: Latest[bool] = Latest()  # a refused message is not stored, a new one not yet
        self._without_line: Latest[int] = Latest()  # replies since the line of resources; forgetting says it again

    async def check(self, text: str, threads: Beside = CHECKS) -> safety.Verdict:
        """Looks for danger in a message, beside the event loop. Never raises."""
        try:
            return await threads.run(safety.check, text)
        except RuntimeError:  # no thread can be had
            return safety.check(text)

    async def answer(
        self,
        conversation_id: str,
        text: str,
        message_id: Optional[str] = None,
        after_crisis: bool = False,
        verdict: Optional[safety.Verdict] = None,
        seconds: float = math.inf,
        is_again: bool = False,
    ) -> Turn:
        """Answers one message. Never raises, and never returns an empty turn.

        Args:
            conversation_id: The conversation that it belongs to.
            text: The message as the person wrote it.
            message_id: The provider's or client's id.
            after_crisis: Whether an earlier message of the conversation spoke of danger: a retraction does
                not erase a risk, so that later replies carry the line of resources.
            verdict: What `check` returned, where the message was checked already.
            seconds: What is left of the time within which the person must be told something.
            is_again: Whether the message came before, so that the dialogue may have taken it already.
        """
        verdict = verdict or await self.check(text)
        if not (verdict.is_danger or after_crisis or conversation_id in self._dangers):
            verdict = await self._check_together(conversation_id, text) or verdict
        self._earlier.remember(conversation_id, text)
        if verdict.route is not None:
            self._dangers[conversation_id] = True  # an earlier message's reply may be on its way
        if verdict.failed:
            logger.error("The safety check failed; the crisis resources were shown.")
        collected = Collector(self._channel)
        of_danger = {"crisis": verdict.route, "situation": verdict.situation}
        metadata: Dict[str, Any] = {**of_danger, **self._contexts.of(conversation_id)}
        if is_again:
            metadata[AGAIN] = True
        seconds = min(seconds, ANSWER_SECONDS if verdict.route is None else CRISIS_SECONDS)
        await self._ask(conversation_id, text, message_id, collected, metadata, seconds)
        if verdict.route is not None:
            self._contexts.drop_offers(conversation_id)
            self._without_line.pop(conversation_id, None)
            said = [message for message in collected.messages if message.turn.get("outcome") == "crisis"]
            words = safety.crisis_messages(verdict, self._channel)
            route = said[0].turn.get("route") if said else None  # in its course, a message may mean another kind
            told = said or [BotMessage(line, turn={"outcome": "crisis"}) for line in words]
            return Turn(told, crisis=route or verdict.route)
        messages = collected.messages or [BotMessage(apology(), turn={"outcome": "fallback"})]
        if verdict.failed:
            messages = [BotMessage(line) for line in safety.resources(verdict.language, self._channel)] + messages
        after_crisis = after_crisis or conversation_id in self._dangers
        soft_line = not verdict.failed and (
            verdict.soft_line or (after_crisis and self._is_line_due(conversation_id, messages))
        )
        without = self._without_line.get(conversation_id, LINE_EVERY)
        self._without_line[conversation_id] = 0 if soft_line else without + 1
        if soft_line and not _names_help(messages):
            spoken = next((m.turn["language"] for m in messages if m.turn.get("language")), verdict.language)
            messages = [*messages, BotMessage(safety.soft_line(spoken, self._channel))]
        turn = Turn(messages, soft_line=soft_line)
        self._contexts.remember(conversation_id, turn)
        return turn

    async def _check_together(self, conversation_id: str, text: str) -> Optional[safety.Verdict]:
        """Looks for danger that a message tells only with those before it. Never raises."""
        before = self._earlier.before(conversation_id, text)
        if not before:
            return None
        try:
            verdict = await CHECKS.run(safety.check_together, before, text)
        except RuntimeError:  # no thread can be had
            verdict = safety.check_together(before, text)
        return verdict if verdict.is_danger else None

    def _is_line_due(self, conversation_id: str, messages: List[BotMessage]) -> bool:
        """Whether a reply after a crisis carries the line: not each one of those that ask for details."""
        is_of_the_form = Turn(messages).outcome == "intake"
        is_due = self._without_line.get(conversation_id, LINE_EVERY) + 1 >= LINE_EVERY
        return not is_of_the_form or is_due or _names_help(messages)

    async def refuse(self, conversation_id: str, text: str, message: str, alert: Optional[Alert] = None) -> List[str]:
        """Returns what a person is told whose message is refused: the crisis texts where it speaks of danger.

        Args:
            conversation_id: The conversation.
            text: The message, as far as it could be read.
            message: What is said otherwise.
            alert: As in `unanswered`.
        """
        return self.unanswered(conversation_id, await self.check(text, REFUSED), message, alert)

    def unanswered(
        self, conversation_id: str, verdict: safety.Verdict, message: str, alert: Optional[Alert] = None
    ) -> List[str]:
        """Returns what a person is told who gets no answer: the crisis texts where their message speaks of danger.

        Args:
            conversation_id: The conversation; that there was danger is remembered for its later replies.
            verdict: What `check` found in the message.
            message: What is said otherwise.
            alert: Called where there is danger and the message is not stored; may not wait for anything.
        """
        if verdict.route is not None:
            self._dangers[conversation_id] = True
            self._contexts.drop_offers(conversation_id)
            if alert is not None:
                alert(conversation_id, verdict.route)
        return safety.crisis_messages(verdict, self._channel) if verdict.is_danger else [message]

    async def _ask(
        self,
        conversation_id: str,
        text: str,
        message_id: Optional[str],
        collected: Collector,
        metadata: Dict[str, Any],
        seconds: float,
    ) -> None:
        """Has the dialogue engine answer into the collector; what it cannot answer stays unanswered there."""
        message = UserMessage(
            text=as_plain_text(text),
            output_channel=collected,
            sender_id=conversation_id,
            input_channel=self._channel,
            message_id=message_id,
            metadata=metadata,
        )
        try:
            await asyncio.wait_for(self._handler(message), seconds)
        except Exception as error:  # noqa: BLE001 - whatever breaks in there, the person must be told something
            logger.error("The dialogue engine failed on a message: %s", type(error).__name__)


def _names_help(messages: List[BotMessage]) -> bool:
    return any(_LINE.search(message.text) for message in messages)


def as_plain_text(text: str) -> str:
    """Returns the text without the slashes with which Rasa would read it as an intent with entities."""
    return re.sub(r"^[\s/]+", "", text).strip()


def apology() -> str:
    """Returns what is said when there is no answer: with the centre's number, where it is known."""
    try:
        number = NUMBER.format(phone=facility().phone)
    except IopError:
        number = ""
    return APOLOGY.format(number=number)
