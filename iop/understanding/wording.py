"""Reads how people really type: chat spelling, abbreviations, dictation, misspelling, Spanish among English."""

import re
from collections import Counter
from typing import Callable, Dict, FrozenSet, Iterable, List, Mapping, Optional, Sequence, Tuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from iop.plain import bare

_LETTERS = re.compile(r"\b(?![ruainkyc](?: [ruainkyc])+\b)[a-z](?: [a-z]){2,4}s?\b")
"""An abbreviation that was dictated ("c b t"), and not words of one letter ("r u a nurse")."""
_TYPED_WORD = re.compile(r"[^\W_](?:[^\W_]|['\u2019])*")
_CONTRACTION = re.compile(r"^(?:they|you|we|who|what|there|that|it)(?:re|ve|ll|d|s)$")
_STRETCHED = re.compile(r"([a-z])\1{2,}")

LONGEST_PHRASE = 3
"""Words in the longest key of a lexicon."""
REPAIRED_FROM = 4
"""Letters from which a word is worth repairing: shorter ones are as near to a wrong word as to the right one."""
TWO_EDITS_FROM, TWO_EDITS_ALIKE_FROM = 10, 8
"""Letters from which a word that does not sound the same may be two edits away from what it is repaired to, and from
which where it has its consonants: two edits of a shorter one mostly make another word ("invoice" is not "involve", nor
"helipad" "helped")."""
TRUSTED_FROM = 4
"""Examples that must share an unknown word before it counts as spelt so on purpose ("suboxone")."""
MISTAKEN_FROM = 10
"""How much oftener an English word that sounds like it must be for it to be a common mistake after all ("hapens")."""
ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "y", "ness", "less", "ful", "able", "ment", "est", "n", "t")


def replace_phrases(words: Sequence[str], lexicon: Mapping[str, str]) -> List[str]:
    """Replaces the longest keys of a lexicon found in a text by what they mean.

    Args:
        words: The words of the text, as `bare` gives them.
        lexicon: What stands for what; keys of at most three words. An empty value leaves the words as they are.
    """
    out: List[str] = []
    start = 0
    while start < len(words):
        length, meaning = _longest_phrase(words, start, lexicon)
        out += [words[start]] if meaning is None else meaning.split()
        start += length
    return out


def _longest_phrase(words: Sequence[str], start: int, lexicon: Mapping[str, str]) -> Tuple[int, Optional[str]]:
    for length in range(min(LONGEST_PHRASE, len(words) - start), 0, -1):
        meaning = lexicon.get(" ".join(words[start : start + length]))
        if meaning:
            return length, meaning
    return 1, None


def _rewritten(text: str, lexicon: Mapping[str, str], repair: Callable[[str], str] = str) -> str:
    """Returns a text with the longest keys of a lexicon replaced, other words repaired, and all else untouched."""
    spans = [(found.start(), found.end(), bare(found.group())) for found in _TYPED_WORD.finditer(text)]
    words = [word for _, _, word in spans]
    out: List[str] = []
    end = start = 0
    while start < len(words):
        length, meaning = _longest_phrase(words, start, lexicon)
        written = repair(words[start]) if meaning is None else meaning
        if meaning is not None or written != words[start]:
            out += [text[end : spans[start][0]], written]
            end = spans[start + length - 1][1]
        start += length
    return "".join([*out, text[end:]])


class Wording:
    """Puts texts into the plain words of the knowledge base.

    An unknown word becomes the nearest word of the knowledge base, unless an ordinary English word is nearer: then
    it was meant, or is a name, and stays.

    Args:
        texts: The examples, from whose words misspelt ones are repaired.
        english: Words that are spelt well although no example has them.
        typing: Chat spelling, abbreviations and dictation, with what they mean.
        spanish: Spanish words with their English.
    """

    def __init__(
        self, texts: Iterable[str], english: Iterable[str], typing: Mapping[str, str], spanish: Mapping[str, str]
    ) -> None:
        self._typing = dict(typing)
        self._spanish = dict(spanish)
        english = frozenset(english)
        self.seen = seen = Counter(word for text in texts for word in set(self.typed(text).split()))
        trusted = {word: count for word, count in seen.items() if word in english or count >= TRUSTED_FROM}
        spelt = english.union(*(meaning.split() for meaning in typing.values()))
        self._count: Dict[str, int] = {
            word: count for word, count in trusted.items() if word in spelt or not _is_mistake(word, trusted, english)
        }
        self.english: FrozenSet[str] = english
        self._known: Dict[str, List[str]] = {}
        self._sounding: Dict[str, List[str]] = {}
        for word in sorted(english.union(self._count)):
            if word.isalpha() and len(word) >= REPAIRED_FROM:
                self._known.setdefault(heard(word)[0], []).append(word)
                self._sounding.setdefault(heard(word), []).append(word)
        self._repaired: Dict[str, str] = {}

    def typed(self, text: str) -> str:
        """Returns the bare text with chat spelling and abbreviations written out."""
        words = _LETTERS.sub(lambda found: found.group().replace(" ", ""), _STRETCHED.sub(r"\1\1", bare(text)))
        return " ".join(replace_phrases(words.split(), self._typing))

    def repaired(self, text: str) -> str:
        """Returns the text as `typed` does, with misspelt words repaired and Spanish ones in English."""
        return " ".join(self._in_english(self.typed(text).split()))

    def readable(self, text: str) -> str:
        """Returns the text with the same repairs, but with its punctuation and all that needs no repair untouched."""
        return _rewritten(text, self._lexicon_for(text), self._repair)

    def written_out(self, text: str) -> str:
        """Returns the text with chat spelling written out and Spanish words in English, and all else untouched."""
        return _rewritten(text, self._lexicon_for(text))

    def _lexicon_for(self, text: str) -> Mapping[str, str]:
        is_partly_spanish = self.spanish_weight([bare(word) for word in _TYPED_WORD.findall(text)]) >= 1.0
        return {**self._typing, **self._spanish} if is_partly_spanish else self._typing

    def _in_english(self, words: List[str]) -> List[str]:
        if self.spanish_weight(words) >= 1.0:
            words = replace_phrases(words, self._spanish)
        return [self._repair(word) for word in words]

    def spanish_weight(self, words: Sequence[str]) -> float:
        """Returns how many words are Spanish; short ones that English has too ("con", "va") count half."""
        return sum(1.0 if len(w) > 3 and w not in self.english else 0.5 for w in words if self._spanish.get(w))

    def is_english(self, word: str) -> bool:
        """Whether a bare word is English, or spelt so in the knowledge base."""
        return word in self._typing or self._is_spelt_well(word)

    def is_spanish(self, word: str) -> bool:
        """Whether a bare word is Spanish, alone or like English."""
        return word in self._spanish

    def is_repairable(self, word: str) -> bool:
        """Whether a bare word is a known one misspelt."""
        return self._repair(word) != word

    def _repair(self, word: str) -> str:
        found = self._repaired.get(word)
        if found is None:
            if len(self._repaired) > 10_000:
                self._repaired.clear()
            found = self._repaired[word] = self._nearest(word) or word
        return found

    def _nearest(self, word: str) -> Optional[str]:
        if not word.isalpha() or len(word) < REPAIRED_FROM or self._is_spelt_well(word):
            return None
        near = process.extract(word, self._known.get(heard(word)[0], ()), scorer=OSA.distance, score_cutoff=2, limit=50)
        distances = {other: distance for other, distance, _ in near}
        for start in ("", *"aeiou"):
            for other in self._sounding.get(heard(start + word), ()):
                distances.setdefault(other, OSA.distance(word, other))
        ranked = [
            (distance - alike - 0.6 * (other in self._count), -self._count.get(other, 0), other)
            for other, distance in distances.items()
            for alike in [_alike(word, other)]
            if distance <= 1 or alike == 1.0 or len(word) >= (TWO_EDITS_ALIKE_FROM if alike else TWO_EDITS_FROM)
        ]
        best = min(ranked)[2] if ranked else None
        return best if best in self._count else None

    def _is_spelt_well(self, word: str) -> bool:
        def known(candidate: str) -> bool:
            return candidate in self._count or candidate in self.english

        if known(word):
            return True
        stems = [word[: -len(end)] for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= 3]
        return any(known(stem) or known(stem + "e") or (stem[-1] == "i" and known(stem[:-1] + "y")) for stem in stems)


_SOUNDS: Tuple[Tuple[str, str], ...] = (
    ("tion", "shn"), ("sion", "shn"), ("shun", "shn"), ("ph", "f"), ("gh", ""), ("ck", "k"), ("sch", "sk"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("wh", "w"),
    ("wr", "r"), ("kn", "n"),
)  # fmt: skip


def heard(word: str) -> str:
    """Returns a word with letters that sound alike made equal: "cigna" and "signa" are the same."""
    sounds = word
    for letters, sound in _SOUNDS:
        sounds = sounds.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", sounds) or word


def _alike(word: str, other: str) -> float:
    """Returns 1 for words that sound the same, 0.5 for words with the same consonants, else 0."""
    one, two = heard(word), heard(other)
    if one == two:
        return 1.0
    return 0.5 * (_consonants(one) == _consonants(two))


def _is_mistake(word: str, counts: Mapping[str, int], english: FrozenSet[str]) -> bool:
    """Whether a word that is not English is written as an English one sounds that examples have far more often."""
    return not _CONTRACTION.search(word) and any(
        OSA.distance(word, other) <= 2 and _alike(word, other)
        for other, count in counts.items()
        if count >= MISTAKEN_FROM * counts[word] and other[:1] == word[:1] and other in english
    )


def _consonants(sounds: str) -> str:
    return sounds[:1] + re.sub(r"[aeiouyhw]", "", sounds[1:])
