"""Reads a message the way a person would: whatever it is dressed up as, plain words come out."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import List, Tuple

from iop.safety.language import spanish as is_spanish
from iop.safety.repair import Repairer
from iop.safety.words import Words, shared_words

MAX_CHARACTERS = 4000
"""Of a longer message the first and the last half of this many are read."""

REMEMBERED = 2000
"""Sentences that are remembered."""

_LOOKS_LATIN = str.maketrans("аеорсухіїјѕԁһкмтвнАЕОРСУХІКМТВНαεοιυκν", "aeopcyxiijsdhkmtbhAEOPCYXIKMTBHaeoiukv")
_QUOTES = {
    **dict.fromkeys((0x2019, 0x2018, 0xB4, 0x60), "'"),
    **dict.fromkeys((0x201C, 0x201D), '"'),
    0x2026: ". ",
    0x2013: "-",
    0x2014: " - ",
}
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff\U0001f3fb-\U0001f3ff]"
)
_LONE_LETTERS = re.compile(r"(?<![^\W_])[a-z](?:[\s.\-_*]{1,3}[a-z]){2,}(?![^\W_])")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\"'])[.?]+(?=\s|$)|[?;\n¿¡]+|!+(?=\s|$)|\.{2,}")
_HIDDEN_KILL = re.compile(r"\bk[!*#@$%_.\-]{1,4}l*(?=\s+(my|him|her|me\b|them))")
_BETWEEN_WORDS = re.compile(r"[\s,()\[\]{}\"/:]+")
_EDGES = re.compile(r"^[^\w@$!|€£*+]+|[^\w@$*€]+$")


@dataclass(frozen=True)
class Reading:
    """A message in plain words.

    Attributes:
        original: What was written.
        sentences: Its sentences, each a tuple of lower-case words without accents and apostrophes.
        disguised: Whether anything but case and punctuation had to be undone.
    """

    original: str
    sentences: Tuple[Tuple[str, ...], ...]
    disguised: bool

    @property
    def words(self) -> Tuple[str, ...]:
        """All words, in order."""
        return tuple(word for sentence in self.sentences for word in sentence)

    @property
    def text(self) -> str:
        """All words as one line."""
        return " ".join(self.words)


def unaccented(text: str) -> str:
    """Returns the text without accents: `morí` -> `mori`."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def clean(text: str, words: Words) -> str:
    """Undoes what concerns characters: invisible ones, other alphabets, emoji, case."""
    if len(text) > MAX_CHARACTERS:
        text = text[: MAX_CHARACTERS // 2] + "\n" + text[-MAX_CHARACTERS // 2 :]
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).translate(_QUOTES))
    text = "".join(words.emoji.get(sign, sign) if ord(sign) > 0x2000 else sign for sign in text)
    if not text.isascii() and any("a" <= sign.lower() <= "z" for sign in text):
        text = text.translate(_LOOKS_LATIN)
    return unaccented(text.lower())


def _join_letters(text: str, repairer: Repairer) -> str:
    """Undoes `k i l l` and `i  w a n t`: wider gaps between words are kept where there are any."""

    def joined(match: "re.Match[str]") -> str:
        run = match.group()
        chunks = re.split(r"\s{2,}", run) if re.search(r"\s{2,}", run) else [run]
        return " ".join(repairer.word(re.sub(r"[^a-z]", "", chunk)) for chunk in chunks)

    return _LONE_LETTERS.sub(joined, _HIDDEN_KILL.sub("kill", text))


def _merge(tokens: List[str], words: Words) -> List[str]:
    """Undoes `ki ll` and `sui cide`: two pieces of which one is no word."""
    merged: List[str] = []
    position = 0
    while position < len(tokens):
        pair = "".join(tokens[position : position + 2])
        pieces = tokens[position : position + 2]
        if (
            len(pieces) == 2
            and len(pair) > 3
            and pair in words.targets
            and any(
                (piece not in words.common and piece not in words.slang.values()) or (len(piece) == 1 and piece != "i")
                for piece in pieces
            )
        ):
            merged.append(pair)
            position += 2
        else:
            merged.append(tokens[position])
            position += 1
    return merged


@lru_cache(maxsize=1)
def shared_repairer() -> Repairer:
    """Returns this process's repairer."""
    return Repairer(shared_words())


@lru_cache(maxsize=REMEMBERED)
def _sentence(text: str, spanish: bool) -> Tuple[Tuple[str, ...], bool]:
    """Returns the plain words of a sentence, and whether they were disguised.

    Sentences are remembered, as a message is read again with its neighbours.
    """
    words, repairer = shared_words(), shared_repairer()
    raw = [token for token in (_EDGES.sub("", t) for t in _BETWEEN_WORDS.split(text)) if token]
    raw = _merge(raw, words)
    repaired = [repairer.word(token, spanish) for token in raw]
    line = " ".join(repaired)
    for pattern, replacement in words.rewrites:
        line = pattern.sub(replacement, line)
    disguised = any(r not in (t, t.replace("'", ""), t.replace("-", "")) for t, r in zip(raw, repaired, strict=True))
    return tuple(line.split()), disguised


def read(text: str) -> Reading:
    """Reads one message.

    Args:
        text: What a person sent, of any length.

    Returns:
        Its plain words, sentence by sentence.
    """
    cleaned = clean(text, shared_words())
    spaced = _join_letters(cleaned, shared_repairer())
    spanish = is_spanish(spaced.split())
    found = [_sentence(piece.strip(), spanish) for piece in _SENTENCE_END.split(spaced)]
    disguised = spaced != cleaned or not text.isascii() or any(was_disguised for _, was_disguised in found)
    return Reading(text, tuple(sentence for sentence, _ in found if sentence), disguised)
