"""Tells Spanish from English, for the choice of the text that is said."""

from typing import FrozenSet, List, Sequence

from iop.safety.words import Words


def _set(words: str) -> FrozenSet[str]:
    return frozenset(words.split())


_SPANISH = _set(
    "que no me mi el la los las un una de del y es esta estoy soy tengo quiero voy ya se en con por para mas pero"
    " todo todos nada nadie como cuando porque hola gracias ayuda necesito puedo tiene dice hijo hija esposo esposa"
    " hermano hermana mama papa vida vivir morir matar matarme pastillas adios donde cuanto cuesta muy yo su sus le"
    " lo al si siento dolor miedo morirme suicidarme quitar wey neta dejen matarlo pega golpea respira despierta tome"
    " tomo frasco pecho sangre ustedes aceptan mis"
)
_SHARED = _set("no me la el a y como se si lo papa mama todo")
_ENGLISH = _set(
    "i im the a to and of is it my you do does what how want was in for that have with not dont cant on this are"
)


def spanish(words: Sequence[str]) -> bool:
    """Whether the words of a message are Spanish, or Spanish enough among English ones."""
    found = sum(1.0 if word not in _SHARED else 0.5 for word in words if word in _SPANISH)
    return found >= 1.0 and found > 0.6 * sum(word in _ENGLISH for word in words)


def gloss(words: Sequence[str], tables: Words) -> List[str]:
    """Returns Spanish words in English, word for word: enough for what knows only English to see the meaning."""
    line = " ".join(tables.spanish.get(word, word) for word in words)
    for pattern, replacement in tables.gloss_rewrites:
        line = pattern.sub(replacement, line)
    return line.split()


def language(original: str, words: Sequence[str]) -> str:
    """Returns `es` or `en`.

    Args:
        original: The message as it came: its signs count.
        words: Its plain words.
    """
    if any(sign in original for sign in "¿¡ñÑ"):
        return "es"
    found = sum(1.0 if word not in _SHARED else 0.5 for word in words if word in _SPANISH)
    own = any(word in _SPANISH - _SHARED for word in words)
    return "es" if own and found > sum(word in _ENGLISH for word in words) else "en"
