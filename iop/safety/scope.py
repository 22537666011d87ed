"""Decides what a finding means: whose danger it is, and whether it is denied, over, a topic, a loss or an idiom."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Dict, FrozenSet, List, Sequence, Tuple

from iop.safety.lexicon import END, START, Lexicon, Match

OPEN = "open"
"""Scope of a finding that nothing speaks against."""


def _set(words: str) -> FrozenSet[str]:
    return frozenset(words.split())


_FIRST = _set("i im ive id ill me myself my yo quiero kiero voy tengo estoy siento pienso puedo")
_FIRST_SUBJECT = _set("i im ive id ill yo")
_THIRD_SELF = _set(
    "himself herself themselves se matarse suicidarse suicidar quitarse ahorcarse colgarse tirarse morirse"
)
_FIRST_SELF = _set("myself matarme suicidarme ahorcarme morirme quitarme colgarme tirarme aventarme")
_ANYBODY = _set("someone somebody mate")
_SAID = _set("said says posted posting wrote writes texted messaged told tells")
_BREAKS = _set("but and because so pero y porque though yet")
_AFTER_TAKEN_BACK = _set(f"{END} im i just because at hes shes so")
_TAKEN_BACK = frozenset(
    tuple(pair.split())
    for pair in ("im not", "i dont", "hes not", "shes not", "i wont", "i didnt", "he doesnt", "she doesnt")
)


@dataclass(frozen=True)
class Finding:
    """A pattern in its context.

    Attributes:
        route: The crisis route it speaks for.
        strength: `sure` or `hint`.
        scope: `open`, or why it does not count: `denied`, `past`, `topic`, `grief`, `idiom`.
        name: Family and number of the pattern, for explaining.
    """

    route: str
    strength: str
    scope: str
    name: str


class Scopes:
    """The words that change what a finding means.

    Args:
        lexicon: Where they are listed.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._kin: FrozenSet[str] = lexicon.classes["kin"]
        self._they: FrozenSet[str] = lexicon.classes["they"]
        self._denied = frozenset(lexicon.scopes["denied"].split())
        self._lifted = frozenset(lexicon.scopes["lifted"].split())
        self._marks = {
            name: frozenset(tuple(phrase.split()) for phrase in lexicon.scopes[f"{name}_marks"].split("|"))
            for name in ("past", "present")
        }
        self._longest = max(len(phrase) for marks in self._marks.values() for phrase in marks)

    def judge(self, words: Sequence[str], matches: Sequence[Match]) -> List[Finding]:
        """Returns every danger pattern with its scope.

        Args:
            words: The marked words of the message.
            matches: What the lexicon found in them.
        """
        dangers = [match for match in matches if match.strength != "benign"]
        if not dangers:
            return []
        harmless = [match for match in matches if match.strength == "benign"]
        times = self._times(words)
        return [self._judge(words, match, harmless, times) for match in dangers]

    def _judge(
        self, words: Sequence[str], match: Match, harmless: Sequence[Match], times: Dict[str, List[int]]
    ) -> Finding:
        first, last = _sentence(words, match.start)
        route = self._route(words, match, first)
        scope = OPEN
        if any(b.family == "idiom" and _excuses(words, b, match) for b in harmless):
            scope = "idiom"
        elif self._is_denied(words, match, first):
            scope = "denied"
        elif self._is_past(words, first, last, times):
            scope = "past"
        elif self._is_topic(words, match, harmless, first):
            scope = "topic"
        elif (
            not match.negative
            and any(b.family == "grief" and first <= b.start < last for b in harmless)
            and route
            not in (
                "suicide_self",
                "self_harm",
            )
        ):
            scope = "grief"
        return Finding(route, match.strength, scope, f"{match.family}/{match.number}")

    def _route(self, words: Sequence[str], match: Match, first: int) -> str:
        if match.family != "suicide":
            return match.family
        inside = set(words[match.start : match.end])
        if inside & _FIRST_SELF:
            return "suicide_self"
        if inside & _THIRD_SELF:
            return "third_party_suicide"
        for position in range(match.end - 1, first - 1, -1):
            word = words[position]
            if word in _FIRST_SUBJECT or (word in _FIRST and position >= match.start and word not in ("me", "my")):
                return "suicide_self"
            if word in self._they or self._is_somebody_else(words, position, match.end):
                return "third_party_suicide"
        return "suicide_self"

    def _is_somebody_else(self, words: Sequence[str], position: int, end: int) -> bool:
        """Whether a word names somebody else; `someone` does only where it is told what they said."""
        word = words[position]
        if word in _ANYBODY:
            return not _SAID.isdisjoint(words[position:end])
        return word in self._kin or word.removesuffix("s") in self._kin

    def _is_denied(self, words: Sequence[str], match: Match, first: int) -> bool:
        if self._is_taken_back(words, match.start, match.end):
            return True
        if words[match.start] in self._denied:
            return False
        inside = range(match.end - 1, match.start, -1) if not match.negative else range(0)
        for position in (*inside, *range(match.start - 1, max(first, match.start - 5) - 1, -1)):
            word = words[position]
            if word in _BREAKS:
                return False
            if word in self._denied:
                before = words[max(first, position - 3) : position]
                twice = any(w in self._denied and w not in ("no", "nope") for w in before)
                lifted = words[position + 1] in self._lifted or words[position - 1] in ("why", "cant")
                return not twice and not lifted
        return False

    @staticmethod
    def _is_taken_back(words: Sequence[str], start: int, end: int) -> bool:
        """Whether it ends in `but i'm not`, as in `they think i'm suicidal but i'm not`."""
        for position in range(start, min(end + 6, len(words) - 2)):
            if words[position] == END:
                return False
            if words[position] in ("but", "and", "pero", "because") and (
                tuple(words[position + 1 : position + 3]) in _TAKEN_BACK
            ):
                after = words[position + 3] if position + 3 < len(words) else END
                return after in _AFTER_TAKEN_BACK
        return False

    def _times(self, words: Sequence[str]) -> Dict[str, List[int]]:
        found: Dict[str, List[int]] = {name: self._starts(words, marks) for name, marks in self._marks.items()}
        found["present"] = [p for p in found["present"] if not (_never_again(words, p) or _used_to(words, p))]
        for position, word in enumerate(words):
            before = tuple(words[max(0, position - 2) : position])
            if _is_past_year(word) and before[-1:] not in (("since",), ("desde",)):
                found["past"].append(position)
            if word.isdigit() and (before in (("i", "was"), ("he", "was"), ("she", "was")) or before[-1:] == ("at",)):
                found["past"].append(position)
        return found

    def _starts(self, words: Sequence[str], phrases: FrozenSet[Tuple[str, ...]]) -> List[int]:
        lengths = range(1, self._longest + 1)
        return [
            start for start in range(len(words)) if any(tuple(words[start : start + n]) in phrases for n in lengths)
        ]

    @staticmethod
    def _is_past(words: Sequence[str], first: int, last: int, times: Dict[str, List[int]]) -> bool:
        if not any(first <= position < last for position in times["past"]):
            return False
        since = any(words[p] in ("since", "desde") for p in range(first, last - 1)) and not {
            "sober",
            "clean",
            "free",
        } & set(words)
        return not times["present"] and not since

    def _is_topic(self, words: Sequence[str], match: Match, harmless: Sequence[Match], first: int) -> bool:
        for benign in harmless:
            if benign.family == "topic" and first <= benign.start <= match.end:
                between = words[min(benign.end, match.start) : match.end]
                if not any(word in _FIRST for word in between) and not any(w in self._they for w in between):
                    return True
        return False


def _excuses(words: Sequence[str], idiom: Match, danger: Match) -> bool:
    """Whether an idiom covers a finding; not where somebody says in the middle of it that they will hurt others."""
    if idiom.start >= danger.end or danger.start >= idiom.end:
        return False
    return danger.family != "harm_others" or _FIRST_SUBJECT.isdisjoint(words[idiom.start + 1 : idiom.end])


def _is_past_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and 1900 <= int(word) < dt.date.today().year


def _never_again(words: Sequence[str], position: int) -> bool:
    """Whether the word is the `again` of `never used again`."""
    first, _ = _sentence(words, position)
    return words[position] == "again" and "never" in words[max(first, position - 4) : position]


def _used_to(words: Sequence[str], position: int) -> bool:
    """Whether the words belong to `used to`, as the `want to die` of `i used to want to die`."""
    return tuple(words[max(0, position - 2) : position]) == ("used", "to")


def _sentence(words: Sequence[str], position: int) -> Tuple[int, int]:
    """Returns where the sentence around a word starts and ends, without its marks."""
    first = last = position
    while first > 0 and words[first - 1] not in (START, END):
        first -= 1
    while last < len(words) and words[last] not in (START, END):
        last += 1
    return first, last


def features(words: Sequence[str], findings: Sequence[Finding], matches: Sequence[Match]) -> List[str]:
    """Returns what the classifier should know of the findings, as names."""
    names = {f"{f.strength}:{f.scope}" for f in findings} | {f"{f.strength}:{f.route}:{f.scope}" for f in findings}
    names |= {f"p:{f.name}:{f.strength}:{'o' if f.scope == OPEN else 'x'}" for f in findings}
    names |= {f"benign:{m.family}" for m in matches if m.strength == "benign"}
    names |= {f"b:{m.family}:{m.number}" for m in matches if m.strength == "benign"}
    count = sum(f.strength == "sure" and f.scope == OPEN for f in findings)
    names |= {f"count:{n}" for n in range(1, min(count, 4) + 1)} or {"count:0"}
    names.add("length:" + str(min(len(words) // 8, 6)))
    return sorted(names)


@lru_cache(maxsize=1)
def _shared(lexicon: Lexicon) -> Scopes:
    return Scopes(lexicon)


def judge(lexicon: Lexicon, words: Sequence[str], matches: Sequence[Match]) -> List[Finding]:
    """Judges by a lexicon's own scopes; see `Scopes.judge`.

    Raises:
        KeyError: if the lexicon has no list of past or present marks.
    """
    return _shared(lexicon).judge(words, matches)
