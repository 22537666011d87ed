"""The same danger in ten disguises: hardly any of it is lost."""

import random
import sys

import pytest

from iop.safety import check
from tests.safety.conftest import HERE, lines
from tests.safety.disguises import KINDS, disguise

DISGUISES = 10
ALLOWED_LOSS = 0.02

pytestmark = pytest.mark.usefixtures("trained")


def test_disguises_lose_little(record_property):
    positives = lines(HERE / "data" / "mutation_positives.jsonl")
    assert len(positives) >= 50
    plain = [check(row["text"]).route is not None for row in positives]
    draw = random.Random(988)
    mutated = [(row["text"], disguise(row["text"], draw)) for row in positives for _ in range(DISGUISES)]
    missed = [text for _, text in mutated if check(text).route is None]
    loss = sum(plain) / len(plain) - (1 - len(missed) / len(mutated))
    record_property("loss_of_recall", loss)
    report = f"mutations: recall {sum(plain) / len(plain):.3f} plain, loss {loss:.4f} over {len(mutated)} disguises"
    sys.stderr.write(report + "\n")
    assert all(plain)
    assert loss <= ALLOWED_LOSS, missed


@pytest.mark.parametrize("kind", KINDS)
def test_disguises_can_be_repeated(kind):
    text = "i want to kill myself"
    assert kind(text, random.Random(1)) == kind(text, random.Random(1))
