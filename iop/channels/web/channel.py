"""The Rasa input channel for the website."""

from typing import Any, Optional, Set, Tuple

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic

from iop.channels.gate import Gate, Loading
from iop.channels.inbox import Inbox
from iop.channels.once import Handler, Once
from iop.channels.web.answering import Answering
from iop.channels.web.api import Api
from iop.channels.web.arrivals import arrivals
from iop.channels.web.origins import guard
from iop.channels.web.streams import Streams
from iop.channels.web.tokens import Tokens
from iop.settings import settings
from iop.storage.encryption import installed_cipher
from iop.storage.engine import STORAGE, database


class WebChannel(InputChannel):
    """Conversations from the website. The server makes their ids and signs the tokens that open them."""

    def __init__(self) -> None:
        self._tokens = Tokens(*settings().secrets())
        self._cipher = installed_cipher()
        self._streams = Streams()

    @classmethod
    def name(cls) -> str:
        """Returns the channel's name: its routes begin with `/webhooks/web`."""
        return "web"

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """Builds the routes."""
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
        routes = Blueprint("web", __name__)

        @routes.listener("after_server_start")
        async def watch(started: Sanic, _: Any) -> None:
            nonlocal loading
            loading = Loading(started)
            started.add_task(self._streams.watch(self._arrivals), name="arrivals")
            started.add_task(answering.recover(ready), name="left behind")

        guard(routes)
        Api(self._tokens, gate, answering, self._inbox, self._streams).add_to(routes)
        return routes

    def _inbox(self) -> Inbox:
        return Inbox(database(), self._cipher)

    async def _arrivals(self, cursor: int) -> Tuple[int, Set[str]]:
        return await STORAGE.run(lambda: arrivals(database(), cursor))
