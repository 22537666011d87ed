from typing import Any, Dict, List

import pytest
from rasa_sdk import Tracker

from actions.memory import question_of


def tracker(text: str, name: str) -> Tracker:
    entities: List[Dict[str, Any]] = [
        {"entity": "person", "start": text.index(name), "end": text.index(name) + len(name)}
    ]
    message = {"text": text, "entities": entities}
    return Tracker("one", {}, message, [], False, None, {}, "action_listen")


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("did Lil Juan de Cruz pay", "did [person] pay"),
        ("did little Juan de Cruz pay", "did little [person] [person] [person] pay"),
        ("does dependency count", "does dependency count"),
    ],
)
def test_a_part_keeps_no_name_even_where_its_words_were_written_out(part: str, kept: str) -> None:
    assert question_of(tracker("did Lil Juan de Cruz pay n does dependency count", "Lil Juan de Cruz"), part) == kept
