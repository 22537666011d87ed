"""Whether a message is about the texting itself: stop, start again, or help with the service.

Ask only about messages that do not speak of danger: an opt-out word inside a crisis message is a crisis.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, List, Optional, Pattern, Tuple

from pydantic import BaseModel, Extra

from iop import yamlfile
from iop.channels.sms.provider import HELP, START, STOP
from iop.settings import ROOT
from iop.understanding.wording import bare

FILE = ROOT / "data" / "sms" / "wishes.yml"
SPANISH = frozenset(
    """alto parar parale paren pare detener detente baja basta cancelar desuscribir desuscribirme salir terminar
    comenzar empezar iniciar reanudar continuar ayuda informacion si mas todo por favor gracias ahora mensajes
    textos""".split()
)


@dataclass(frozen=True)
class Wish:
    """What somebody wants of the texting.

    Attributes:
        what: `stop`, `start` or `help`.
        language: `en` or `es`.
    """

    what: str
    language: str


class _Words(BaseModel, extra=Extra.forbid):
    words: str
    phrases: List[str]


class _File(BaseModel, extra=Extra.forbid):
    stop: _Words
    start: _Words
    again: _Words
    help: _Words
    around: str
    phrases: Dict[str, List[str]]
    exceptions: List[str]


@dataclass(frozen=True)
class _Lists:
    keywords: Tuple[Tuple[str, FrozenSet[str], Pattern[str]], ...]
    around: FrozenSet[str]
    phrases: Dict[str, Pattern[str]]
    exceptions: Pattern[str]


def wish_in(text: str, opted_out: bool = False) -> Optional[Wish]:
    """Reads what a person wants of the texting, in English or Spanish.

    Args:
        text: The message.
        opted_out: Whether they said stop before: then "yes" means again.

    Raises:
        InputFileError: if `data/sms/wishes.yml` is broken.
    """
    lists = _lists(FILE)
    plain = bare(text)
    words = plain.split()
    for what, keywords, phrases in lists.keywords:
        if what == "again" and not opted_out:
            continue
        rest = phrases.sub(" ", plain).split() if phrases.pattern else words
        said = len(rest) < len(words) or bool(keywords & set(words))
        if said and all(word in keywords or word in lists.around for word in rest):
            return Wish(START if what == "again" else what, "es" if SPANISH & set(words) else "en")
    if lists.exceptions.search(plain):
        return None
    for name, pattern in lists.phrases.items():
        if pattern.search(plain):
            what, _, language = name.partition("_")
            return Wish(what, "es" if language else "en")
    return None


@lru_cache(maxsize=2)
def _lists(path: Path) -> _Lists:
    file = yamlfile.read(path, _File)
    keywords = tuple(
        (what, frozenset(lists.words.split()), re.compile("|".join(rf"\b{phrase}\b" for phrase in lists.phrases)))
        for what, lists in ((STOP, file.stop), (START, file.start), ("again", file.again), (HELP, file.help))
    )
    phrases = {name: re.compile("|".join(f"(?:{one})" for one in patterns)) for name, patterns in file.phrases.items()}
    return _Lists(
        keywords, frozenset(file.around.split()), phrases, re.compile("|".join(f"(?:{o})" for o in file.exceptions))
    )
