"""The words that a person agrees to: `data/intake/consent.yml`."""

from pathlib import Path

from pydantic import BaseModel, Extra, Field

from iop import yamlfile
from iop.facility import facility
from iop.settings import ROOT

FILE = ROOT / "data" / "intake" / "consent.yml"


class ConsentWords(BaseModel, extra=Extra.forbid):
    """The words as staff approved them, with their version."""

    version: str = Field(min_length=1)
    text: str = Field(min_length=20)


def consent_words(path: Path = FILE) -> ConsentWords:
    """Returns the words with the centre's name in them.

    Raises:
        InputFileError: if the file is missing or wrong.
    """
    words = yamlfile.read(path, ConsentWords)
    return words.copy(update={"text": words.text.format(**facility().variables())})
