"""What a message tells beside the details: each clause in which more is left than small words."""

import difflib
import re
from functools import lru_cache
from itertools import chain
from typing import Any, FrozenSet, Iterable, List, Mapping, Sequence, Set

from pydantic import BaseModel, Extra

from iop import yamlfile
from iop.intake.health import beside_health
from iop.intake.name_words import english_words
from iop.intake.seen_by_others import is_seen_by_others
from iop.intake.time_words import DAY
from iop.intake.words import people, states, words
from iop.plain import bare
from iop.settings import ROOT

FILE = ROOT / "data" / "intake" / "small_words.yml"
SLIPS_FROM, ALIKE = 5, 0.88
"""Letters of a word in which a slip is likely, and its likeness (0 to 1, `difflib`) to the right one: "somone"."""
ENOUGH = 2
"""Words beside the small ones that tell something, whatever they are."""
_PERSON = r"(?:i|i'?m|i'?ve|my|s?he|s?he'?s|we|we'?re|they|they'?re|his|her|our|yo|mi|su|soy|tengo|ella|él)"


def _not_after(listed: str) -> str:
    return "".join(rf"(?<!\b{word})" for word in listed.split("|"))


_TITLES = "dr|mr|ms|mrs|st"
_JOINING = "when|while|if|that|until|till|unless|think|say|says|said|and|but|since|because|so"
"""Before "he's" these belong to what follows."""
_CLAUSES = re.compile(
    rf"(?<=[?!;\n])\s*|{_not_after(_TITLES)}\.(?:\s+|$)|\s*,\s+|\s+-+\s+"
    rf"|\s+(?:and|but|so|because|y|pero|porque)\s+(?={_PERSON}\b)"
    rf"|{_not_after(_JOINING)}\s+(?=(?:i'?m|s?he'?s|s?he is|(?:his|her|my) name(?:'?s| is)"
    r"|(?:can|could|would) (?:you|u|someone|somebody))\s)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"^\W*(?:(?:please|pls|so|and|hey|also|then|ok|but)\W+)*(?:can|could|would|will|may) "
    r"(?:you|u|i|we|they|some(?:one|body)|any(?:one|body)|admissions|an? (?!program\b|person\b)\w+) "
    r"(?:\w+ ){0,5}?(?:call|contact|reach(?: out)?|ring|phone|text|e-?mail|talk|speak|get back|get in touch)\b"
    r"(?: (?:to|with|me|us|back))*",
    re.IGNORECASE,
)
"""Begins a request that is put as a question: "can someone call me about ..."."""
_TAKEN_BACK = re.compile(
    r"^.*\b(?:jk|just kidding)\b|(?:^|(?<=[.?!,;\n]))[^.?!,;\n]{0,40}[.?!,;\n]+\s*(?:(?:oh|um|hm+)\W+)*"
    r"(?:no,? wait|wait,? no|oops|scratch that|wait(?=,? that'?s)|no(?=,? that'?s))\b(?:\W*(?:no|sorry)\b)*"
    r"(?:\W*(?:that'?s\b|it'?s (?:my|the|for|from|not)\b)[^.?!,;\n]*)?",
    re.IGNORECASE,
)
"""What is taken back in the same message: "State Farm? no wait thats my car"."""
_GREETING = re.compile(
    r"^\W*(?:good (?:morning|afternoon|evening|day)|hi|hello|hey|hola|buen[oa]s \w+)\b\W*", re.IGNORECASE
)
_DAYS = re.compile(rf"\b(?:{DAY}|(?:this|next) (?:week|month))\b", re.IGNORECASE)
_KIND_OF_NAME = re.compile(r"\b(?:first|last|family) name\b|\bsurname\b|\bapellido\b")
_TO_US = re.compile(
    r"\b(?:hold on|hang on|(?:one|a|1) (?:sec|second|min|minute|moment)|let me (?:check|look|find|see|get|think)"
    r"|memoriz\w+|un momento|d[eé]jeme (?:ver|buscar))\b",
    re.IGNORECASE,
)
"""Said of this chat: "i dont have it memorized hold on"."""
_LARGE = re.compile(r"(?<!^)\b[A-Z][\w']+")
_OF_CONTACT = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}|@|\w\.\w+ at\b")
"""Digits of a number, and no year; an address."""
_ASKS = re.compile(
    r".*\?|\W*(?:(?:ok|okay|and|but|so|well|also|wait|um|hi|hey|y|pero)\W+)*"
    r"(?:how|what|whats|what's|which|who|why|do|does|did|can|could|is|are|will|would|should|tell me|any|"
    r"(?:when|where) (?:is|are|do|does|did|will|can|would|should)|qu[eé]|c[oó]mo|cu[aá]\w+|qui[eé]n|d[oó]nde|puedo)\b"
    r"|.*\b(?:wonder(?:ing)?|curious|(?:want|need|like|love)(?:ed)? to (?:know|find out|ask|hear)|not sure if"
    r"|let me know|quisiera saber|no entiend\w+|(?:don'?t|do not|can'?t) (?:get it|understand))\b",
    re.IGNORECASE,
)


class SmallWords(BaseModel, extra=Extra.forbid):
    """Words that tell nothing by themselves, and those beside which one word more tells something."""

    english: str
    spanish: str
    of_somebody: str


def told_besides(
    text: str, details: Sequence[Mapping[str, Any]] = (), typed: Iterable[str] = (), at_least: int = ENOUGH
) -> List[str]:
    """Returns the clauses of a message that tell what no detail holds, in the person's words; no question, no health.

    Args:
        text: The message, without phone numbers and e-mail addresses.
        details: What was known, and what was read in it, by the names of `LeadFields`: their words tell nothing more.
        typed: The words of details as they were typed, where these differ from what was read: "united healthcare".
        at_least: How many words beside the small ones always tell something.
    """
    told = set(chain.from_iterable(map(_words_of, details))) | set(bare(" ".join(typed)).split())
    left = _TAKEN_BACK.sub(" ", text)
    clauses = (_REQUEST.sub("", _GREETING.sub("", clause)).strip(" ,.;!-") for clause in _CLAUSES.split(left) if clause)
    said = (part.strip(" ,.;!-") for clause in clauses if not _ASKS.match(clause) for part in beside_health(clause))
    return [part for part in said if _tells(part, told, at_least)]


def _tells(clause: str, told: Set[str], at_least: int) -> bool:
    if _OF_CONTACT.search(clause) or _TO_US.search(clause):
        return False
    said = _KIND_OF_NAME.sub("name", bare(clause)).split()
    names = set() if clause.isupper() else set(bare(" ".join(_LARGE.findall(clause))).split())
    left = [
        word for word in said if word not in told and not (_is_small(word) or (word not in names and _is_slip(word)))
    ]
    of_somebody = not words(_lists().of_somebody).isdisjoint(said)
    tells_alone = of_somebody or any(_is_telling(word, clause) for word in left)
    is_enough = len(left) >= at_least or bool(left and tells_alone)
    return is_enough or _names_day(clause, told) or is_seen_by_others(clause)


@lru_cache(maxsize=1024)
def _is_small(word: str) -> bool:
    """Whether a word is a small one, or a letter."""
    return word in small_words() or (len(word) == 1 and word.isalpha())


@lru_cache(maxsize=1024)
def _is_slip(word: str) -> bool:
    """Whether a word is like a small one, with a slip in it."""
    is_unknown = len(word) >= SLIPS_FROM and word not in english_words()
    return is_unknown and bool(difflib.get_close_matches(word, small_words(), 1, ALIKE))


def _is_telling(word: str, clause: str) -> bool:
    """Whether a word tells something even alone: a number, a name, which way comes first."""
    written = re.search(rf"\b{word}\b", clause, re.IGNORECASE)
    is_large = written is not None and written.group()[:1].isupper() and not clause.isupper()
    return word.isdigit() or word == "first" or is_large


def _names_day(clause: str, told: Set[str]) -> bool:
    """Whether a clause names a day that is not the one for the call."""
    return any(not told.issuperset(bare(day.group()).split()) for day in _DAYS.finditer(clause))


def _words_of(details: Mapping[str, Any]) -> Iterable[str]:
    for value in details.values():
        yield from bare(str(value)).split()
    yield from (word for name, code in states().items() if code == details.get("region") for word in name.split())


@lru_cache(maxsize=1)
def _lists() -> SmallWords:
    return yamlfile.read(FILE, SmallWords)


@lru_cache(maxsize=1)
def small_words() -> FrozenSet[str]:
    """Returns the words that tell admissions nothing by themselves."""
    told = people()
    roles = words(bare(f"{told.kin} {told.clients}".replace("|", " ")))
    return words(_lists().english) | words(_lists().spanish) | words(_lists().of_somebody) | roles
