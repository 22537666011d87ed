"""Which messages get one answer, and which of them speak of danger."""

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import List, Optional, Sequence, Tuple

from iop import safety
from iop.channels.inbox import Waiting
from iop.channels.sms.wishes import Wish, wish_in
from iop.errors import IopError
from iop.intake.draft import Draft

JOINED_CHARACTERS = 1000


@dataclass(frozen=True)
class Group:
    """Messages that get one answer.

    Attributes:
        messages: In order; never empty.
        is_danger: Whether they speak of danger, or that could not be found out.
        verdict: What the safety check said, where they were read together with earlier messages.
        wish: What they want of the texting, where that is all they are.
        draft: The intake, where the wish may be the answer to its question; then the dialogue reads it first.
    """

    messages: Sequence[Waiting]
    is_danger: bool = False
    verdict: Optional[safety.Verdict] = None
    wish: Optional[Wish] = None
    draft: Optional[Draft] = None

    @property
    def text(self) -> str:
        """All that they say."""
        return "\n".join(message.text for message in self.messages)

    @property
    def is_for_dialogue(self) -> bool:
        """Whether the dialogue answers it."""
        return self.wish is None or self.draft is not None


def sort(waiting: Sequence[Waiting]) -> Tuple[List[Waiting], List[Waiting]]:
    """Returns the messages that speak of danger, and the others."""
    dangerous = [message for message in waiting if _is_dangerous(message)]
    return dangerous, [message for message in waiting if message not in dangerous]


def next_group(waiting: Sequence[Waiting], opted_out: bool, join: dt.timedelta) -> Group:
    """Returns what is answered next.

    A wish about the texting stands alone. Otherwise quick successive messages are answered together; the gate looks for
    danger in the whole.

    Args:
        waiting: The unanswered messages of one person, in order; at least one.
        opted_out: Whether the person said stop.
        join: The longest time between messages that belong together.
    """
    group: List[Waiting] = []
    for message in waiting:
        wish = wish_in(message.text, opted_out)
        if wish is not None and not group:
            return Group([message], wish=wish)
        length = sum(len(one.text) for one in group) + len(message.text)
        if wish or (group and (message.received_at - group[-1].received_at > join or length > JOINED_CHARACTERS)):
            break
        group.append(message)
    return Group(group)


@lru_cache(maxsize=20_000)
def _is_dangerous(message: Waiting) -> bool:
    """Judges each message once, so that one of the two lanes answers it; the same text is judged anew when it comes."""
    return is_danger(message.text)


def is_danger(text: str) -> bool:
    """Returns whether a message speaks of danger, or whether that cannot be found out."""
    return verdict_of(text).is_danger


def verdict_of(text: str) -> safety.Verdict:
    """Returns what the safety check says of a message.

    "I'd like to opt out" looks like danger. Where the words that want the texts to stop do so by themselves, what else
    the message says counts; danger beside such words is danger.
    """
    verdict = safety.check(text)
    with suppress(IopError):  # a broken list of wishes holds back no crisis
        wish = wish_in(text) if verdict.route is not None else None
        if wish is not None and (not wish.rest or safety.check(wish.said).route is not None):
            return safety.check(wish.rest)
    return verdict
