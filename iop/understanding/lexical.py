"""Likeness of words and spelling: tf-idf of words, pairs of words and pieces of words."""

from collections import Counter
from hashlib import blake2b
from itertools import chain, pairwise
from typing import Any, Dict, List, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.floating[Any]]

PIECE_LENGTHS = (3, 4)
SKETCH = 128
"""Numbers of a short vector that stands for a long one (Johnson and Lindenstrauss, 1984): the likeness of two examples
is told within about 0.09, in a fifth of the time. The likeness of a text to the examples is exact. The signs of a
feature are those of its hash, so that another example changes nothing about the likeness of those that are there."""
COMMON, COMMON_EXAMPLES = 0.25, 2000
"""Share and number of the examples from which a piece or word is left out: it tells nothing, and would cost most of the
time of a look-up."""


def pieces(text: str) -> List[str]:
    """Returns the pieces of 3 and 4 letters of each word, the space before and after it counted as a letter."""
    out: List[str] = []
    for word in text.split():
        padded = f" {word} "
        for length in PIECE_LENGTHS:
            out += [padded[i : i + length] for i in range(max(1, len(padded) - length + 1))]
    return out


def words(text: str) -> List[str]:
    """Returns the words, and each word with the next one. A line break keeps them apart from pieces."""
    single = text.split()
    return [*(f"\n{word}" for word in single), *(f"\n{a} {b}" for a, b in pairwise(single))]


class Lexical:
    """Unit vectors of texts by their words and letters, so that a dot product is their likeness, 0 to 1.

    Args:
        texts: The examples, in plain words.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [(Counter(pieces(text)), Counter(words(text))) for text in texts]
        seen = Counter(chain.from_iterable(chain.from_iterable(counts)))
        most = max(min(COMMON * len(texts), COMMON_EXAMPLES), 10)
        kept = sorted(feature for feature, count in seen.items() if count <= most)
        self._number: Dict[str, int] = {feature: i for i, feature in enumerate(kept)}
        self._common = frozenset(feature for feature, count in seen.items() if count > most)
        self._rarity = np.array([np.log((1 + len(texts)) / (1 + seen[f])) + 1.0 for f in kept], dtype=np.float32)
        rows = [self._weigh(*both) for both in counts]
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        self._rows = sparse.csr_matrix(
            (np.concatenate([w for _, w in rows]), np.concatenate([c for c, _ in rows]), starts),
            shape=(len(texts), len(kept)),
        )
        self._prepare()

    def likeness(self, text: str) -> Floats:
        """Returns the likeness of a text, in plain words, to each example: shape (examples,), 0 to 1."""
        columns, weights = self._weigh(Counter(pieces(text)), Counter(words(text)))
        starts, ends = self._columns.indptr[columns], self._columns.indptr[columns + 1]
        parts = [slice(start, end) for start, end in np.column_stack([starts, ends])]
        if not parts:
            return np.zeros(self._rows.shape[0])
        found = np.concatenate([self._columns.indices[part] for part in parts])
        share = np.concatenate([self._columns.data[part] for part in parts]) * np.repeat(weights, ends - starts)
        total: Any = np.bincount(found, share, minlength=self._rows.shape[0])  # typed as integers, but weighted
        return np.asarray(total, dtype=np.float64)

    def near(self, examples: "NDArray[np.intp]") -> "Neighbourhood":
        """Returns what some examples have to do with each other and with a text."""
        return Neighbourhood(self._rows[examples], self._sketches[examples].astype(np.float32))

    def telling(self, text: str) -> "Tuple[NDArray[np.int64], Floats]":
        """Returns columns and weights of a text's single words; a word in no example has column -1."""
        single = [word for word in (f"\n{word}" for word in text.split()) if word not in self._common]
        columns = np.array([self._number.get(word, -1) for word in single], dtype=np.int64)
        return columns, np.where(columns >= 0, self._rarity[columns], float(self._rarity.max(initial=1.0)))

    def _weigh(self, *views: "Counter[str]") -> "Tuple[NDArray[np.int32], NDArray[np.float32]]":
        """Returns columns and weights of one text; each view has the same share of the unit length."""
        columns: List[NDArray[np.int32]] = []
        weights: List[Floats] = []
        for view in views:
            known = [(self._number[feature], count) for feature, count in view.items() if feature in self._number]
            numbers = np.array([number for number, _ in known], dtype=np.int32)
            weight = (1.0 + np.log([count for _, count in known])) * self._rarity[numbers]
            columns.append(numbers)
            weights.append(weight / max(float(np.linalg.norm(weight)), 1e-9) * np.sqrt(1.0 / len(views)))
        return np.concatenate(columns), np.concatenate(weights).astype(np.float32)

    def __getstate__(self) -> Dict[str, object]:
        """Leaves out what can be made again, so that the model is half the size."""
        return {**self.__dict__, "_columns": None, "_sketches": None}

    def __setstate__(self, state: Dict[str, object]) -> None:
        """Makes it again."""
        self.__dict__.update(state)
        self._prepare()

    def _prepare(self) -> None:
        self._columns = self._rows.tocsc()
        digests = b"".join(blake2b(feature.encode(), digest_size=SKETCH // 8).digest() for feature in self._number)
        signs = np.unpackbits(np.frombuffer(digests, dtype=np.uint8)).reshape(-1, SKETCH).astype(np.float32) * 2 - 1
        sketches = self._rows @ signs
        length = np.maximum(np.linalg.norm(sketches, axis=1, keepdims=True), 1e-9)
        self._sketches: Any = (sketches / length).astype(np.float16)


class Neighbourhood:
    """Some of the examples.

    Args:
        rows: Their vectors, one a row.
        sketches: Their short vectors.
    """

    def __init__(self, rows: sparse.csr_matrix, sketches: Floats) -> None:
        self._rows = rows
        self._sketches = sketches

    def likeness(self) -> Floats:
        """Returns the likeness of the examples to each other, about: shape (examples, examples)."""
        likeness: Floats = self._sketches @ self._sketches.T
        return likeness

    def explained(self, columns: "NDArray[np.int64]", weights: Floats, groups: "NDArray[np.intp]") -> Dict[int, float]:
        """Returns, for each group of the examples, the share of a text's words that stand in one of its examples.

        Args:
            columns: The text's words, as `Lexical.telling` gives them.
            weights: How much each tells.
            groups: The group of each example.
        """
        asked, place = np.unique(columns, return_inverse=True)
        stands = np.zeros((int(groups.max(initial=0)) + 1, len(asked)), dtype=bool)
        if len(asked):
            nearest = np.minimum(np.searchsorted(asked, self._rows.indices), len(asked) - 1)
            hits = asked[nearest] == self._rows.indices
            stands[np.repeat(groups, np.diff(self._rows.indptr))[hits], nearest[hits]] = True
        shares = stands[:, place] @ weights / max(float(weights.sum()), 1e-9)
        return {int(group): float(shares[group]) for group in np.unique(groups)}
