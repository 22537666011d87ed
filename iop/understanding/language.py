"""Tells messages that no English knowledge base can answer: all Spanish, another language, keys hit at random."""

import re
import unicodedata
from collections import Counter
from typing import Collection, Dict, List, Mapping, Optional, Sequence

import numpy as np

from iop.plain import bare
from iop.understanding.wording import Wording

SPANISH = "spanish_message"
OTHER = "other_language"
GIBBERISH = "gibberish"

MOSTLY = 0.8
"""Share of the words that can be told to be of a language, from which the message counts as written in it."""
NOISE_SHARE = 0.02
"""Share of English words that look less like words than what counts as keys hit at random."""

_SPANISH_MARK = re.compile("[\u00bf\u00a1\u00f1]")


class Languages:
    """Tells the language of a message by its frequent words and its letters.

    Args:
        wording: Knows English and Spanish words.
        others: Frequent words by language, written without accents.
    """

    def __init__(self, wording: Wording, others: Mapping[str, Sequence[str]]) -> None:
        self._wording = wording
        self._others: Dict[str, Collection[str]] = {name: frozenset(words) for name, words in others.items()}
        known = sorted(word for word in wording.english if len(word) > 1)
        counts = Counter(pair for word in known for pair in _letter_pairs(word))
        total = sum(counts.values())
        self._pairs = {pair: float(np.log(count / total)) for pair, count in counts.items() if count > 1}
        self._noise_below = float(np.quantile([_likeness_to_words(word, self._pairs) for word in known], NOISE_SHARE))

    def unanswerable(self, text: str) -> Optional[str]:
        """Returns the intent of a message that is not English, or nothing where it is, in part at least.

        A word that stands twice counts once.
        """
        if _share_of_other_letters(text) > 0.5:
            return OTHER
        words = list(dict.fromkeys(word for word in bare(text).split() if word.isalpha()))
        if not words:
            return None
        spanish = self._wording.spanish_weight(words) + bool(_SPANISH_MARK.search(text))
        english = sum(self._wording.is_english(word) for word in words if not self._wording.is_spanish(word))
        if self._other_words(words) > max(spanish, len(words) / 2):
            return OTHER
        if spanish >= 1 and spanish / (spanish + english) >= MOSTLY:
            return SPANISH
        if not spanish and not english and all(self._is_noise(word) for word in words):
            return GIBBERISH
        return None

    def _other_words(self, words: List[str]) -> int:
        """Returns how many words are of the likeliest other language; none, if English has them all too."""
        best = 0
        for known in self._others.values():
            found = [word for word in words if word in known]
            if len(found) > 1 and not all(self._wording.is_english(word) for word in found):
                best = max(best, len(found))
        return best

    def _is_noise(self, word: str) -> bool:
        if word in self._wording.seen or self._wording.is_repairable(word):
            return False
        return _likeness_to_words(word, self._pairs) < self._noise_below


def _letter_pairs(word: str) -> List[str]:
    padded = f" {word} "
    return [padded[i : i + 2] for i in range(len(padded) - 1)]


def _likeness_to_words(word: str, pairs: Mapping[str, float]) -> float:
    """Returns the mean log probability of the word's pairs of letters."""
    rarest = min(pairs.values()) - 1.0
    return float(np.mean([pairs.get(pair, rarest) for pair in _letter_pairs(word)]))


def _share_of_other_letters(text: str) -> float:
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return 0.0
    return sum("LATIN" not in unicodedata.name(letter, "") for letter in letters) / len(letters)
