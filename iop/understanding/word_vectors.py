"""spaCy's word vectors, left on the disk: as spaCy itself loads them they take 200 MB, most of it for finding them."""

from pathlib import Path
from typing import Any, Tuple

import numpy as np
import srsly  # type: ignore[import-untyped]
from numpy.typing import NDArray
from spacy.vectors import BaseVectors


class MappedVectors(BaseVectors):
    """The vectors of a spaCy model, read as they are needed. The system keeps in memory what is used.

    Args:
        folder: The model's folder `vocab`.
    """

    def __init__(self, folder: Path) -> None:
        row_of = srsly.read_msgpack(folder / "key2row")
        keys = np.fromiter(row_of.keys(), dtype=np.uint64, count=len(row_of))
        rows = np.fromiter(row_of.values(), dtype=np.int32, count=len(row_of))
        order = np.argsort(keys)
        self._keys, self._rows = keys[order], rows[order]
        self._table: NDArray[np.float32] = np.load(folder / "vectors", mmap_mode="r")

    def get_batch(self, keys: Any) -> NDArray[np.float32]:
        """Returns the vectors of words.

        Args:
            keys: spaCy's numbers of the words.

        Returns:
            float32 array of shape (len(keys), width); zeros for a word that has none.
        """
        wanted = np.asarray(keys, dtype=np.uint64)
        place = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        known = self._keys[place] == wanted
        found = np.zeros((len(wanted), self._table.shape[1]), dtype=np.float32)
        found[known] = self._table[self._rows[place[known]]]
        return found

    @property
    def shape(self) -> Tuple[int, int]:
        """How many vectors there are, and how wide they are."""
        return self._table.shape[0], self._table.shape[1]

    def __len__(self) -> int:
        return self.shape[0]
