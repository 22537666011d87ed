"""What a process remembers of the latest conversations, so that its memory does not grow without end."""

from collections import OrderedDict
from typing import TypeVar

Value = TypeVar("Value")

REMEMBERED = 10_000
"""Conversations, or addresses, of which something is remembered."""


class Latest(OrderedDict[str, Value]):
    """A dictionary that forgets what was set longest ago: the conversation that was silent longest.

    Args:
        most: How many it remembers.
    """

    def __init__(self, most: int = REMEMBERED) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: str, value: Value) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._most:
            self.popitem(last=False)
