"""What stands for what in how people type: `data/lexicons`."""

from pathlib import Path
from typing import Dict, FrozenSet, List

from pydantic import BaseModel, Extra
from tokenizers import Tokenizer

from iop import yamlfile
from iop.encoding.encoder import weights_folder
from iop.settings import ROOT

FOLDER = ROOT / "data" / "lexicons"


class Typing(BaseModel, extra=Extra.forbid):
    """Chat spelling, abbreviations and dictation."""

    plain: Dict[str, str]


class Spanish(BaseModel, extra=Extra.forbid):
    """Spanish words with their English."""

    english: Dict[str, str]


class OtherLanguages(BaseModel, extra=Extra.forbid):
    """Frequent words of other languages."""

    words: Dict[str, List[str]]


def typing(folder: Path = FOLDER) -> Dict[str, str]:
    """Reads what chat spelling means.

    Raises:
        InputFileError: naming the line and what is wrong with it.
    """
    return yamlfile.read(folder / "typing.yml", Typing).plain


def spanish() -> Dict[str, str]:
    """Reads Spanish words with their English.

    Raises:
        InputFileError: naming the line and what is wrong with it.
    """
    return yamlfile.read(FOLDER / "spanish.yml", Spanish).english


def other_languages() -> Dict[str, List[str]]:
    """Reads the frequent words of other languages, by language.

    Raises:
        InputFileError: naming the line and what is wrong with it.
    """
    return yamlfile.read(FOLDER / "languages.yml", OtherLanguages).words


def english_words() -> FrozenSet[str]:
    """Returns the 22,000 words that the sentence encoder has whole: what is among them is spelt as meant."""
    pieces = Tokenizer.from_file(str(weights_folder() / "tokenizer.json")).get_vocab()
    return frozenset(piece for piece in pieces if piece.isalpha() and piece.isascii())
