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
_CLAUSES = re.compile("[\u00bf?.,;!\n]+")
_ASKS = re.compile(
    r"(?:(?:y|pero|oiga|oye|disculpe|perd[oó]n|hola|antes) ){0,3}"
    r"(?:(?:a |de |en |con )?(?:qué|cuál|cómo|cuándo|dónde|quién|por qué)\b|cu[aá]nt[oa]s?\b"
    r"|c[oó]mo (?:funciona|es|se|puedo|le hago)\b|qu[eé] (?:es|hacen|pasa|incluye|tengo que|necesito)\b"
    r"|d[oó]nde (?:est|queda|se)|cu[aá]ndo (?:empiez|abren|puedo)"
    r"|(?:tienen|aceptan|atienden|cobran|ofrecen|hay|se puede)\b"
    r"|(?:quiero|quisiera|necesito) saber\b|me pueden? (?:decir|explicar|dar informaci[oó]n)\b)",
    re.IGNORECASE,
)
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
    said = said - words(spoken().courtesies) if known else said
    spanish, english = len(said & spanish_words) + bool(_MARK.search(text)), len(said & english_words)
    enough = _SURELY if known else 1
    if spanish >= max(enough, 2 * english):
        return SPANISH
    if english >= max(enough, 2 * spanish):
        return ENGLISH
    return known


def asks_in_spanish(text: str) -> bool:
    """Whether a Spanish message asks something, by how a clause begins: "cuánto cuesta", and not "cuando sea"."""
    return any(_ASKS.match(clause.strip()) for clause in _CLAUSES.split(text))


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
