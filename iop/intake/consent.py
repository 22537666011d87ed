"""The words that a person agrees to: `data/intake/consent.yml`."""

from pathlib import Path
from typing import Any, Dict, Mapping

from pydantic import BaseModel, Extra, Field

from iop import yamlfile
from iop.facility import facility
from iop.intake.language import ENGLISH
from iop.settings import ROOT

FILE = ROOT / "data" / "intake" / "consent.yml"


class ConsentWords(BaseModel, extra=Extra.forbid):
    """The words as staff approved them, with their version."""

    version: str = Field(min_length=1)
    text: str = Field(min_length=20)


class _Translated(ConsentWords):
    """The words in English, and in other languages by their codes."""

    translations: Dict[str, ConsentWords] = {}


def consent_words(path: Path = FILE, language: str = ENGLISH) -> ConsentWords:
    """Returns the words with the centre's name in them; in English where there are none in the language.

    Raises:
        InputFileError: if the file is missing or wrong.
    """
    words = yamlfile.read(path, _Translated)
    return _filled(words.translations.get(language, words))


def is_current(shown: Mapping[str, Any]) -> bool:
    """Whether words that a person saw are still those of today, in any language.

    Raises:
        InputFileError: if the file is missing or wrong.
    """
    words = yamlfile.read(FILE, _Translated)
    return any(shown == _filled(one).dict() for one in (words, *words.translations.values()))


def _filled(words: ConsentWords) -> ConsentWords:
    return ConsentWords(version=words.version, text=words.text.format(**facility().variables()))
