"""The word lists of intake: `data/lexicons/people.yml`, `replies.yml`, `spoken.yml` and `states.yml`."""

import re
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Dict, FrozenSet, List

from pydantic import BaseModel, Extra, Field, validator

from iop import yamlfile
from iop.plain import bare
from iop.settings import ROOT

FOLDER = ROOT / "data" / "lexicons"
COLLEAGUES = "manager|assistant|secretary|paralegal|colleague|supervisor"
"""Those at work whom somebody may have called instead, as a part of a pattern."""


class People(BaseModel, extra=Extra.forbid):
    """Words that tell for whom somebody writes, and what is a name. Lists in one string each."""

    kin: str
    clients: str
    professionals: str
    not_names: str
    also_words: str
    surnames: str
    given_names: str


class Replies(BaseModel, extra=Extra.forbid):
    """Short replies: lists of phrases, by what they mean."""

    yes: List[str] = Field(min_items=1)
    yes_to_a_part: List[str]
    no: List[str] = Field(min_items=1)
    skip: List[str]

    @validator("*", pre=True, each_item=True)
    def _phrase(cls, value: object) -> object:  # noqa: N805
        if not isinstance(value, str):
            raise ValueError('not a phrase. Put it in quotes, like "no": without them YAML reads yes and no as values.')
        if not bare(value):
            raise ValueError("a phrase without a letter or digit would stand for every emoji. Remove it.")
        return value


class Spoken(BaseModel, extra=Extra.forbid):
    """How languages are told apart, and patterns of what is asked for in Spanish, by intent."""

    spanish: str
    english: str
    courtesies: str
    requests: Dict[str, List[str]]

    @validator("requests")
    def _patterns(cls, value: Dict[str, List[str]]) -> Dict[str, List[str]]:  # noqa: N805
        for pattern in chain.from_iterable(value.values()):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"'{pattern}' is no pattern: {error}.") from error
        return value


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
def spoken() -> Spoken:
    """Reads what tells the languages apart.

    Raises:
        InputFileError: naming the line and what is wrong with it.
    """
    return yamlfile.read(FOLDER / "spoken.yml", Spoken)


@lru_cache(maxsize=1)
def states() -> Dict[str, str]:
    """Reads the states: their post letters by their names in small letters.

    Raises:
        InputFileError: naming the line and what is wrong with it.
    """
    return yamlfile.read(FOLDER / "states.yml", States).__root__


@lru_cache(maxsize=1)
def replies(folder: Path = FOLDER) -> Replies:
    """Reads the short replies.

    Raises:
        InputFileError: naming the line and what is wrong with it.
    """
    return yamlfile.read(folder / "replies.yml", Replies)


@lru_cache(maxsize=1)
def agreeing_words() -> FrozenSet[str]:
    """Returns the single words that say yes, as `bare` gives them.

    Raises:
        InputFileError: naming the line of `replies.yml` and what is wrong with it.
    """
    return frozenset(phrase for phrase in map(bare, replies().yes) if phrase and " " not in phrase)


def words(listed: str) -> FrozenSet[str]:
    """Returns the words of a list that are separated by spaces."""
    return frozenset(listed.split())


def any_of(listed: str) -> str:
    """Returns a pattern for the phrases of a list that are separated by `|`, longest first."""
    phrases: List[str] = [" ".join(phrase.split()) for phrase in listed.split("|") if phrase.strip()]
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))
