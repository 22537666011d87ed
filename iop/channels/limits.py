"""How much one conversation, and one address, may send."""

import time
from collections import Counter, deque
from contextlib import contextmanager
from typing import Callable, Deque, Iterator

from iop.channels.latest import Latest

MESSAGE_CHARACTERS = 1000
BODY_BYTES = 16 * 1024
MESSAGES_A_MINUTE = 20
MESSAGES_A_MINUTE_AND_ADDRESS = 600
SESSIONS_A_MINUTE_AND_ADDRESS = 240
"""High enough for a hospital, whose people all share one address."""
STREAMS_OF_A_CONVERSATION = 8
STREAMS_OF_AN_ADDRESS = 200
"""A fifth of the connections that a process may have open (1,024, where the system is not told otherwise)."""


class Pace:
    """Counts messages in a sliding window.

    Args:
        clock: Seconds that only go forward; tests give their own.
        most: How many may pass in the window.
        seconds: Its length.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, most: int = MESSAGES_A_MINUTE, seconds: float = 60.0
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._sent: Latest[Deque[float]] = Latest()

    def wait(self, conversation_id: str) -> int:
        """Counts one message.

        Returns:
            0 if it may pass, otherwise the whole seconds after which the next one may.
        """
        now = self._clock()
        self._sent[conversation_id] = sent = self._sent.get(conversation_id, deque())
        while sent and now - sent[0] >= self._seconds:
            sent.popleft()
        if len(sent) >= self._most:
            return max(1, int(self._seconds - (now - sent[0])) + 1)
        sent.append(now)
        return 0


class OpenStreams:
    """Counts the streams that are open, of each conversation and of each address."""

    def __init__(self) -> None:
        self._of_conversations: Counter[str] = Counter()
        self._of_addresses: Counter[str] = Counter()

    def has_room(self, conversation_id: str, address: str) -> bool:
        """Returns whether one more may be opened."""
        return (
            self._of_conversations[conversation_id] < STREAMS_OF_A_CONVERSATION
            and self._of_addresses[address] < STREAMS_OF_AN_ADDRESS
        )

    @contextmanager
    def one(self, conversation_id: str, address: str) -> Iterator[None]:
        """Counts one, as long as the context lasts."""
        counted = ((self._of_conversations, conversation_id), (self._of_addresses, address))
        for counts, key in counted:
            counts[key] += 1
        try:
            yield
        finally:
            for counts, key in counted:
                counts[key] -= 1
                if not counts[key]:
                    del counts[key]
