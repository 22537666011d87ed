"""The lexicon tries only patterns that can match, and finds what trying all of them finds."""

import json
from typing import List

import pytest

from iop.safety.lexicon import Lexicon, mark, shared_lexicon
from iop.safety.normalise import read
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def messages() -> List[str]:
    lines = (ROOT / "benchmarks" / "data" / "metaphors.jsonl").read_text(encoding="utf-8").splitlines()
    written = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "data" / "safety" / "utterances").iterdir())]
    said = [line.strip(" -\"'") for text in written for line in text.splitlines()]
    return [json.loads(line)["text"] for line in lines if "text" in json.loads(line)] + said[::7]


def test_nothing_is_missed_that_trying_every_pattern_finds(messages: List[str]) -> None:
    quick, slow = shared_lexicon(), Lexicon()
    slow._by_word.clear()
    slow._always = list(range(len(slow._patterns)))
    found = 0
    for message in messages:
        marked = mark(read(message).sentences)
        matches = quick.find(marked)
        assert matches == slow.find(marked), message
        found += len(matches)
    assert found > 100


def test_few_patterns_are_tried(messages: List[str]) -> None:
    lexicon = Lexicon()
    looked: List[int] = []

    real = lexicon._patterns
    lexicon._patterns = _Counting(real, looked)  # type: ignore[assignment]
    for message in messages[:100]:
        lexicon.find(mark(read(message).sentences))
    assert len(looked) < 100 * len(real) / 4


class _Counting:
    def __init__(self, patterns: List[object], looked: List[int]) -> None:
        self._patterns, self._looked = patterns, looked

    def __getitem__(self, number: int) -> object:
        self._looked.append(number)
        return self._patterns[number]
