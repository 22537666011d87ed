"""Finds what danger sounds like: patterns over plain words.

The patterns are in `lexicon.yml`, in a small notation explained there. They are compiled to regular
expressions over a line of words, and only those are tried whose necessary words all occur: with several
hundred patterns this takes a tenth of the time of spaCy's token matcher, whose every set of words is a
call for every word.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, List, Optional, Pattern, Sequence, Set, Tuple

from iop.safety.files import DATA, read_yaml

START, END = "<s>", "</s>"
_GAP = r"(?:(?!</?s> )\S+ )"


@dataclass(frozen=True)
class Match:
    """A pattern that was found.

    Attributes:
        family: Route (or `suicide`, whose route depends on the subject), or the kind of harmless use.
        strength: `sure`, `hint` or `benign`.
        number: Which pattern of its list, for explaining.
        start: First word, counted in the marked message.
        end: One past the last word.
        negative: Whether the pattern itself holds a `not`, as in `not breathing`.
    """

    family: str
    strength: str
    number: int
    start: int
    end: int
    negative: bool = False


class _Pattern:
    """One line of the lexicon; its regular expression is made when first needed."""

    def __init__(self, label: Tuple[str, str, int], text: str, classes: Dict[str, List[str]]) -> None:
        self.label = label
        self.words: Set[str] = set()
        self.needed: List[FrozenSet[str]] = []
        self._parts: List[str] = []
        self._compiled: Optional[Pattern[str]] = None
        for element in text.split():
            self._read(element, classes)

    def _read(self, element: str, classes: Dict[str, List[str]]) -> None:
        optional = element.endswith("?")
        element = element.rstrip("?")
        if element.startswith("~"):
            self._parts.append(f"{_GAP}{{0,{int(element[1:])}}}?")
            return
        refused = element.startswith("!")
        words: List[str] = []
        for option in element.lstrip("!").split("|"):
            words += classes[option[1:]] if option.startswith("@") else [{"^": START, "$": END}.get(option, option)]
        options = "|".join(re.escape(word) for word in words)
        if refused:
            self._parts.append(f"(?!(?:{options}) ){_GAP}")
        else:
            self._parts.append(f"(?:(?:{options}) )" + ("?" if optional else ""))
            self.words.update(words)
            if not optional and START not in words and END not in words:
                self.needed.append(frozenset(words))

    def find(self, line: str) -> List[Tuple[int, int]]:
        if self._compiled is None:
            self._compiled = re.compile("(?<= )" + "".join(self._parts))
        return [match.span() for match in self._compiled.finditer(line)]


class Lexicon:
    """All patterns of one file.

    Args:
        path: The file of patterns.

    Raises:
        OSError: if it cannot be read.
        ValueError: if it is broken.
        KeyError: if it names an unknown class.
    """

    def __init__(self, path: Path = DATA / "lexicon.yml") -> None:
        raw = read_yaml(path)
        classes = {name: words.split() for name, words in raw["classes"].items()}
        self.classes = {name: frozenset(words) for name, words in classes.items()}
        self.scopes: Dict[str, str] = dict(raw["scopes"])
        self._patterns: List[_Pattern] = []
        self._negations = set(self.scopes["denied"].split())
        for family, lists in raw["patterns"].items():
            for strength, lines in lists.items():
                self._add(family, strength, lines.splitlines(), classes)
        for family, lines in raw["benign"].items():
            self._add(family, "benign", lines.splitlines(), classes)
        self._always: List[int] = []
        self._by_word: Dict[str, List[int]] = defaultdict(list)
        for number, pattern in enumerate(self._patterns):
            if not pattern.needed:
                self._always.append(number)
            for word in min(pattern.needed, key=len, default=()):
                self._by_word[word].append(number)

    def _add(self, family: str, strength: str, lines: Sequence[str], classes: Dict[str, List[str]]) -> None:
        for number, line in enumerate(lines):
            self._patterns.append(_Pattern((family, strength, number), line, classes))

    def find(self, marked: Sequence[str]) -> List[Match]:
        """Finds every pattern in a message.

        Args:
            marked: The words of the message with `<s>` and `</s>` around each sentence.
        """
        words: Set[str] = set(marked)
        line = " " + " ".join(marked) + " "
        starts = [0]
        for word in marked:
            starts.append(starts[-1] + len(word) + 1)
        found: List[Match] = []
        possible = {number for word in words for number in self._by_word.get(word, ())}
        for number in sorted(possible.union(self._always)):
            pattern = self._patterns[number]
            if any(words.isdisjoint(needed) for needed in pattern.needed):
                continue
            for start, end in pattern.find(line):
                first, last = bisect_right(starts, start - 1) - 1, bisect_right(starts, end - 2)
                found.append(Match(*pattern.label, first, last, not self._negations.isdisjoint(pattern.words)))
        return found


def mark(sentences: Sequence[Sequence[str]]) -> List[str]:
    """Returns all words in order, with a mark around each sentence."""
    return [word for sentence in sentences for word in (START, *sentence, END)]


@lru_cache(maxsize=1)
def shared_lexicon() -> Lexicon:
    """Returns this process's lexicon.

    Raises:
        Exception: whatever is wrong with its file.
    """
    return Lexicon()
