"""What is said in answer to a question, from what understanding found."""

import datetime as dt
from pathlib import Path
from typing import Any, Dict, List, Optional

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.answers import ActionAnswer

TODAY = dt.date.today()
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _stored(var_folder: Path) -> Any:
    yield
    memory.finish()


def entry(name: str, expires: Optional[dt.date] = None) -> Dict[str, Any]:
    about = {"id": name, "topic": "cost", "question": f"About {name}?", "depends_on_insurer": False}
    return {**about, "expires": expires and expires.isoformat()}


def said(*answers: Dict[str, Any]) -> List[str]:
    """Returns the names of the responses to a message that asks for these entries."""
    found = {"answers": list(answers), "rest": [], "choices": [], "confidence": 0.9}
    message = {"text": "what is the summer price", "intent": {}, "entities": [], "understanding": found}
    dispatcher = CollectingDispatcher()
    ActionAnswer().run(dispatcher, Tracker("c", {}, message, [], False, None, {}, ""), {})
    return [message["response"] for message in dispatcher.messages]


def test_on_its_last_day_an_entry_is_still_answered() -> None:
    assert said(entry("summer-price", TODAY)) == ["utter_faq/summer-price"]


def test_an_entry_that_expired_since_the_training_is_not_answered() -> None:
    assert said(entry("summer-price", YESTERDAY)) == ["utter_dont_know"]
    assert said(entry("summer-price", YESTERDAY), entry("cost-total")) == ["utter_faq/cost-total"]
