"""Gathers what the cheap layers see in a piece of text, as columns of numbers for the classifier."""

import zlib
from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

from iop.safety.features import BUCKETS, columns
from iop.safety.language import gloss, spanish
from iop.safety.lexicon import mark, shared_lexicon
from iop.safety.scope import OPEN, Finding, features, judge
from iop.safety.words import shared_words

LEXICON_BUCKETS = 1 << 12
WIDTH = BUCKETS + LEXICON_BUCKETS
"""Columns of a text: its word and letter sequences first, then what the lexicon found."""
WORD_WEIGHT = 3.0
LEXICON_WEIGHT = 1.0


@dataclass(frozen=True)
class Evidence:
    """What a piece of text shows before its meaning is looked at.

    Attributes:
        findings: The lexicon's, each with its scope.
        columns: Column to weight, for the classifier.
        lexicon_failed: Why the lexicon could not be asked, or an empty string.
    """

    findings: Tuple[Finding, ...]
    columns: Dict[int, float]
    lexicon_failed: str = ""

    @property
    def open(self) -> List[Finding]:
        """Findings that take over unless something speaks against them, and nothing does."""
        return [f for f in self.findings if f.strength == "sure" and f.scope == OPEN]

    @property
    def closed(self) -> List[Finding]:
        """Findings that would take over if they were not denied, over, a topic, a loss or an idiom."""
        return [f for f in self.findings if f.strength == "sure" and f.scope != OPEN]

    @property
    def is_explained(self) -> bool:
        """Whether all that would take over is a figure of speech or a loss: a clause of it alone would be neither."""
        sure = {f.scope for f in self.findings if f.strength == "sure"}
        return bool(sure) and sure <= {"idiom", "grief"}


def gather(sentences: Sequence[Sequence[str]]) -> Evidence:
    """Returns the evidence in some sentences; a broken lexicon leaves the words' own columns."""
    words = [word for sentence in sentences for word in sentence]
    readings = [sentences]
    if spanish(words):
        readings.append([gloss(sentence, shared_words()) for sentence in sentences])
    found: Dict[int, float] = {}
    for reading in readings:
        for column, weight in columns([word for sentence in reading for word in sentence]).items():
            found[column] = found.get(column, 0.0) + weight * WORD_WEIGHT / len(readings)
    findings: List[Finding] = []
    try:
        lexicon = shared_lexicon()
        for reading in readings:
            marked = mark(reading)
            matches = lexicon.find(marked)
            judged = judge(lexicon, marked, matches)
            for name in features(marked, judged, matches):
                found[BUCKETS + zlib.crc32(name.encode()) % LEXICON_BUCKETS] = LEXICON_WEIGHT
            findings += judged
        return Evidence(tuple(findings), found)
    except Exception as error:  # noqa: BLE001 - the other layers go on
        return Evidence((), found, type(error).__name__)
