"""Names that no list has, where a name may be the answer: "priyanka", "Xochitl"."""

import re
from functools import lru_cache
from itertools import chain
from typing import FrozenSet, Iterator, Optional

from iop.intake.names import name_in
from iop.intake.words import people, spoken, words
from iop.plain import bare
from iop.understanding import lexicons

SHORTEST, LONGEST = 4, 20
"""Letters. Shorter ones are mostly words with a letter missing."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWEL = re.compile(r"[aeiouy]")


def unusual_name_in(text: str) -> Optional[str]:
    """Returns the name that a lone word is: none that is a known word, or a known word with one slip in it.

    Args:
        text: The message, which is like nothing in the knowledge base.
    """
    first, last = name_in(text, asked=True)
    if first is None or last is not None:
        return None
    plain = bare(first)
    if not (SHORTEST <= len(plain) <= LONGEST and plain.isalpha() and _VOWEL.search(plain)):
        return None
    known = _known_words()
    return None if any(word in known for word in chain((plain,), _with_one_slip(plain))) else first


def _with_one_slip(word: str) -> Iterator[str]:
    """Returns what a word may have been before a letter was left out, added, exchanged or put in the wrong place."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        yield from (before + letter + after for letter in _LETTERS)
        yield from (before + letter + after[1:] for letter in _LETTERS)


@lru_cache(maxsize=1)
def _known_words() -> FrozenSet[str]:
    told = people()
    lists = (told.kin.replace("|", " "), told.clients.replace("|", " "), told.professionals.replace("|", " "))
    foreign = chain.from_iterable(lexicons.other_languages().values())
    said = " ".join([*lists, told.not_names, told.also_words, spoken().spanish, spoken().english, *foreign])
    known = lexicons.english_words() | words(bare(said)) | frozenset(lexicons.spanish()) | frozenset(lexicons.typing())
    return known - words(bare(told.given_names))
