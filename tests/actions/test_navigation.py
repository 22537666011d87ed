"""What a "yes" to an offer gets."""

import datetime as dt
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from actions.navigation import ActionAffirm
from actions.turn import turn
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


def yes(*offered: Dict[str, Any]) -> Tuple[List[str], Dict[str, Any]]:
    """Returns the responses to "yes" after an offer, and the slots that are set."""
    return affirmed(list(offered), [reply("Which one?", turn("clarify", offered=list(offered)))])


def reply(text: str, report: Dict[str, Any]) -> Dict[str, Any]:
    return {"event": "bot", "text": text, "metadata": report}


def affirmed(slot: List[Dict[str, Any]], replies: List[Dict[str, Any]]) -> Tuple[List[str], Dict[str, Any]]:
    """Returns the same after some replies, each to a message of its own."""
    dispatcher = CollectingDispatcher()
    message = {"text": "yes", "intent": {"name": "affirm"}, "entities": []}
    slots = {"offered": slot, "questions": ["About hours?"]}
    told = [*(event for one in replies for event in ({"event": "user"}, one)), {"event": "user"}]
    events = ActionAffirm().run(dispatcher, Tracker("c", slots, message, told, False, None, {}, ""), {})
    return [one["response"] for one in dispatcher.messages], {event["name"]: event["value"] for event in events}


def test_yes_answers_the_first_offer_and_admissions_sees_the_question() -> None:
    said, slots = yes(entry("summer-price", TODAY), entry("cost-total"))
    assert said == ["utter_faq/summer-price"]
    assert slots["offered"] is None
    assert slots["questions"] == ["About hours?", "About summer-price?"]


def test_yes_to_an_offer_that_expired_meanwhile_is_not_answered() -> None:
    said, slots = yes(entry("summer-price", YESTERDAY), entry("cost-total"))
    assert said == ["utter_dont_know"]
    assert slots["offered"] is None
    memory.finish()
    remembered = Unanswered(database(), Cipher(*settings().secrets())).all()
    assert [question.text for question in remembered] == ["About summer-price?"]


def test_yes_to_anything_else_answers_no_offer_of_before() -> None:
    offered = [entry("cost-total")]
    asked = reply("Which one?", turn("clarify", offered=offered))
    said, _ = affirmed(offered, [asked, reply("Anything else about the program?", turn("handoff"))])
    assert said == ["utter_ask_what"]
