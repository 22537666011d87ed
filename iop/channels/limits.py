"""How much one conversation, and one address, may send."""

import time
from collections import OrderedDict, deque
from typing import Callable, Deque

MESSAGE_CHARACTERS = 1000
BODY_BYTES = 16 * 1024
MESSAGES_A_MINUTE = 20
MESSAGES_A_MINUTE_AND_ADDRESS = 600
SESSIONS_A_MINUTE_AND_ADDRESS = 240
"""High enough for a hospital, whose people all share one address."""
STREAMS_OF_A_CONVERSATION = 8
REMEMBERED = 10_000
"""Conversations whose pace is remembered; the longest silent one is forgotten first."""


class Pace:
    """Counts messages in a sliding window of a minute.

    Args:
        clock: Seconds that only go forward; tests give their own.
        most: How many may pass in a minute.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MESSAGES_A_MINUTE) -> None:
        self._most = most
        self._clock = clock
        self._sent: OrderedDict[str, Deque[float]] = OrderedDict()

    def wait(self, conversation_id: str) -> int:
        """Counts one message.

        Returns:
            0 if it may pass, otherwise the whole seconds after which the next one may.
        """
        now = self._clock()
        sent = self._sent.setdefault(conversation_id, deque())
        self._sent.move_to_end(conversation_id)
        while len(self._sent) > REMEMBERED:
            self._sent.popitem(last=False)
        while sent and now - sent[0] >= 60:
            sent.popleft()
        if len(sent) >= self._most:
            return max(1, int(60 - (now - sent[0])) + 1)
        sent.append(now)
        return 0
