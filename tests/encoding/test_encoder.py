import numpy as np
import pytest

from iop.encoding import DIMENSION, SentenceEncoder, shared_encoder


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
