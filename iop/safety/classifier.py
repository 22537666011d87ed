"""Weighs meaning, words and findings together: how likely danger is, and of which kind."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Optional

import numpy as np
from numpy.typing import NDArray

from iop.safety.evidence import WIDTH
from iop.safety.likeness import Examples, blend
from iop.safety.verdict import ROUTES

MEANING = 384
MEANING_WEIGHT = 6.0


@dataclass(frozen=True)
class Score:
    """What the classifier thinks of a piece of text.

    Attributes:
        danger: Log odds that somebody is in danger.
        soft: Log odds that the topic is near danger, given that nobody is in it.
        routes: Log odds of each crisis route.
    """

    danger: float
    soft: float
    routes: Dict[str, float]


def linear_odds(rows: NDArray[Any], columns: Dict[int, float], meaning: Optional[NDArray[Any]] = None) -> NDArray[Any]:
    """Returns the log odds of each row of weights.

    Args:
        rows: For the encoder's vector where there is one, then for `columns`; the last column is the bias.
        columns: From `evidence.gather`.
        meaning: The encoder's vector.
    """
    index = np.fromiter(columns, dtype=np.int64, count=len(columns))
    value = np.fromiter(columns.values(), dtype=np.float32, count=len(columns))
    odds = rows[:, -1]
    if meaning is not None:
        odds = odds + rows[:, :MEANING] @ (meaning * MEANING_WEIGHT)
        index = index + MEANING
    found: NDArray[Any] = odds + rows[:, index] @ value
    return found


class Classifier:
    """Linear weights over the encoder's vector and the columns of `evidence`.

    Args:
        weights: `full` of shape (2 + routes, MEANING + WIDTH + 1) and `lean` of shape (2 + routes, WIDTH + 1), which
            serves where the encoder is missing; rows are danger, soft, then the routes; the last column is the bias.
            `examples` are the vectors of the written messages; `dangerous` and `soft` say which of them are danger, and
            which near danger.

    Raises:
        ValueError: if a shape is wrong.
    """

    def __init__(self, weights: Dict[str, NDArray[Any]]) -> None:
        rows = 2 + len(ROUTES)
        if weights["full"].shape != (rows, MEANING + WIDTH + 1) or weights["lean"].shape != (rows, WIDTH + 1):
            raise ValueError("the trained file does not fit this version")
        self._full = weights["full"]
        self._lean = weights["lean"]
        self._examples = Examples(weights["examples"], weights["dangerous"].astype(bool), weights["soft"].astype(bool))

    @classmethod
    def load(cls, path: Path) -> "Classifier":
        """Reads a trained file.

        Raises:
            OSError: if it cannot be read.
            ValueError: if it is damaged or of another version.
            KeyError: if a part is missing.
        """
        with np.load(path, allow_pickle=False) as stored:
            return cls({name: stored[name] for name in stored.files})

    def score(self, columns: Dict[int, float], meaning: Optional[NDArray[Any]] = None) -> Score:
        """Scores one piece of text.

        Args:
            columns: From `evidence.gather`.
            meaning: The encoder's vector, or None where there is none.
        """
        odds = linear_odds(self._lean if meaning is None else self._full, columns, meaning)
        if meaning is not None:
            odds[0] = blend(float(odds[0]), self._examples.likeness(meaning), len(columns))
        return Score(
            float(odds[0]), float(odds[1]), {route: float(x) for route, x in zip(ROUTES, odds[2:], strict=True)}
        )
