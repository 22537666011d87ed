"""The word lists of intake: `data/lexicons/people.yml` and `states.yml`."""

import re
from functools import lru_cache
from typing import Dict, FrozenSet, List

from pydantic import BaseModel, Extra

from iop import yamlfile
from iop.settings import ROOT

FOLDER = ROOT / "data" / "lexicons"


class People(BaseModel, extra=Extra.forbid):
    """Words that tell for whom somebody writes, and what is a name. Lists in one string each."""

    kin: str
    clients: str
    professionals: str
    not_names: str
    also_words: str
    given_names: str


class States(BaseModel):
    """The states by name."""

    __root__: Dict[str, str]


@lru_cache(maxsize=1)
def people() -> People:
    """Reads the words about people.

    Raises:
        InputFileError: naming the line and what is wrong with it.
    """
    return yamlfile.read(FOLDER / "people.yml", People)


@lru_cache(maxsize=1)
def states() -> Dict[str, str]:
    """Reads the states: their post letters by their names in small letters.

    Raises:
        InputFileError: naming the line and what is wrong with it.
    """
    return yamlfile.read(FOLDER / "states.yml", States).__root__


def words(listed: str) -> FrozenSet[str]:
    """Returns the words of a list that are separated by spaces."""
    return frozenset(listed.split())


def any_of(listed: str) -> str:
    """Returns a pattern for the phrases of a list that are separated by `|`, longest first."""
    phrases: List[str] = [" ".join(phrase.split()) for phrase in listed.split("|") if phrase.strip()]
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))
