"""What the channel says of itself: `data/sms/texts.yml`, filled with the centre's name and number."""

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, Extra

from iop import yamlfile
from iop.facility import facility
from iop.settings import ROOT

FILE = ROOT / "data" / "sms" / "texts.yml"


class _Language(BaseModel, extra=Extra.forbid):
    introduction: str
    stopped: str
    started: str
    help: str
    media: str
    empty: str


class _File(BaseModel, extra=Extra.forbid):
    en: _Language
    es: _Language


def say(what: str, language: str) -> str:
    """Returns one of the texts.

    Args:
        what: Its name in the file.
        language: `en` or `es`; English where it is another.

    Raises:
        InputFileError: if the file, or `facility.yml`, is broken.
    """
    file = _read(FILE)
    text: str = getattr(file.es if language == "es" else file.en, what)
    return text.format(**facility().variables())


@lru_cache(maxsize=2)
def _read(path: Path) -> _File:
    return yamlfile.read(path, _File)
