"""The encoder tuned to what people ask, beside the published one."""

from pathlib import Path
from typing import List

import numpy as np
import pytest
from safetensors.numpy import save_file

from benchmarks.figures import json_lines
from benchmarks.understanding_data import OUT_OF_SCOPE, OWN
from iop.encoding import SentenceEncoder, shared_encoder, tuned, tuned_encoder
from iop.encoding.encoder import Runs


def nearness(encoder: SentenceEncoder) -> float:
    """How much more alike messages about one topic are than messages about two, by messages nobody learned from."""
    rows = [
        row for row in json_lines(OWN / "measured_1.jsonl") if row["kind"] == "real" and row["topic"] != OUT_OF_SCOPE
    ]
    vectors = encoder.encode([row["text"] for row in rows])
    topics = np.array([row["topic"] for row in rows])
    likeness = vectors @ vectors.T
    same = topics[:, None] == topics[None]
    np.fill_diagonal(same, False)
    return float((likeness[same].mean() - likeness[topics[:, None] != topics[None]].mean()) / likeness.std())


def test_it_tells_topics_apart_better_than_the_published_one() -> None:
    assert nearness(tuned_encoder()) > 1.1 * nearness(shared_encoder())


def test_it_stays_near_the_published_one() -> None:
    texts = ["book me a flight to boston", "what does detox cost", "how tall is mount everest", "i can't sleep"]
    likeness = (tuned_encoder().encode(texts) * shared_encoder().encode(texts)).sum(axis=1)
    assert likeness.min() > 0.6


def test_one_run_serves_both(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: List[str] = []
    run = Runs.run
    monkeypatch.setattr(Runs, "run", lambda self, text: ran.append(text) or run(self, text))
    shared_encoder().encode_one("is there a chapel")
    tuned_encoder().encode_one("is there a chapel")
    assert ran == ["is there a chapel"]


def test_what_changed_is_kept_small_and_added_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(1)
    published = {name: chance.normal(size=(40, 60)).astype(np.float32) for name in ("tuned", "as it was")}
    published["bias"] = np.zeros(60, dtype=np.float32)
    change = (chance.normal(size=(40, 3)) @ chance.normal(size=(3, 60)) / 10).astype(np.float32)
    small = tuned.small({"tuned": change, "bias": np.full(60, 0.5, dtype=np.float32)}, rank=3)
    assert sum(value.size for value in small.values()) < change.size / 5
    monkeypatch.setattr(tuned, "FILE", tmp_path / "tuned.safetensors")
    save_file(small, str(tuned.FILE))
    weights = tuned.add_to(published)
    assert np.allclose(weights["tuned"], published["tuned"] + change, atol=2e-3)
    assert np.allclose(weights["bias"], 0.5)
    assert np.array_equal(weights["as it was"], published["as it was"])
