"""Keeps vectors of texts on disk: staff change a few of fifty thousand texts, and training encodes all of them."""

import logging
import os
import tempfile
import zipfile
from hashlib import blake2b
from pathlib import Path
from typing import Callable, Dict, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

logger = logging.getLogger(__name__)

FEWEST = 500
"""Texts from which it is worth opening the file."""
MOST = 150_000
"""Texts that are kept, those asked for last: about 120 MB."""

Vectors = NDArray[np.float16]


def encoded(file: Path, texts: Sequence[str], encode: Callable[[Sequence[str]], NDArray[np.float32]]) -> Vectors:
    """Returns the vectors of many texts; those that are not kept yet are encoded, and kept.

    Half of the digits are kept: the cosine to the exact vector is 0.9999999. A file that cannot be read or written only
    costs time.

    Args:
        file: Where they are kept; for one version of the encoder.
        texts: Any number of texts.
        encode: Gives the vectors of texts, one a row.
    """
    names = [blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in texts]
    known, vectors = _read(file)
    new = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
    if new:
        added = encode(list(new.values())).astype(np.float16)
        known = {**known, **{name: len(known) + row for row, name in enumerate(new)}}
        vectors = np.concatenate([vectors, added]) if len(vectors) else added
        _write(file, list(dict.fromkeys([*names, *known]))[:MOST], known, vectors)
    found: Vectors = vectors[[known[name] for name in names]]
    return found


def _read(file: Path) -> Tuple[Dict[bytes, int], Vectors]:
    try:
        with np.load(file) as kept:
            names, vectors = kept["names"], kept["vectors"]
        return {name.tobytes(): row for row, name in enumerate(names)}, vectors
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}, np.zeros((0, 0), dtype=np.float16)


def _write(file: Path, names: Sequence[bytes], known: Dict[bytes, int], vectors: Vectors) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as part:
            np.savez(
                part,
                names=np.frombuffer(b"".join(names), dtype=np.uint8).reshape(len(names), -1),
                vectors=vectors[[known[name] for name in names]],
            )
        os.replace(part.name, file)
    except OSError as error:
        logger.info("Vectors of texts cannot be kept: %s", error)
