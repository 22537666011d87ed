"""What a text tells of somebody's health, which is for the call, and what it tells beside that."""

import re
from functools import lru_cache
from typing import List

from pydantic import BaseModel, Extra, Field

from iop import yamlfile
from iop.settings import ROOT

FILE = ROOT / "data" / "intake" / "health.yml"
_PLACE = re.compile(
    r"\bsober (?=(?:living|house|home)s?\b)"
    r"|(?P<lead>\b(?:from|of|at|in|left|finish\w*|complet\w*)(?: [\w'.]+){0,3} )detox\b",
    re.IGNORECASE,
)
"""Words of health that are part of a place: "sober living", "discharged from Denver Health detox"."""
_PHRASES = re.compile(
    r"\s*[,;]\s*|\s+(?:and|but|who|because|cuz|so|y|pero|que|porque)\s+"
    r"|\s+(?:after|since|when|while|cuando|desde que)\s+(?=(?:i|he|she|we|they|my|his|her)\b)",
    re.IGNORECASE,
)
_SPANS = r"\d+ (?:days?|weeks?|months?|years?|yrs?|d[ií]as|semanas|meses)|(?<!\bde )\d+ años"
_AGED = "".join(
    rf"(?<!\b{word} )" for word in ("is", "he's", "she's", "hes", "shes", "im", "i'm", "am", "tengo", "tiene")
)
"""Before a number that is an age."""


class HealthWords(BaseModel, extra=Extra.forbid):
    """Patterns of words that tell of health, and words that lead to one."""

    words: List[str] = Field(min_items=1)
    leading: str


def is_clinical(text: str) -> bool:
    """Whether a text tells of somebody's health: that is for the call, and never part of the note."""
    return bool(_clinical().search(_without_places(text)))


def beside_health(clause: str) -> List[str]:
    """Returns what a clause tells beside somebody's health: "he is 23 and drinks" that he is 23.

    Args:
        clause: A part of a message.
    """
    if not is_clinical(clause):
        return [clause]
    kept = []
    for phrase in _PHRASES.split(clause):
        health = _clinical().search(_without_places(phrase))
        kept.append(_leading().sub("", phrase[: health.start()]) if health else phrase)
    return [phrase for phrase in kept if phrase.strip()]


def without_health(text: str) -> str:
    """Returns a text with dots in the place of what tells of somebody's health: "don't say it's about ..."."""
    return _clinical().sub("...", text) if is_clinical(text) else text


def _without_places(text: str) -> str:
    """Returns a text of the same length in which the places have no name of health."""
    return _PLACE.sub(lambda found: (found["lead"] or "").ljust(len(found.group()), "_"), text)


@lru_cache(maxsize=1)
def _clinical() -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{'|'.join(_lists().words)})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _leading() -> "re.Pattern[str]":
    """Returns what matches the words at an end that lead to what is left out."""
    words = "|".join(_lists().leading.split())
    return re.compile(rf"(?:[\s']*\b(?:{_SPANS}|{_AGED}\d+|{words}))+\W*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _lists() -> HealthWords:
    return yamlfile.read(FILE, HealthWords)
