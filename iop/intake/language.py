"""In which language somebody writes, and what they ask for in Spanish."""

import re
from functools import lru_cache
from typing import Dict, FrozenSet, Optional, Tuple

from iop.intake.words import spoken, words
from iop.plain import bare

ENGLISH, SPANISH = "en", "es"
LANGUAGE = "language"
"""The slot, by its name in `domain.yml`, on which the variants of the responses depend."""
_MARK = re.compile("[\u00bf\u00a1]")
_SURELY = 2
"""Words that change a language that is known: names, "ok" and "yes" are in everybody's mouth."""


def language_in(text: str, known: Optional[str] = None) -> Optional[str]:
    """Returns the language of a message.

    Args:
        text: The message.
        known: The language until now: it stays where the message is in none, or only a word of it.
    """
    spanish_words, english_words = _words()
    said = set(bare(text).split())
    spanish, english = len(said & spanish_words) + bool(_MARK.search(text)), len(said & english_words)
    enough = _SURELY if known else 1
    if spanish >= max(enough, 2 * english):
        return SPANISH
    if english >= max(enough, 2 * spanish):
        return ENGLISH
    return known


def request_in(text: str) -> Optional[str]:
    """Returns the intent of a Spanish message that asks for a call, or about one; nothing where it does neither."""
    plain = bare(text)
    return next((intent for intent, pattern in _requests().items() if pattern.search(plain)), None)


@lru_cache(maxsize=1)
def _words() -> Tuple[FrozenSet[str], FrozenSet[str]]:
    return words(spoken().spanish), words(spoken().english)


@lru_cache(maxsize=1)
def _requests() -> "Dict[str, re.Pattern[str]]":
    return {intent: re.compile("|".join(patterns)) for intent, patterns in spoken().requests.items()}
