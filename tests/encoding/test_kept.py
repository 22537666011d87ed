"""Vectors of texts are kept on disk, and nothing depends on the file."""

from pathlib import Path
from typing import List, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from iop.encoding import kept
from iop.encoding.encoder import onnx_file, tuned_encoder
from iop.encoding.kept import encoded


class Encode:
    """Gives every text a vector of its length, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: List[str] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


@pytest.fixture
def encode() -> Encode:
    return Encode()


def lengths(vectors: kept.Vectors) -> List[float]:
    return [float(one) for one in vectors[:, 0]]


def test_a_text_is_encoded_once(tmp_path: Path, encode: Encode) -> None:
    assert lengths(encoded(tmp_path / "kept.npz", ["a", "bb", "a"], encode)) == [1, 2, 1]
    assert lengths(encoded(tmp_path / "kept.npz", ["ccc", "bb", "\ud83d"], encode)) == [3, 2, 1]
    assert lengths(encoded(tmp_path / "kept.npz", ["bb", "ccc"], encode)) == [2, 3]
    assert encode.asked == ["a", "bb", "ccc", "\ud83d"]


def test_those_asked_for_last_are_kept(tmp_path: Path, encode: Encode, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    for texts in (["a", "bb"], ["bb", "ccc"], ["a", "bb"]):
        encoded(tmp_path / "kept.npz", texts, encode)
    assert encode.asked == ["a", "bb", "ccc", "a"]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken"])
def test_a_broken_file_is_made_anew(tmp_path: Path, encode: Encode, content: bytes) -> None:
    file = tmp_path / "kept.npz"
    file.write_bytes(content)
    for _ in range(2):
        assert lengths(encoded(file, ["a", "bb"], encode)) == [1, 2]
    assert encode.asked == ["a", "bb"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, encode: Encode) -> None:
    (tmp_path / "file").touch()
    assert lengths(encoded(tmp_path / "file" / "kept.npz", ["a"], encode)) == [1]


def test_kept_vectors_are_those_of_the_encoder() -> None:
    encoder = tuned_encoder()
    texts = [f"do you have a group at {number} in the evening" for number in range(kept.FEWEST)]
    for _ in range(2):
        vectors = encoder.encode(texts)
        assert float(vectors[7] @ encoder.encode_one(texts[7])) == pytest.approx(1.0, abs=1e-5)
    assert onnx_file().with_suffix(".tuned.npz").exists()
