"""Two machines would talk without end, at the centre's cost: whoever looks like one is left without an answer.

People's phones answer by themselves ("I'm driving right now ..."), and so do other companies' numbers.
"""

import time
from dataclasses import dataclass
from typing import Callable

from iop.channels.latest import Latest
from iop.channels.limits import Pace

ANSWER, GOODBYE, SILENCE = "answer", "goodbye", "silence"

WINDOW_SECONDS = 3600.0
ANSWERS = 499
"""So many ordinary answers in that time, and one goodbye, which says whom to call: far more than a person writes."""
SAME = 5
"""The same text is answered so often in a row, each within `WINDOW_SECONDS` of the one before, and then a goodbye once;
who skips every question of the intake writes the same four times."""


@dataclass(frozen=True)
class _Heard:
    message_id: int
    text: str
    at: float
    times: int
    reaction: str


class Machines:
    """Decides what a message that is not about danger gets. It is remembered by this process alone, until it ends.

    Args:
        clock: Seconds that only go forward; tests give their own.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._answers = Pace(clock, most=ANSWERS, seconds=WINDOW_SECONDS)
        self._goodbyes = Pace(clock, most=1, seconds=WINDOW_SECONDS)
        self._latest: Latest[_Heard] = Latest()

    def reaction(self, conversation_id: str, message_id: int, text: str) -> str:
        """Counts a message, once.

        Args:
            conversation_id: Whose.
            message_id: Its row; the same one again, after a fault, gets the same reaction.
            text: What it says.

        Returns:
            `answer`, `goodbye` (the last answer for a while) or `silence`.
        """
        latest = self._latest.get(conversation_id)
        if latest is not None and latest.message_id == message_id:
            return latest.reaction
        now = self._clock()
        in_a_row = latest is not None and latest.text == text and now - latest.at < WINDOW_SECONDS
        times = latest.times + 1 if latest is not None and in_a_row else 1
        if times <= SAME:
            reaction = self._within_the_pace(conversation_id)
        else:
            reaction = self._goodbye(conversation_id) if times == SAME + 1 else SILENCE
        self._latest[conversation_id] = _Heard(message_id, text, now, times, reaction)
        return reaction

    def _within_the_pace(self, conversation_id: str) -> str:
        if not self._answers.wait(conversation_id):
            return ANSWER
        return self._goodbye(conversation_id)

    def _goodbye(self, conversation_id: str) -> str:
        return SILENCE if self._goodbyes.wait(conversation_id) else GOODBYE
