"""Undoes what hides a word: leetspeak, asterisks, spacing, repeated letters, joined words, typing errors."""

import re
from functools import lru_cache
from itertools import product
from typing import Dict, FrozenSet, List, Optional, Tuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from iop.safety.words import Words

MAX_WORD = 40
"""Longer runs of letters are no words."""
_SIGNS = re.compile(r"[^a-z]")
_REPEATS = re.compile(r"(.)\1{2,}")
_HIDDEN = re.compile(r"[a-z]+[*#_.!-]+[a-z]*|[*#]+[a-z]+")
_NUMBER = re.compile(r"\d+([.,:/-]\d+)*(st|nd|rd|th|am|pm|k|mg|ml|f|m|nb|h|hr|hrs|x|km|kms|g|oz)?|[a-z]\d{1,3}|\$\d+k?")


class Repairer:
    """Repairs one word at a time, and remembers what it has repaired.

    Args:
        words: The tables of known words and disguises.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._targets: Dict[int, List[str]] = {}
        for word in sorted(words.targets):
            self._targets.setdefault(len(word), []).append(word)
        self._ordinary = words.ordinary
        self._parts: FrozenSet[str] = frozenset(
            {w for w, rank in words.common.items() if rank < 5000 and len(w) > 1}
            | set(words.targets)
            | {"i", "wanna", "gonna"}
        )
        self._cached = lru_cache(maxsize=20000)(self._word)

    def word(self, raw: str, spanish: bool = False) -> str:
        """Returns what a word was meant to be; itself where nothing better is known.

        Args:
            raw: One lower-case word without spaces; it may hold digits and signs.
            spanish: Whether it stands among Spanish words: it is then not taken for a misspelled English one.

        Returns:
            One or more words.
        """
        return self._cached(raw, spanish)

    def _word(self, raw: str, spanish: bool) -> str:
        words = self._words
        plain = raw.replace("'", "").replace("-", "") if not raw.startswith("-") else raw
        for candidate in (raw, plain):
            if candidate in words.slang:
                return words.slang[candidate]
        if len(raw) > MAX_WORD:
            return raw
        if _NUMBER.fullmatch(raw):
            hidden = [letters for letters in self._decoded(raw) if letters in words.targets] if raw[0].isalpha() else []
            return hidden[0] if hidden else raw
        if raw.isalpha() or plain.isalpha():
            return self._letters(plain, spanish)
        return self._signs(raw)

    def _letters(self, word: str, spanish: bool = False) -> str:
        words = self._words
        if words.known(word):
            return word
        squeezed = self._squeeze(word)
        if squeezed:
            return words.slang.get(squeezed, squeezed)
        return self._typo(word, danger_only=spanish) or self._split(word) or word

    def _squeeze(self, word: str) -> Optional[str]:
        """Undoes `diiiie` and `KILLLL`."""
        if not _REPEATS.search(word):
            return None
        for keep in (r"\1\1", r"\1"):
            shorter = _REPEATS.sub(keep, word)
            if self._words.known(shorter) or shorter in self._words.slang:
                return shorter
        once = re.sub(r"(.)\1+", r"\1", word)
        return once if self._words.known(once) or once in self._words.slang else self._typo(once)

    def _signs(self, raw: str) -> str:
        """Undoes `k1ll`, `su!cide`, `k*ll` and `s.u.i.c.i.d.e`."""
        joined = _SIGNS.sub("", raw)
        if re.fullmatch(r"([a-z][^a-z0-9]+){2,}[a-z][^a-z0-9]*", raw):
            return self._words.slang.get(joined) or self._letters(joined)
        for letters in self._decoded(raw):
            if len(letters) > 2 and (letters in self._words.targets or letters in self._words.slang):
                return self._words.slang.get(letters, letters)
        if _HIDDEN.fullmatch(raw):
            hidden = self._starred(raw)
            if hidden:
                return hidden
        mostly_letters = sum(sign.isdigit() for sign in raw) < sum(sign.isalpha() for sign in raw)
        for letters in self._decoded(raw) if mostly_letters else ():
            if len(letters) > 3 and (self._words.known(letters) or self._typo(letters, danger_only=True)):
                return letters if self._words.known(letters) else str(self._typo(letters, danger_only=True))
        parts = [part for part in re.split(r"[^a-z0-9']+", raw) if part]
        if len(parts) > 1:
            return " ".join(self.word(part) for part in parts)
        return raw if any(sign.isdigit() for sign in raw) else joined or raw

    def _decoded(self, raw: str) -> List[str]:
        """Returns the ways in which signs can stand for letters, likeliest first."""
        table = self._words.look_alikes
        options: List[Tuple[str, ...]] = []
        for sign in raw:
            if sign.isalpha():
                options.append((sign,))
            elif sign == "1":
                options.append(("i", "l"))
            elif sign == "!":
                options.append(("i", "l", ""))
            else:
                options.append((table.get(sign, ""),))
        if sum(len(o) > 1 for o in options) > 4:
            options = [o[:1] for o in options]
        return list(dict.fromkeys("".join(letters) for letters in product(*options)))

    def _starred(self, raw: str) -> Optional[str]:
        """Finds the danger word behind `k*ll`, `s**cide` or `k***`."""
        pattern = re.compile(re.sub(r"[^a-z]", ".", raw) if len(raw) > 2 else r"(?!)")
        loose = re.compile(re.sub(r"[^a-z]+", ".{0,3}", raw) if len(raw) > 3 else r"(?!)")
        for regex in (pattern, loose):
            found = [w for w in sorted(self._words.targets, key=len) if len(w) > 2 and regex.fullmatch(w)]
            strong = [w for w in found if w in ("kill", "die", "suicide", "suicidal", "dead", "cut", "rape", "harm")]
            if strong or found:
                return (strong or found)[0]
        return None

    def _typo(self, word: str, danger_only: bool = False) -> Optional[str]:
        """Finds the word that somebody meant; danger words first."""
        size = len(word)
        if size < 3:
            return None
        allowed = 1 if size < 7 else 2
        near = [w for length in range(size - allowed, size + allowed + 1) for w in self._targets.get(length, ())]
        best = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=allowed) if near else None
        if best and (size > 3 or sorted(best[0]) == sorted(word)) and self._same_start(word, best[0]):
            return str(best[0])
        if danger_only or size < 4:
            return None
        best = process.extractOne(word, self._ordinary, scorer=OSA.distance, score_cutoff=1) if self._ordinary else None
        return str(best[0]) if best else None

    @staticmethod
    def _same_start(word: str, target: str) -> bool:
        return word[0] == target[0] or word[:2] == target[1::-1] or word[1:] == target or word == target[1:]

    def _split(self, word: str) -> Optional[str]:
        """Undoes `killmyself`: known words without spaces, one of them a danger word."""
        if len(word) < 6:
            return None
        best: List[Optional[List[str]]] = [[]] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 12), end):
                before = best[start]
                if before is not None and word[start:end] in self._parts:
                    option = [*before, word[start:end]]
                    current = best[end]
                    if current is None or len(option) < len(current):
                        best[end] = option
        parts = best[-1]
        if parts and len(parts) <= 7 and any(part in self._words.targets for part in parts):
            return " ".join(self._words.slang.get(part, part) for part in parts)
        return None
