"""How a name is spelled: letter by letter, or put right where it was noted in another way."""

import re
from difflib import SequenceMatcher
from typing import Dict, List, Mapping, Optional

from iop.intake.name_words import english_words, given_names, is_large, tidy

_LETTERS = re.compile(r"(?<![\w'])(?:[^\W\d_](?:\s*-\s*|\.\s*|,\s*|\s+)){2,12}[^\W\d_](?![\w'])")
_NOT = re.compile(
    r"\b(?P<right>[^\W\d_]+)[,.]? (?:not|instead of|rather than|no) (?P<wrong>[^\W\d_]+)"
    r"|\b(?:not|no es) (?P<wrong_first>[^\W\d_]+)\W+"
    r"(?:(?:it'?s|its|but|it should be|is|es) ){0,2}(?P<right_last>[^\W\d_]+)",
    re.IGNORECASE,
)
_SPELLS = re.compile(
    r"\b(?:spel\w*|with(?:out)? an? ['\"]?[a-z]\b|should (?:be|say|read)|typo|misspel\w*|letters?"
    r"|se escribe|con [a-z]\b)",
    re.IGNORECASE,
)
_LIKE = 0.6
"""From this likeness on a word may be a name in another spelling."""


def joined_letters(text: str) -> str:
    """Returns a text with names that were written letter by letter as words: "R-A-Y-E"."""
    return _LETTERS.sub(lambda found: tidy("".join(re.findall(r"[^\W\d_]", found.group())).lower()), text)


def spelled_in(text: str) -> List[str]:
    """Returns the names that a text has letter by letter."""
    return [joined_letters(found.group()) for found in _LETTERS.finditer(text)]


def is_spelling_of(word: str, name: str) -> bool:
    """Whether a word is like a name, and not the same: Raye and Ray, Devin and Devon."""
    one, other = word.lower(), name.lower()
    return one != other and one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= _LIKE


def respelled(text: str, known: Mapping[str, object]) -> Dict[str, str]:
    """Returns the first or last name as it is spelled after all: "ray with an e at the end. raye", "Devin not Devon".

    Args:
        text: The message, with names that are spelled letter by letter as words.
        known: The fields that were given before.
    """
    for field in ("first_name", "last_name"):
        name = str(known.get(field) or "")
        right = _right(text, name) if name else None
        if right:
            return {field: tidy(right)}
    return {}


def _right(text: str, name: str) -> Optional[str]:
    for found in _NOT.finditer(text):
        wrong = found["wrong"] or found["wrong_first"]
        if wrong.lower() == name.lower():
            return found["right"] or found["right_last"]
    if not _SPELLS.search(text):
        return None
    words = re.findall(r"[^\W\d_]+", text)
    alike = [word for word in words if is_spelling_of(word, name)]
    return next((word for word in reversed(alike) if _may_be_name(word) or word in (words[0], words[-1])), None)


def _may_be_name(word: str) -> bool:
    return is_large(word) or word.lower() in given_names() or word not in english_words()
