"""Another spelling or another name where one was read back: "it should say Devin not Devon", "its Raymond"."""

import difflib
import re
from typing import Any, List, Mapping, Optional

from iop.intake.names import is_given_name
from iop.intake.times import time_in
from iop.intake.words import people, words
from iop.plain import bare

ALIKE = 0.6
"""From which likeness (0 to 1, `difflib`) a word is another spelling of a name: "raye" of "Ray", "Jon" of "John"."""
SHORTEST = 3
"""Letters of another spelling: "me" is none of "Mel"."""
_NAME = r"(?P<name>[^\W\d_](?:[^\W\d_]|['-])*)"
_NOT = r"(?:,? (?:and )?not|,? instead of|,? rather than|,? no)"
_EXCHANGED = re.compile(
    rf"\b{_NAME}{_NOT} (?P<wrong>[^\W\d_]+)\W*$|\b(?:not|no|no es) (?P<wrong_first>[^\W\d_]+)\W+"
    rf"(?:(?:but|it'?s|its|es|sino) )?(?P<right>[^\W\d_]+)\W*$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|ok|okay|no|nope|but|except|oh|wait|oops|sorry|actually|only|just|and|s[ií]|pero|perd[oó]n)"
    r"\W+)*"
    r"(?:that\W+)?(?:it'?s|its|it is|that'?s|es|(?:it|that) should (?:be|say|read)|should (?:be|say)"
    r"|(?:the |my )?name(?:'?s| is| should be)|make (?:it|that)|call me|i go by|i'?m called|put|say|change it to)\s+"
    rf"(?:spelled |spelt |actually |just |really )*{_NAME}\W*$",
    re.IGNORECASE,
)
_SPELLS = re.compile(
    r"\b(?:with (?:an? |two |one |no )?\w\b|spell\w*|spelt|letters?|at the end|se escribe|con [a-zñ]\b)", re.IGNORECASE
)


def renamed(text: str, known: Mapping[str, Any]) -> Optional[str]:
    """Returns the right first name where a message corrects the one that was read back.

    Args:
        text: The message, with plain apostrophes.
        known: The fields that were read back.
    """
    name = str(known.get("first_name") or "")
    exchanged = _EXCHANGED.search(text)
    if exchanged and name:
        wrong = exchanged["wrong"] or exchanged["wrong_first"]
        if wrong.lower() == name.lower():
            return exchanged["name"] or exchanged["right"]
    says = _SAYS.match(text)
    if says and (_is_a_name(says["name"], name) or _is_written_as_one(says["name"])):
        return says["name"]
    alone = re.fullmatch(rf"\W*{_NAME}\W*", text)
    if alone and is_given_name(alone["name"]) and _is_a_name(alone["name"], name):
        return alone["name"]
    spelled = [word for word in re.findall(r"[^\W\d_]{2,}", text) if _is_alike(word, name)]
    return spelled[-1] if spelled and _SPELLS.search(text) else None


def _is_a_name(word: str, known: str) -> bool:
    """Whether a word is a name, and no time ("may", "april"), or like the one that is known."""
    if word.lower() == known.lower():
        return False
    return (is_given_name(word) and not time_in(word, asked=True)) or _is_alike(word, known)


def _is_written_as_one(word: str) -> bool:
    """Whether a word is written as names are: "it's Joana"."""
    return (
        word.istitle()
        and len(word) >= SHORTEST
        and not time_in(word, asked=True)
        and bare(word) not in words(people().not_names)
    )


def _is_alike(word: str, name: str) -> bool:
    is_other = bool(name) and word.lower() != name.lower() and len(word) >= SHORTEST
    close: List[str] = difflib.get_close_matches(word.lower(), [name.lower()], cutoff=ALIKE) if is_other else []
    return bool(close) and word[:1].lower() == name[:1].lower()
