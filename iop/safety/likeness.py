"""How like the written messages a text is, and what that makes of the linear odds of danger."""

from typing import Any, Callable

import numpy as np
from numpy.typing import NDArray

NEAREST = (1, 5, 20)
"""How many of the nearest written messages are looked at: the nearest alone, a handful, its surroundings."""
KINDS = ("danger", "plain", "soft")
USUAL_SIZE = 4.5
"""The logarithm of how many columns a message usually has."""
WEIGHTS = np.array([0.47, 8.54, -12.0, 5.33, -2.47, 2.95, 2.84, -2.41, 3.52, -4.8, -1.41, 0.02, -0.32, 3.86, 31.29])
BIAS = -1.31
"""Fitted on held-out groups of the written messages, as `benchmarks/safety_weights.py` does; see `aspects`."""


class Examples:
    """The written messages as vectors, by kind.

    Args:
        meanings: A unit vector a row.
        danger: Which of them are danger.
        soft: Which of them are near danger.
    """

    def __init__(self, meanings: NDArray[Any], danger: NDArray[Any], soft: NDArray[Any]) -> None:
        kinds = {"danger": danger, "plain": ~(danger | soft), "soft": soft}
        self._nearest = [_nearest_of(meanings[kinds[kind]].astype(np.float32)) for kind in KINDS]

    def likeness(self, meaning: NDArray[Any]) -> NDArray[Any]:
        """Returns the mean likeness of the nearest messages: for every kind, for every number in `NEAREST`."""
        found = []
        for nearest_of in self._nearest:
            nearest = nearest_of(meaning)
            found += [float(nearest[:count].mean()) if len(nearest) else 0.0 for count in NEAREST]
        return np.array(found)


def _nearest_of(examples: NDArray[np.float32]) -> Callable[[NDArray[Any]], NDArray[Any]]:
    """Returns what tells the likenesses of the nearest messages, greatest first: the same with or without `Nearest`."""
    most = min(max(NEAREST), len(examples))
    try:
        from iop.encoding.nearest import Nearest

        if most:
            index = Nearest(examples)
            return lambda meaning: -np.sort(-index.best(meaning, most))
    except Exception:  # noqa: BLE001, S110 - slower, then
        pass
    return lambda meaning: -np.sort(-(examples @ meaning))[:most]


def aspects(linear: float, likeness: NDArray[Any], size: int) -> NDArray[Any]:
    """Returns what is weighed.

    Args:
        linear: The linear odds of danger.
        likeness: From `Examples.likeness`.
        size: How many columns the text has: the longer it is, the less like anything it can be.
    """
    near = dict(zip(((kind, count) for kind in KINDS for count in NEAREST), likeness, strict=True))
    danger, harmless = near["danger", 5], max(near["plain", 5], near["soft", 5])
    length = float(np.log1p(size)) - USUAL_SIZE
    return np.array(
        [linear, *likeness, length, linear * length, danger * length, harmless * length, (danger - harmless) * danger]
    )


def blend(linear: float, likeness: NDArray[Any], size: int) -> float:
    """Returns the odds of danger, all things weighed; the arguments are those of `aspects`."""
    return float(WEIGHTS @ aspects(linear, likeness, size) + BIAS)
