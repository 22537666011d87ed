"""Tells which kind of good news a message after the crisis texts is, as it learned from `data/safety/news.yml`."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Optional

import numpy as np
from numpy.typing import NDArray

from iop.safety.classifier import MEANING, linear_odds
from iop.safety.detector import meaning_of
from iop.safety.evidence import WIDTH, gather
from iop.safety.normalise import read

SURE = 1.5
"""Log odds from which a message is good news. To take something for it that is none is by far the worse error."""
SURE_IN_DANGER = 3.0
"""The same of a message that speaks of danger by itself: "the police took the gun"."""
SURE_OF_KIND = 0.5
LIKENESS = 10.0
"""How much it counts that the written message that is most like it is good news, and not one of the others."""


class NewsReader:
    """Linear weights over the encoder's vector and the columns of `evidence`, and the likeness to written messages.

    Args:
        weights: `rows` of shape (1 + kinds, MEANING + WIDTH + 1): is it news, then each of `kinds`. `good` and `other`
            are the vectors of the written messages.

    Raises:
        ValueError: if a shape is wrong.
    """

    def __init__(self, weights: Dict[str, NDArray[Any]]) -> None:
        self._rows, self._kinds = weights["rows"], weights["kinds"].tolist()
        if self._rows.shape != (1 + len(self._kinds), MEANING + WIDTH + 1):
            raise ValueError("the trained file does not fit this version")
        self._good, self._other = (weights[name].astype(np.float32) for name in ("good", "other"))

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
        from iop.safety.training import meaning_text

        reading = read(text)
        meaning = meaning_of(meaning_text(reading.original, reading.disguised, reading.words))
        if meaning is None:
            return None
        odds = linear_odds(self._rows, gather(reading.sentences).columns, meaning)
        is_news = odds[0] + LIKENESS * ((self._good @ meaning).max() - (self._other @ meaning).max())
        best = int(np.argmax(odds[1:]))
        sure = SURE_IN_DANGER if speaks_of_danger else SURE
        return self._kinds[best] if is_news > sure and odds[1 + best] > SURE_OF_KIND else None


@lru_cache(maxsize=1)
def shared_reader() -> NewsReader:
    """Returns this process's reader.

    Raises:
        Exception: whatever keeps it from being read; it is tried again with the next message.
    """
    from iop.safety.training import trained_file
    from iop.safety.utterances import NEWS

    return NewsReader.load(trained_file(NEWS))
