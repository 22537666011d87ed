"""What was written just before a message, in memory only: danger may be told over several messages."""

import time
from typing import List, Tuple

from iop.channels.latest import Latest
from iop.safety.together import KEPT

SECONDS = 1800.0
"""What is older does not belong to a message."""


class Earlier:
    """The latest messages of each conversation.

    Forgetting is harmless: a message is then read by itself.
    """

    def __init__(self) -> None:
        self._latest: Latest[List[Tuple[float, str]]] = Latest()

    def before(self, conversation_id: str, text: str) -> List[str]:
        """Returns the messages before one, the latest last; without the message itself, if it came before."""
        since = time.monotonic() - SECONDS
        said = [message for at, message in self._latest.get(conversation_id, []) if at > since]
        return said[:-1] if said and said[-1] == text else said

    def remember(self, conversation_id: str, text: str) -> None:
        """Notes a message."""
        said = self._latest.get(conversation_id, [])
        self._latest[conversation_id] = [*said, (time.monotonic(), text)][-KEPT - 1 :]
