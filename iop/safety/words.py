"""The tables of disguises and words that normalisation reads from `words.yml`."""

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, List, Pattern, Sequence, Tuple

from iop.safety.files import DATA, read_yaml

ORDINARY_RANK = 12000
"""The encoder's vocabulary is ordered by how common a word is; beyond this it is not what somebody misspelled."""


@dataclass(frozen=True)
class Words:
    """What `words.yml` says, ready for use."""

    emoji: Dict[str, str] = field(default_factory=dict)
    look_alikes: Dict[str, str] = field(default_factory=dict)
    slang: Dict[str, str] = field(default_factory=dict)
    rewrites: Tuple[Tuple[Pattern[str], str], ...] = ()
    targets: FrozenSet[str] = frozenset()
    keep: FrozenSet[str] = frozenset()
    spanish: Dict[str, str] = field(default_factory=dict)
    gloss_rewrites: Tuple[Tuple[Pattern[str], str], ...] = ()
    common: Dict[str, int] = field(default_factory=dict)

    def known(self, word: str) -> bool:
        """Whether a word is spelled the way somebody meant it."""
        return word in self.common or word in self.targets or word in self.keep or word in self.spanish

    @property
    def ordinary(self) -> List[str]:
        """Common words, most common first, for repairing what is no danger word."""
        return [word for word, rank in self.common.items() if rank < ORDINARY_RANK and len(word) > 3]


def _common_words() -> Dict[str, int]:
    """Returns the encoder's whole words with their rank; none where its vocabulary is not installed."""
    try:
        from iop.encoding.encoder import weights_folder

        vocabulary = json.loads((weights_folder() / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
        return {w: rank for w, rank in vocabulary.items() if w.isascii() and w.isalpha() and (len(w) > 1 or w in "ai")}
    except Exception:  # noqa: BLE001 - without it words are repaired less, nothing more
        return {}


def _rewrites(pairs: Sequence[Sequence[str]]) -> Tuple[Tuple[Pattern[str], str], ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


def load(path: Path = DATA / "words.yml") -> Words:
    """Reads the tables.

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it is broken.
    """
    raw = read_yaml(path)
    return Words(
        emoji=dict(raw["emoji"]),
        look_alikes=dict(raw["look_alikes"]),
        slang=dict(raw["slang"]),
        rewrites=_rewrites(raw["rewrites"]),
        targets=frozenset(word for line in raw["targets"] for word in line.split()),
        keep=frozenset(word for line in raw["keep"] for word in line.split()),
        spanish=dict(raw["spanish"]),
        gloss_rewrites=_rewrites(raw["gloss_rewrites"]),
        common=_common_words(),
    )


@lru_cache(maxsize=1)
def shared_words() -> Words:
    """Returns this process's tables, or empty ones where the file is broken: the text is then read as it stands."""
    try:
        return load()
    except Exception:  # noqa: BLE001 - safety goes on without its tables
        return Words()
