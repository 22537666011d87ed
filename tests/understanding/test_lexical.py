import pickle

import numpy as np
import pytest

from iop.understanding.lexical import Lexical

TEXTS = ["evening groups", "weekend groups", "how much is it", "yoga"]


@pytest.fixture(scope="module")
def lexical() -> Lexical:
    return Lexical(TEXTS)


def test_a_text_is_wholly_like_itself(lexical: Lexical) -> None:
    for i, text in enumerate(TEXTS):
        likeness = lexical.likeness(text)
        assert likeness.argmax() == i
        assert likeness[i] == pytest.approx(1.0, abs=1e-5)


def test_misspelt_words_are_still_alike(lexical: Lexical) -> None:
    assert lexical.likeness("evenin group").argmax() == 0


def test_a_text_of_unknown_letters_is_like_nothing(lexical: Lexical) -> None:
    assert not lexical.likeness("我想").any()
    assert not lexical.likeness("").any()


def test_explained_words_are_those_that_a_group_has(lexical: Lexical) -> None:
    around = lexical.near(np.array([0, 1, 3]))
    shares = around.explained(*lexical.telling("weekend yoga"), np.array([0, 0, 1]))
    assert shares[0] == pytest.approx(0.5)
    assert shares[1] == pytest.approx(0.5)


def test_the_neighbours_likeness_is_about_that_of_the_texts() -> None:
    texts = ["evening groups on weekdays", "evening groups on weekends", "how much is it", "how much is it a week"]
    lexical = Lexical(texts)
    around = lexical.near(np.arange(len(texts))).likeness()
    exact = np.array([lexical.likeness(text) for text in texts])
    assert exact[0, 1] > 0.4 > exact[0, 2]
    assert around == pytest.approx(exact, abs=0.25)
    assert around.diagonal() == pytest.approx(1.0, abs=0.01)


def test_it_can_be_saved(lexical: Lexical) -> None:
    again = pickle.loads(pickle.dumps(lexical))  # noqa: S301 - our own bytes
    assert np.allclose(again.likeness("evening"), lexical.likeness("evening"))
