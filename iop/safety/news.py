"""Tells whether a message after the crisis texts is good news, and of which kind, or that the danger grows.

It learned that from `data/safety/news.yml`.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

import numpy as np
from numpy.typing import NDArray

from iop.safety.classifier import MEANING, linear_odds
from iop.safety.detector import meaning_of
from iop.safety.evidence import WIDTH, gather
from iop.safety.normalise import read

SURE = 1.5
"""Log odds from which a message is good news. To take something for it that is none is by far the worse error."""
SURE_IN_DANGER = 2.0
"""The same of a message that speaks of danger by itself: "the police took the gun"."""
SURE_OF_KIND = -0.5
WORSE_FROM = 0.0
"""Log odds from which a message says that the danger grows. To say something urgent for nothing is the lesser error."""
LIKENESS = 10.0
"""How much it counts that the written message that is most like it is good news, and not one of the others."""


class NewsReader:
    """Linear weights over the encoder's vector and the columns of `evidence`, and the likeness to written messages.

    Args:
        weights: `rows` of shape (2 + kinds, MEANING + WIDTH + 1): is it worse, is it news, then each of `kinds`.
            `good`, `other` and `worse` are the vectors of the written messages.

    Raises:
        ValueError: if a shape is wrong.
    """

    def __init__(self, weights: Dict[str, NDArray[Any]]) -> None:
        self._rows, self._kinds = weights["rows"], weights["kinds"].tolist()
        if self._rows.shape != (2 + len(self._kinds), MEANING + WIDTH + 1):
            raise ValueError("the trained file does not fit this version")
        self._good, self._other, self._worse = (weights[name].astype(np.float32) for name in ("good", "other", "worse"))

    @classmethod
    def load(cls, path: Path) -> "NewsReader":
        """Reads a trained file.

        Raises:
            OSError: if it cannot be read.
            ValueError: if it is damaged or of another version.
            KeyError: if a part is missing.
        """
        with np.load(path, allow_pickle=False) as stored:
            return cls({name: stored[name] for name in stored.files})

    def kind(self, text: str, speaks_of_danger: bool = False) -> Optional[str]:
        """Returns the kind of good news that a message is, or None; also where there is no encoder.

        Args:
            text: The message.
            speaks_of_danger: Whether the message alone was taken for danger.
        """
        found = self._odds(text)
        if found is None:
            return None
        odds, meaning = found
        others = max((self._other @ meaning).max(), (self._worse @ meaning).max())
        is_news = odds[1] + LIKENESS * ((self._good @ meaning).max() - others)
        best = int(np.argmax(odds[2:]))
        sure = SURE_IN_DANGER if speaks_of_danger else SURE
        return self._kinds[best] if is_news > sure and odds[2 + best] > SURE_OF_KIND else None

    def is_worse(self, text: str) -> bool:
        """Whether a message says that the danger grows; not where there is no encoder."""
        found = self._odds(text)
        if found is None:
            return False
        odds, meaning = found
        others = max((self._good @ meaning).max(), (self._other @ meaning).max())
        return bool(odds[0] + LIKENESS * ((self._worse @ meaning).max() - others) > WORSE_FROM)

    def _odds(self, text: str) -> Optional[Tuple[NDArray[Any], NDArray[Any]]]:
        """Returns what each row says of a message, and its vector."""
        from iop.safety.training import meaning_text

        reading = read(text)
        meaning = meaning_of(meaning_text(reading.original, reading.disguised, reading.words))
        if meaning is None:
            return None
        return linear_odds(self._rows, gather(reading.sentences).columns, meaning), meaning


@lru_cache(maxsize=1)
def shared_reader() -> NewsReader:
    """Returns this process's reader.

    Raises:
        Exception: whatever keeps it from being read; it is tried again with the next message.
    """
    from iop.safety.training import trained_file
    from iop.safety.utterances import NEWS

    return NewsReader.load(trained_file(NEWS))
