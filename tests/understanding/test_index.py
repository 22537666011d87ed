import pickle

import numpy as np
import pytest

from iop.encoding import SentenceEncoder
from iop.understanding.index import QuestionIndex
from iop.understanding.model import Model


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("how expensive is treatment", "faq/cost-total"),
        ("PRICE", "faq/cost-total"),
        ("wats ur adress", "faq/loc-address"),
        ("yoga classes", "faq/holistic-yoga"),
        ("can my partner join a session", "faq/family-session"),
        ("good evening", "greet"),
    ],
)
def test_one_example_is_enough(model: Model, encoder: SentenceEncoder, text: str, label: str) -> None:
    assert model.index.rank(text, encoder)[0].label == label


def test_an_example_itself_scores_near_one_and_a_stranger_low(model: Model, encoder: SentenceEncoder) -> None:
    own = model.index.rank("Is there yoga?", encoder)[0].score
    assert own > 0.7
    assert model.index.rank("my landlord painted his fence green", encoder)[0].score < own / 3


def test_candidates_come_best_first_once_each_and_no_more_than_asked(model: Model, encoder: SentenceEncoder) -> None:
    ranked = model.index.rank("evening groups", encoder, most=4)
    assert len(ranked) == 4
    assert [c.score for c in ranked] == sorted((c.score for c in ranked), reverse=True)
    assert len({c.label for c in ranked}) == 4
    assert ranked[0].explained == pytest.approx(1.0, abs=0.5)


def test_scores_stay_when_other_entries_are_added(model: Model, encoder: SentenceEncoder) -> None:
    texts = ["Is there yoga?", "Where are you located?", "Do you drug test?"]
    others = [
        f"how do I {verb} my {thing}" for verb in ("paint", "sell", "fix", "wash") for thing in ("car", "boat", "hat")
    ]
    small = QuestionIndex(texts, ["yoga", "address", "test"], encoder.encode, model.index.wording)
    large = QuestionIndex([*texts, *others], ["yoga", "address", "test", *others], encoder.encode, model.index.wording)
    for text, label in (("do you offer yoga", "yoga"), ("where is it", "address")):
        one, two = small.rank(text, encoder)[0], large.rank(text, encoder)[0]
        assert (one.label, two.label) == (label, label)
        assert one.score == pytest.approx(two.score, abs=0.25)


def test_an_example_that_is_held_out_does_not_find_itself(model: Model, encoder: SentenceEncoder) -> None:
    for text in ("price?", "saturday groups", "what is your address"):
        assert model.index.rank(text, encoder)[0].dense == pytest.approx(1.0, abs=0.001)
        assert all(c.dense < 0.999 for c in model.index.rank_held_out(model.index.texts.index(text), most=10))


def test_empty_and_strange_texts_are_ranked_too(model: Model, encoder: SentenceEncoder) -> None:
    for text in ("", "?!", "我想戒酒", "x" * 3000):
        assert all(np.isfinite(c.score) for c in model.index.rank(text, encoder))


def test_it_can_be_saved(model: Model, encoder: SentenceEncoder) -> None:
    again: QuestionIndex = pickle.loads(pickle.dumps(model.index))  # noqa: S301 - our own bytes
    before, after = model.index.rank("yoga?", encoder)[0], again.rank("yoga?", encoder)[0]
    assert (before.label, before.score) == (after.label, pytest.approx(after.score, abs=0.002))
