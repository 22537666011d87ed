"""What is said in answer to a question, from what understanding found."""

import datetime as dt
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.answers import ActionAnswer
from iop.knowledge.unanswered import Unanswered
from iop.settings import settings
from iop.storage.encryption import Cipher
from iop.storage.engine import database

TODAY = dt.date.today()
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _stored(var_folder: Path) -> Any:
    yield
    memory.finish()


def entry(name: str, expires: Optional[dt.date] = None) -> Dict[str, Any]:
    about = {"id": name, "topic": "cost", "question": f"About {name}?", "depends_on_insurer": False}
    return {**about, "expires": expires and expires.isoformat()}


def said(*answers: Dict[str, Any], also: Sequence[str] = (), unanswered: Sequence[str] = ()) -> List[str]:
    """Returns the names of the responses to a message that asks for these entries, and for more."""
    found = {"answers": list(answers), "rest": [], "choices": [], "confidence": 0.9}
    found.update(also=list(also), unanswered=list(unanswered))
    text = "what is the summer price, and can Dana paint the walls"
    named = {"entity": "person", "start": text.index("Dana"), "end": text.index("Dana") + 4, "value": "Dana"}
    message = {"text": text, "intent": {}, "entities": [named], "understanding": found}
    dispatcher = CollectingDispatcher()
    ActionAnswer().run(dispatcher, Tracker("c", {}, message, [], False, None, {}, ""), {})
    return [message["response"] for message in dispatcher.messages]


def test_other_parts_of_a_message_get_their_lines() -> None:
    lines = said(entry("cost-total"), also=["ask_jobs"], unanswered=["can Dana paint the walls"])
    assert lines == ["utter_faq/cost-total", "utter_ask_jobs", "utter_part_unanswered"]
    memory.finish()
    remembered = Unanswered(database(), Cipher(*settings().secrets())).all()
    assert [question.text for question in remembered] == ["can [person] paint the walls"]


def test_on_its_last_day_an_entry_is_still_answered() -> None:
    assert said(entry("summer-price", TODAY)) == ["utter_faq/summer-price"]


def test_an_entry_that_expired_since_the_training_is_not_answered() -> None:
    assert said(entry("summer-price", YESTERDAY)) == ["utter_dont_know"]
    assert said(entry("summer-price", YESTERDAY), entry("cost-total")) == ["utter_faq/cost-total"]
