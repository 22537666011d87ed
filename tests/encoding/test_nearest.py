"""The nearest vectors by 8-bit numbers are the nearest, and their dot products are exact."""

from typing import List

import numpy as np
import pytest

from iop.encoding.nearest import Nearest


def unit(rows: "np.ndarray") -> "np.ndarray":
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("kind", ["half", "full", "clustered", "one large number"])
def test_the_nearest_are_those_of_the_full_numbers(kind: str) -> None:
    chance = np.random.default_rng(5)
    vectors = unit(chance.normal(size=(3000, 384)))
    if kind == "half":
        vectors = vectors.astype(np.float16).astype(np.float32)
    if kind == "clustered":
        vectors = unit(vectors[:1] + 0.02 * chance.normal(size=(3000, 384)).astype(np.float32))
    if kind == "one large number":
        vectors[:, 7] = 5.0
    nearest = Nearest(vectors)
    queries: List[np.ndarray] = [*unit(chance.normal(size=(20, 384))), *unit(vectors[:20] + 0.01), vectors[30]]
    for query in queries:
        for count in (1, 5, 40):
            expected = np.sort(vectors @ query)[-count:]
            assert np.allclose(np.sort(nearest.best(query, count)), expected, atol=2e-6, rtol=1e-6)


def test_few_vectors_are_read_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(6)
    vectors = unit(chance.normal(size=(5000, 384)))
    vectors[:50] = unit(vectors[0] + 0.03 * chance.normal(size=(50, 384)).astype(np.float32))
    read: List[int] = []
    real = Nearest._exactly
    monkeypatch.setattr(
        Nearest, "_exactly", lambda self, rows, query: read.append(len(rows)) or real(self, rows, query)
    )
    Nearest(vectors).best(vectors[0], 5)
    assert 5 <= read[0] < 200


def test_fewer_vectors_than_wanted_are_all_given() -> None:
    vectors = unit(np.random.default_rng(7).normal(size=(3, 384)))
    assert np.allclose(np.sort(Nearest(vectors).best(vectors[0], 5)), np.sort(vectors @ vectors[0]))


def test_zeros_are_no_special_case() -> None:
    vectors = np.zeros((10, 384), dtype=np.float32)
    assert list(Nearest(vectors).best(np.zeros(384, dtype=np.float32), 2)) == [0.0, 0.0]


def test_the_rough_products_are_off_by_no_more_than_they_say() -> None:
    chance = np.random.default_rng(8)
    vectors = unit(chance.normal(size=(2000, 384)) * chance.exponential(size=(2000, 384)))
    nearest = Nearest(vectors)
    for query in unit(chance.normal(size=(20, 384))):
        near, error = nearest.roughly(query)
        assert (np.abs(near - vectors @ query) <= error).all()
        assert error.max() < 0.1
