import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from iop.encoding import DIMENSION, SentenceEncoder, shared_encoder
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return shared_encoder()


def test_vectors_have_unit_length(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(["How much is it?", "", "yoga", "x" * 5000])
    assert vectors.shape == (4, DIMENSION)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-4)


def test_a_text_has_the_same_vector_alone_and_among_others(encoder: SentenceEncoder) -> None:
    texts = ["a rather long question about how the program works on weekends", "cost?", "where are you"] * 5
    assert np.array_equal(encoder.encode(texts), np.array([encoder.encode_one(text) for text in texts]))


def test_same_meaning_is_nearer_than_same_words(encoder: SentenceEncoder) -> None:
    price, same, other = encoder.encode(["What does it cost?", "how expensive is the program", "What does it treat?"])
    assert price @ same > price @ other


def test_one_text_is_encoded_once(encoder: SentenceEncoder) -> None:
    assert encoder.encode_one("is there yoga") is encoder.encode_one("is there yoga")


def onnx_file(folder: Path) -> str:
    code = "from iop.encoding.encoder import onnx_file; print(onnx_file().name)"
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    "changed", ["iop/encoding/graph.py", "iop/encoding/tuned.py", "data/encoder/tuned.safetensors"]
)
def test_a_change_of_what_makes_the_graph_builds_it_anew(tmp_path: Path, changed: str) -> None:
    for folder in ("iop", "data/encoder"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = onnx_file(tmp_path)
    with (tmp_path / changed).open("a") as file:
        file.write("\n# changed\n")
    assert onnx_file(tmp_path) != before
