"""What a message means after a danger that was spoken of before: whose danger it is, and of which kind, stays.

A message alone says little: "he has a pistol", "i keep seeing things move". Another kind of danger takes the place of
the one before only where the message says it by itself, and of a person whom it can be about.
"""

import re
from typing import NamedTuple, Optional, Sequence

from iop.safety import told
from iop.safety.situation import SOMEBODY_ELSE, situation_then
from iop.safety.verdict import Verdict

_WRITER = frozenset("i im ive id ill me my myself yo me mi mis quiero voy estoy".split())
_OTHERS = frozenset("he she they hes shes theyre hed shed him her them his their el ella ellos le se su".split())
_AT_SOMEBODY = re.compile(
    r"\b(?:kill\w*|shoot\w*|shot|hurt\w*|hit\w*|stab\w*|chok\w*|beat\w*|threat\w*|attack\w*|chas\w*|point\w*|aim\w*"
    r"|wav\w*|com\w+ (?:after|at)|take|after|locked|matar\w*|amenaz\w*|apunt\w*)(?: \w+){0,2} (?:me|us|him|her|them"
    r"|everyone|everybody|people|my \w+|our \w+|the (?:kids|children|baby)|nos|nosotros)\b|\bme (?:va a )?(?:matar"
    r"|amenaz\w*|apunt\w*)\b"
)
_NOT_TO_DIE = re.compile(
    r"\b(?:not|dont|doesnt|never|isnt|nothing|no)(?: \w+){0,3}"
    r" (?:die|dying|dead|death|kill\w*|suicid\w*|morir\w*|matar\w*)\b"
)
_OWN = ("suicide_self", "self_harm")
_OF_TWO = ("abuse_violence", "harm_others")


class Danger(NamedTuple):
    """The danger of a conversation: its kind, and the situation as in `iop.safety.situation`."""

    route: str
    situation: Optional[str] = None


def in_course(before: Danger, verdict: Verdict, text: str) -> Danger:
    """Returns the danger of the conversation after a message that was taken for danger.

    Args:
        before: The danger so far.
        verdict: What `check` said of the message alone.
        text: The message.
    """
    words = _words(text)
    before = _of_whom(before, words)
    if verdict.route is None or not (verdict.route == before.route or _is_another(before, verdict, words)):
        return Danger(before.route, situation_then(before.route, before.situation, words))
    if verdict.route != before.route:
        return Danger(verdict.route, verdict.situation)
    return Danger(before.route, verdict.situation or situation_then(before.route, before.situation, words))


def goes_on(before: Danger, text: str) -> Danger:
    """Returns the danger of the conversation after a message that need not speak of danger by itself."""
    words = _words(text)
    before = _of_whom(before, words)
    return Danger(before.route, situation_then(before.route, before.situation, words))


def _of_whom(before: Danger, words: Sequence[str]) -> Danger:
    """Returns the danger as somebody else's where the message says that it is not the writer's."""
    if before.route not in _OWN or not told.NOT_ME.search(" ".join(words)):
        return before
    return Danger(before.route, SOMEBODY_ELSE) if before.route == "self_harm" else Danger("third_party_suicide")


def _words(text: str) -> Sequence[str]:
    try:
        from iop.safety.normalise import read  # here, so that what breaks in it breaks nothing else

        return read(text).words
    except Exception:  # noqa: BLE001 - the words as they stand are good enough
        return text.lower().split()


def _is_another(before: Danger, verdict: Verdict, words: Sequence[str]) -> bool:
    """Whether a message says another kind of danger by itself, of a person whom it can be about."""
    if not verdict.is_plain:
        return False
    is_of_another = before.route == "third_party_suicide" or before.situation == SOMEBODY_ELSE
    if is_of_another and verdict.route in _OWN:
        return not _WRITER.isdisjoint(words)
    if is_of_another and verdict.route in _OF_TWO:
        return bool(_AT_SOMEBODY.search(" ".join(words)))
    if before.route == "self_harm" and verdict.route == "suicide_self" and _NOT_TO_DIE.search(" ".join(words)):
        return False
    if before.route in _OWN and verdict.route == "third_party_suicide":
        return not _OTHERS.isdisjoint(words)
    return True
