"""Which words are a name, and how it is written: by themselves, whatever stands around them."""

import re
from functools import lru_cache
from typing import FrozenSet, List, Mapping, Optional, Sequence, Tuple

from iop.intake.words import people, words
from iop.plain import bare
from iop.understanding.lexicons import english_words as _english_words

Name = Tuple[Optional[str], Optional[str]]
LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)"
WORD = rf"{LETTERS}(?:{LETTERS}|['\u2019](?={LETTERS})|-(?={LETTERS}))*\.?"
LONGEST = 4
"""Words in a name, besides particles."""
TITLES = frozenset("aunt auntie uncle tia tio".split())
PARTICLES = frozenset("de la del las los da di van von der den bin al el st st. y".split())


def until_no_name(typed: Sequence[str], is_introduced: bool = False) -> List[str]:
    """Returns the words of a name with which a text begins, and none where it begins with none."""
    kept: List[str] = []
    for word in typed[1:] if len(typed) > 1 and typed[0].lower() in TITLES else typed:
        plain = word.lower().rstrip(".").replace("\u2019", "'")
        particle = bool(kept) and plain in PARTICLES
        if not re.fullmatch(WORD, word) or plain.endswith("'s"):
            break
        is_word_too = kept == [] and plain in _also_words()
        if is_word_too and not (is_introduced or is_large(word)):
            break
        is_surname = word == typed[-1] and kept != [] and is_large(word) and is_large(kept[0]) and plain in _surnames()
        names_nobody = not is_surname and (plain in _not_names() or bare(plain) in _not_names())
        is_first_of_two = is_word_too and len(typed) > 1 and is_large(typed[1]) and typed[1].lower() not in _not_names()
        if names_nobody and not (particle or is_first_of_two or (is_word_too and is_introduced)):
            break
        kept.append(word)
        if sum(map(counts, kept)) == LONGEST or (word.endswith(".") and len(word) > 2):
            break
    while len(kept) > 1 and kept[-1].lower() in PARTICLES:
        kept.pop()
    return kept


def is_persons(word: str, entities: Sequence[Mapping[str, object]]) -> bool:
    """Whether a word is a usual given name, or the tagger took it for a person's."""
    people_found = " ".join(
        str(found.get("value", "")) for found in entities if found.get("entity") == "person"
    ).lower()
    return word.lower() in given_names() or word.lower() in people_found.split()


def may_be_both(word: str) -> bool:
    """Whether a word is a name where it answers "what name?": "hope", and "Ty", which in small letters is thanks."""
    plain = word.lower().rstrip(".")
    is_both = plain in _also_words() or (plain in given_names() and is_large(word))
    return is_both and bool(re.fullmatch(WORD, word))


def counts(word: str) -> bool:
    """Whether a word counts for the length of a name: "de la" does not."""
    return word.lower() not in PARTICLES


def is_large(word: str) -> bool:
    """Whether a word begins with a capital."""
    return word[:1].isupper()


def split(found: Sequence[str]) -> Name:
    """Returns the words of a name as a first and a last name."""
    return (tidy(found[0]), joined(found[1:])) if found else (None, None)


def joined(found: Sequence[str]) -> Optional[str]:
    """Returns the words of a last name in one."""
    return " ".join(word.lower() if word.lower() in PARTICLES else tidy(word) for word in found) or None


def tidy(word: str) -> str:
    """Writes a name that came in small letters or capitals with a capital; others stay as they are."""
    word = word.rstrip(".")
    if word.islower() or (word.isupper() and len(word) > 2):
        return "".join(part.capitalize() for part in re.split(r"(['\u2019-])", word.lower()))
    return word


@lru_cache(maxsize=1)
def english_words() -> FrozenSet[str]:
    """Returns the words of English, read once."""
    return _english_words()


@lru_cache(maxsize=1)
def _not_names() -> FrozenSet[str]:
    return words(people().not_names)


@lru_cache(maxsize=1)
def _also_words() -> FrozenSet[str]:
    return words(people().also_words)


@lru_cache(maxsize=1)
def _surnames() -> FrozenSet[str]:
    return words(people().surnames)


@lru_cache(maxsize=1)
def given_names() -> FrozenSet[str]:
    """Returns the usual given names, in small letters."""
    return words(people().given_names)
