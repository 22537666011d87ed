"""The likeness to the written messages: the same with 8-bit numbers for the first look, and without."""

import json
import sys
from typing import List

import pytest

from iop.encoding import shared_encoder
from iop.safety.classifier import Classifier
from iop.safety.evidence import gather
from iop.safety.normalise import read
from iop.safety.training import trained_file
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("trained")


def scores(classifier: Classifier, texts: List[str]) -> List[float]:
    return [
        classifier.score(gather(read(text).sentences).columns, shared_encoder().encode_one(text)).danger
        for text in texts
    ]


def test_the_score_is_that_of_the_full_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (ROOT / "benchmarks" / "data" / "metaphors.jsonl").read_text(encoding="utf-8").splitlines()
    texts = ["i want to kill myself", "what does it cost", *(json.loads(line)["text"] for line in lines[:150])]
    quick = scores(Classifier.load(trained_file()), texts)
    monkeypatch.setitem(sys.modules, "iop.encoding.nearest", None)
    assert quick == pytest.approx(scores(Classifier.load(trained_file()), texts), abs=1e-4)
