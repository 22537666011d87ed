"""Whether a message is about the texting itself: stop, start again, or help with the service.

An opt-out word inside a crisis message is a crisis: whoever asks must look at what else the message says.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Dict, FrozenSet, List, Optional, Pattern, Sequence, Tuple

from pydantic import BaseModel, Extra

from iop import yamlfile
from iop.channels.sms.provider import HELP, START, STOP
from iop.plain import bare
from iop.settings import ROOT

FILE = ROOT / "data" / "sms" / "wishes.yml"
SPANISH = frozenset(
    """alto parar parale paren pare detener detente baja basta cancelar desuscribir desuscribirme salir terminar
    comenzar empezar iniciar reanudar continuar ayuda informacion si mas todo por favor gracias ahora mensajes
    textos""".split()
)
SENTENCE_END = re.compile(r"(?<=[.!?;\n\u2026])\s")
PIECE_END = re.compile(r"(?<=[.!?;,\n\u2026-])\s+")
END_SIGNS = " .!?;,\n"
SIGNATURE = re.compile(r"\n\s*(?:sent (?:from|via|with)|get outlook|enviado (?:desde|con|por))\b.*\Z", re.IGNORECASE)
"""The last line, where a phone or a mail program wrote it: "Sent from my iPhone"."""
SPELT_OUT = re.compile(r"\b\w(?: \w\b){2,}")
"""Letters one by one: "s t o p"."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants of the texting.

    Attributes:
        what: `stop`, `start` or `help`.
        language: `en` or `es`.
        said: The words of the message that say so, as they were written.
        rest: What else it says, as it was written; nothing where that is only "please" and the like. A cry for help may
            stand there.
        is_certain: Whether it cannot be the answer to a question of the intake ("no texts" can).
    """

    what: str
    language: str
    said: str = ""
    rest: str = ""
    is_certain: bool = True


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
    refusals: Dict[str, List[str]]
    exceptions: List[str]


@dataclass(frozen=True)
class _Lists:
    keywords: Tuple[Tuple[str, FrozenSet[str], Pattern[str]], ...]
    around: FrozenSet[str]
    phrases: Dict[str, Pattern[str]]
    certain: Pattern[str]
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
    signature = SIGNATURE.search(text)
    if signature is not None:
        wish = wish_in(text[: signature.start()], opted_out)
        return wish and replace(wish, rest=f"{wish.rest}{signature[0]}".strip())
    whole = _keyword(text, lists, opted_out)
    if whole is not None:
        return whole
    sentences = SENTENCE_END.split(text)
    *before, last = PIECE_END.split(text.strip(END_SIGNS))
    for place, sentence in enumerate(sentences):
        wish = _phrase(sentence, lists)
        if wish is not None:
            rest = " ".join([*sentences[:place], wish.rest, *sentences[place + 1 :]]).strip()
            rest = "" if lists.around.issuperset(bare(rest).split()) else rest
            return replace(wish, rest=rest, is_certain=_is_certain(wish, sentences, [*before, last], lists))
    wish = _keyword(last, lists, opted_out=False)
    return replace(wish, rest=" ".join(before)) if wish and wish.what == STOP else None


def _is_certain(wish: Wish, sentences: Sequence[str], pieces: Sequence[str], lists: _Lists) -> bool:
    """Whether a wish is another than to stop, or a keyword or an unmistakable sentence says stop, too."""
    if wish.what != STOP:
        return True
    keywords = (_keyword(piece, lists, opted_out=False) for piece in pieces)
    if any(keyword is not None and keyword.what == STOP for keyword in keywords):
        return True
    return any(lists.certain.search(one) and not lists.exceptions.search(one) for one in map(bare, sentences))


def _keyword(text: str, lists: _Lists, opted_out: bool) -> Optional[Wish]:
    """Reads a message that is nothing but a keyword."""
    plain = SPELT_OUT.sub(lambda letters: letters[0].replace(" ", ""), bare(text))
    words = plain.split()
    for what, keywords, phrases in lists.keywords:
        if what == "again" and not opted_out:
            continue
        rest = phrases.sub(" ", plain).split() if phrases.pattern else words
        said = len(rest) < len(words) or bool(keywords & set(words))
        if said and all(word in keywords or word in lists.around for word in rest):
            return Wish(START if what == "again" else what, "es" if SPANISH & set(words) else "en", text)
    return None


def _phrase(sentence: str, lists: _Lists) -> Optional[Wish]:
    """Reads a sentence."""
    plain = bare(sentence)
    if lists.exceptions.search(plain):
        return None
    for name, pattern in lists.phrases.items():
        spans = [found.span() for found in pattern.finditer(plain)]
        if spans:
            what, _, language = name.partition("_")
            return Wish(what, "es" if language else "en", *_apart(sentence, spans))
    return None


def _apart(sentence: str, spans: Sequence[Tuple[int, int]]) -> Tuple[str, str]:
    """Returns the words of a sentence that spans of its bare form touch, and those that are not all inside of one."""
    said, rest = [], []
    start = 0
    for word in sentence.split():
        end = start + len(bare(word))
        if any(first < end and start < last for first, last in spans):
            said.append(word)
        if not any(first <= start < end <= last for first, last in spans):
            rest.append(word)
        start = end + (end > start)
    return " ".join(said), " ".join(rest)


@lru_cache(maxsize=2)
def _lists(path: Path) -> _Lists:
    file = yamlfile.read(path, _File)
    keywords = tuple(
        (what, frozenset(lists.words.split()), re.compile("|".join(rf"\b{phrase}\b" for phrase in lists.phrases)))
        for what, lists in ((STOP, file.stop), (START, file.start), ("again", file.again), (HELP, file.help))
    )
    certain = chain.from_iterable(file.phrases[name] for name in file.refusals)
    phrases = {name: [*patterns, *file.refusals.get(name, [])] for name, patterns in file.phrases.items()}
    return _Lists(
        keywords,
        frozenset(file.around.split()),
        {name: _any_of(patterns) for name, patterns in phrases.items()},
        _any_of(list(certain)),
        _any_of(file.exceptions),
    )


def _any_of(patterns: Sequence[str]) -> Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns))
