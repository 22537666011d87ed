"""Finds the label of a question among labelled examples. Plain arrays: knows nothing of Rasa or files."""

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, Optional, Protocol, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

from iop.encoding.nearest import Nearest
from iop.understanding.lexical import Lexical
from iop.understanding.wording import Wording

Floats = NDArray[np.floating[Any]]
Encode = Callable[[Sequence[str]], Floats]


class Encoder(Protocol):
    """What the index needs of the sentence encoder."""

    def encode_one(self, text: str) -> Floats:
        """Returns the unit vector of a text."""


@dataclass(frozen=True)
class Candidate:
    """One possible meaning of a question.

    Attributes:
        label: The label of the examples it is like.
        score: The score that ranks: about 1 for a question like the examples, 0 for one like nothing known.
        dense: Likeness of meaning of the nearest example, -1 to 1.
        lexical: Likeness of words and spelling of the nearest example, 0 to 1.
        explained: Share of the question's words that near examples of its subject have, rare words counting more.
    """

    label: str
    score: float
    dense: float
    lexical: float
    explained: float


class QuestionIndex:
    """Kernel ridge regression over the nearest examples of a question.

    The kernel adds likeness of meaning and likeness of spelling. Only the question's own neighbourhood is solved, so
    nothing is learned beforehand, one example makes a label work, and examples about other things change nothing:
    neither the scores nor, much, the time. Over all examples at once the same regression is no better and needs
    a number for every pair of them. The constants were compared on our own set (see docs/understanding.md).

    Args:
        texts: The examples.
        labels: Their labels, same length.
        encode: Gives unit vectors, shape (texts, 384).
        wording: Puts texts into plain words.
        groups: The subject of a label; labels of one subject support each other. A label without one stands alone.
    """

    NEIGHBOURS = 256
    DENSE, LEXICAL, SHARPNESS, RIDGE = 0.75, 0.25, 2.5, 0.3
    SUPPORT = 0.5
    """Weight of what the whole subject scores, against what the label itself scores."""
    EVENNESS = 0.2
    """Power of the variance by which a direction of meaning is damped: 0 leaves the vectors, 0.5 whitens them. What
    nearly all questions are about ("treatment", "program") then counts less than what tells them apart."""
    PRIOR = 12_000
    """Prior strength, in examples: with this many, observed and equal variances count the same."""
    DIRECTIONS = 128
    """Directions of meaning that are looked at, those of most variance: a third of the numbers, as accurate here, and
    more accurate on the public sets. All of them, where there are fewer examples than directions."""

    def __init__(
        self,
        texts: Sequence[str],
        labels: Sequence[str],
        encode: Encode,
        wording: Wording,
        groups: Optional[Mapping[str, str]] = None,
    ) -> None:
        self.texts = list(texts)
        self.labels: List[str] = sorted(set(labels))
        number = {label: i for i, label in enumerate(self.labels)}
        groups = groups or {}
        names = {name: i for i, name in enumerate(sorted({groups.get(label, label) for label in self.labels}))}
        self._group_of = np.array([names[groups.get(label, label)] for label in self.labels])
        self._label_of = np.array([number[label] for label in labels])
        self.wording = wording
        vectors = encode([wording.readable(text) for text in texts])
        self._mean = vectors.mean(axis=0)
        self._damped = self._damping(vectors - self._mean)
        self._meanings = Nearest(self._even(vectors))
        self._lexical = Lexical([wording.repaired(text) for text in texts])

    def rank(self, text: str, encoder: Encoder, most: int = 10) -> List[Candidate]:
        """Ranks the labels for one question.

        Args:
            text: The question.
            encoder: Gives the vectors.
            most: How many candidates at most.

        Returns:
            The candidates, best first.
        """
        return self._ranked(self._even(encoder.encode_one(self.wording.readable(text))), text, most)

    def rank_held_out(self, row: int, most: int = 1) -> List[Candidate]:
        """Ranks the labels for one of the examples as if it had not been learned.

        Args:
            row: The example's place in `texts`.
            most: How many candidates at most.
        """
        return self._ranked(self._meanings.rows(np.array([row]))[0], self.texts[row], most, without=row)

    def _ranked(self, vector: Floats, text: str, most: int, without: Optional[int] = None) -> List[Candidate]:
        plain = self.wording.repaired(text)
        lexical = self._lexical.likeness(plain)
        near = self._nearest(vector, lexical)
        if without is not None:
            near = near[near != without]
        vectors = self._meanings.rows(near)
        dense, lexical, of_near = vectors @ vector, lexical[near], self._label_of[near]
        around = self._lexical.near(near)
        scores = self._scores(near, vectors @ vectors.T, around.likeness(), dense, lexical)
        explained = around.explained(*self._lexical.telling(plain), self._group_of[of_near])
        best = sorted(set(of_near), key=lambda label: -scores[label])[:most]
        return [
            Candidate(
                self.labels[label],
                float(scores[label]),
                float(dense[of_near == label].max()),
                float(lexical[of_near == label].max()),
                explained[self._group_of[label]],
            )
            for label in best
        ]

    def _damping(self, centred: Floats) -> Floats:
        """Returns the directions of meaning that are looked at, each damped, as columns: shape (384, DIRECTIONS).

        Few examples tell little about the variance, which is then taken for more equal.
        """
        count, width = centred.shape
        covariance = centred.T @ centred
        covariance += np.eye(width) * self.PRIOR * np.trace(covariance) / (width * max(count, 1))
        variance, directions = np.linalg.eigh(covariance / (count + self.PRIOR))
        damped: Floats = (directions / np.maximum(variance, 1e-6) ** self.EVENNESS).astype(np.float32)
        return damped[:, -self.DIRECTIONS :] if count >= width else damped

    def _even(self, vectors: Floats) -> Floats:
        damped = (vectors - self._mean) @ self._damped
        even: Floats = damped / np.maximum(np.linalg.norm(damped, axis=-1, keepdims=True), 1e-9)
        return np.ascontiguousarray(even, dtype=np.float32)

    def _nearest(self, vector: Floats, lexical: Floats) -> "NDArray[np.intp]":
        """Returns the nearest examples, in no order."""
        dense, _ = self._meanings.roughly(vector)
        count = min(self.NEIGHBOURS, len(dense))
        return np.argpartition(-(self.DENSE * dense + self.LEXICAL * lexical), count - 1)[:count]

    def _scores(
        self, near: "NDArray[np.intp]", meaning: Floats, spelling: Floats, dense: Floats, lexical: Floats
    ) -> Floats:
        """Returns the score of each label.

        Args:
            near: The nearest examples.
            meaning: How like each other they are in meaning.
            spelling: And in spelling.
            dense: How like the question they are in meaning.
            lexical: And in spelling.
        """
        kernel = self._kernel(meaning, spelling)
        kernel[np.diag_indices_from(kernel)] += self.RIDGE
        factor = linalg.cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False)
        weights = linalg.cho_solve(factor, self._kernel(dense, lexical), check_finite=False)
        own = np.bincount(self._label_of[near], weights, minlength=len(self.labels))
        scores: Floats = own + self.SUPPORT * np.bincount(self._group_of, own)[self._group_of]
        return scores

    def _kernel(self, dense: Floats, lexical: Floats) -> Floats:
        kernel: Floats = self.DENSE * np.exp(self.SHARPNESS * (dense - 1.0)) + self.LEXICAL * lexical
        return kernel

    def __getstate__(self) -> Dict[str, object]:
        """Saves vectors with half the digits, which changes no score by 0.001."""
        every = self._meanings.rows(np.arange(len(self.texts)))
        return {**self.__dict__, "_meanings": every.astype(np.float16)}

    def __setstate__(self, state: Dict[str, object]) -> None:
        """Brings back a fitted index."""
        self.__dict__.update(state)
        self._meanings = Nearest(state["_meanings"].astype(np.float32))  # type: ignore[attr-defined]
