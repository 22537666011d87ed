"""Tells staff of danger in messages that are refused: these are not stored, so that nothing else would tell of it."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, Set, Tuple

from iop.channels.inbox import Inbox

logger = logging.getLogger(__name__)


class Alerts:
    """Alerts staff and marks the inquiries, as well as that is possible: the person's words wait for none of it.

    Args:
        inbox: Opens the stored messages; may block and raise.
    """

    def __init__(self, inbox: Callable[[], Inbox]) -> None:
        self._inbox = inbox
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="alerts")
        self._waiting: Set[Tuple[str, str]] = set()

    def tell(self, conversation_id: str, route: str) -> None:
        """Has staff told, beside the event loop. Returns at once and never raises.

        Args:
            conversation_id: Opaque.
            route: One of `iop.safety`'s routes.
        """
        what = (conversation_id, route)
        if what in self._waiting:
            return
        self._waiting.add(what)
        try:
            self._thread.submit(self._tell, what)
        except RuntimeError as error:  # no thread can be had
            self._waiting.discard(what)
            logger.error("Staff could not be told of danger in a refused message: %s", type(error).__name__)

    def _tell(self, what: Tuple[str, str]) -> None:
        self._waiting.discard(what)
        try:
            self._inbox().tell_staff(*what)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next refused message tries again
            logger.error("Staff could not be told of danger in a refused message: %s", type(error).__name__)
