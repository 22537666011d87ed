"""Where the actions run: in threads of this process, or on an action server that `endpoints.yml` names."""

import asyncio
import logging
import threading
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, Set, Tuple

import ujson
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor, ActionNotFoundException
from rasa_sdk.interfaces import ActionExecutionRejection

logger = logging.getLogger(__name__)

OWN = "http://127.0.0.1:5055/webhook"
"""The address in `endpoints.yml` that stands for the actions of this project: `rasa run actions` serves them there for
Rasa's own commands, and our processes call them without a server."""
THREADS = 16
"""Actions that run at the same time. An action that hangs keeps its thread."""


class OwnActions(EndpointConfig):
    """The actions of `actions/`, called as the action server calls them, without a server.

    They run beside the event loop, as they write to the database. What they get and return goes through JSON as it
    would over HTTP, so that an action cannot change the conversation behind Rasa's back. Errors are those of HTTP.
    """

    def __init__(self) -> None:
        super().__init__(url=OWN, enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        self._calls: SimpleQueue[Tuple[str, Future[str]]] = SimpleQueue()
        self._open: Set[Future[str]] = set()
        self._threads = 0

    def has_room(self) -> bool:
        """Returns whether another action could run now."""
        return len(self._open) < THREADS

    async def request(self, *_: Any, json: Any = None, **__: Any) -> Any:
        """Runs one action.

        Args:
            json: Rasa's call.

        Raises:
            ClientResponseError: 400 if the action refuses, 404 if there is none of this name, 500 if it fails. Says the
                kind of failure only: its text may quote what people wrote.
        """
        done: Future[str] = Future()
        self._open.add(done)
        done.add_done_callback(self._open.discard)
        if self._threads < min(len(self._open), THREADS):
            self._threads += 1
            threading.Thread(target=self._work, daemon=True).start()  # one that hangs does not keep the process
        self._calls.put((ujson.dumps(json), done))
        answer: str = await asyncio.wrap_future(done)
        return ujson.loads(answer)

    def _work(self) -> None:
        loop = asyncio.new_event_loop()
        while True:
            call, done = self._calls.get()
            if done.set_running_or_notify_cancel():
                try:
                    done.set_result(self._run(loop, call))
                except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits
                    done.set_exception(error)

    def _run(self, loop: asyncio.AbstractEventLoop, call: str) -> str:
        try:
            return ujson.dumps(loop.run_until_complete(self._executor.run(ujson.loads(call))))
        except ActionExecutionRejection as error:
            body = ujson.dumps({"action_name": error.action_name, "error": error.message})
            raise ClientResponseError(400, "the action refuses", body) from None
        except ActionNotFoundException as error:
            logger.error("There is no action %s.", error.action_name)
            raise ClientResponseError(404, "there is no such action", "") from None
        except Exception as error:  # noqa: BLE001 - as with a server, an action that fails breaks nothing else
            kind = type(error).__name__
            logger.error("An action failed: %s", kind)
            raise ClientResponseError(500, kind, "") from None


def endpoint_of(configured: EndpointConfig) -> EndpointConfig:
    """Returns where actions run: in this process, unless `endpoints.yml` names another place than `OWN`."""
    return OwnActions() if configured.url == OWN else configured
