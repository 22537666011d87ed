"""What the encoder learned of how people ask a treatment centre, on top of its published weights.

`benchmarks/tuning.py` writes the file, with what it was learned from and how.
"""

from pathlib import Path
from typing import Dict

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

FILE = Path(__file__).resolve().parents[2] / "data" / "encoder" / "tuned.safetensors"

PUBLISHED, TUNED = VIEWS = ("published", "tuned")
"""The two ways to see a text: as the published encoder does, which safety was measured with, and as tuned."""

TUNED_LAYERS = 2
"""Layers that were tuned, the last ones: all before them are run once for both."""

Weights = Dict[str, NDArray[np.float32]]


def small(changes: Weights, rank: int) -> Dict[str, NDArray[np.float16]]:
    """Returns changes of weights as they are kept: of a matrix, two narrow ones whose product it is, about.

    Args:
        changes: The changes by the names of the weights.
        rank: How narrow.
    """
    kept: Dict[str, NDArray[np.float16]] = {}
    for name, change in changes.items():
        if change.ndim == 1:
            kept[name] = change.astype(np.float16)
        else:
            left, values, right = np.linalg.svd(change, full_matrices=False)
            root = np.sqrt(values[:rank])
            kept[f"{name}.left"] = (left[:, :rank] * root).astype(np.float16)
            kept[f"{name}.right"] = (root[:, None] * right[:rank]).astype(np.float16)
    return kept


def add_to(weights: Weights) -> Weights:
    """Returns the published weights with what was learned.

    Raises:
        OSError: if the file cannot be read.
    """
    kept = {name: value.astype(np.float32) for name, value in load_file(str(FILE)).items()}
    out = dict(weights)
    for name, value in kept.items():
        if name.endswith(".left"):
            matrix = name[: -len(".left")]
            out[matrix] = out[matrix] + value @ kept[f"{matrix}.right"]
        elif not name.endswith(".right"):
            out[name] = out[name] + value
    return out
