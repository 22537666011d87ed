"""What the tests of safety share."""

import json
from pathlib import Path

import pytest

from iop.safety import prepare
from iop.safety.detector import shared_classifier

HERE = Path(__file__).parent
DATASETS = HERE.parents[2] / "shared" / "datasets"


def lines(path: Path) -> list:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="session")
def trained():
    """The classifier, trained once a machine."""
    prepare()
    return shared_classifier()


@pytest.fixture
def forget():
    """Forgets what the process has loaded, before and after a test that breaks a layer."""
    from iop.safety import detector, lexicon, normalise, responses, words

    caches = (
        detector.shared_classifier,
        lexicon.shared_lexicon,
        normalise.shared_repairer,
        normalise._sentence,
        words.shared_words,
        responses._texts,
    )

    def clear():
        for cache in caches:
            cache.cache_clear()

    clear()
    yield clear
    clear()


@pytest.fixture
def datasets():
    if not DATASETS.is_dir():
        pytest.skip("the evaluation data (../shared/datasets) is not on this machine")
    return DATASETS
