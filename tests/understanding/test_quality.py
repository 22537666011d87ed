"""Floors two points under what is measured of the trained assistant on our own sets (`docs/understanding.md`)."""

import pytest

from benchmarks.understanding import answers, follow_ups, several
from benchmarks.understanding_data import CachingEncoder, own_rows
from iop.settings import ROOT
from iop.understanding.archive import understanding_of
from iop.understanding.decision import Understanding
from iop.understanding.thresholds import THRESHOLDS

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def trained() -> Understanding:
    models = sorted((ROOT / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        pytest.skip("No trained model. Run: make train")
    return Understanding(understanding_of(models[-1]), THRESHOLDS)


@pytest.fixture(scope="module")
def memory() -> CachingEncoder:
    return CachingEncoder()


def test_questions_get_the_right_answer_and_strangers_none(trained: Understanding, memory: CachingEncoder) -> None:
    found = answers(trained, own_rows(), memory)
    assert found["real"]["right"] >= 0.946
    assert found["real"].get("wrong", 0.0) <= 0.033
    assert found["hard"]["right"] >= 0.916
    assert found["hard"].get("wrong", 0.0) <= 0.025
    assert found["out_of_scope"].get("wrong", 0.0) <= 0.043


def test_several_questions_are_all_answered(trained: Understanding, memory: CachingEncoder) -> None:
    found = several(trained, memory)
    assert found["fully answered, in order"] >= 0.97
    assert found["an answer too many"] <= 0.05


def test_follow_ups_are_understood_with_what_went_before(trained: Understanding, memory: CachingEncoder) -> None:
    assert follow_ups(trained, memory)["topic right"] >= 0.964
