"""Answers of actions are checked as Rasa checks them. Imports TensorFlow, as the conversations do."""

from typing import Any, Dict

import pytest
from jsonschema import ValidationError

ANSWERS: Dict[str, Any] = {
    "nothing": {},
    "a slot and a text": {
        "events": [{"event": "slot", "timestamp": None, "name": "offered", "value": None}],
        "responses": [{"text": "Hello."}],
    },
    "events that are no list": {"events": "none", "responses": []},
    "an event without a name": {"events": [{"name": "offered"}], "responses": []},
    "a slot without a name": {"events": [{"event": "slot", "value": 1}], "responses": []},
    "responses that are texts": {"events": [], "responses": ["Hello."]},
    "a list": [],
}


@pytest.mark.parametrize("answer", list(ANSWERS.values()), ids=list(ANSWERS))
def test_our_check_says_what_rasas_own_says(answer: Any) -> None:
    from rasa.core.actions.action import RemoteAction

    from iop.dialogue.agent import CheckedAction

    said = []
    for kind in (RemoteAction, CheckedAction):
        try:
            said.append(kind("action_answer", None)._validate_action_result(answer))
        except ValidationError as error:
            said.append(error.path)
    assert said[0] == said[1]
    assert (said[0] is True) == (answer in (ANSWERS["nothing"], ANSWERS["a slot and a text"]))
