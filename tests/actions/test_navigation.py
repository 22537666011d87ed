"""What a "yes" to an offer gets."""

from typing import Any, Dict, List, Tuple

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.navigation import ActionAffirm
from actions.turn import turn
from iop.intake.draft import FORM
from tests.actions.entries import TODAY, YESTERDAY, entry, remembered


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
    assert [question.text for question in remembered()] == ["About summer-price?"]


def test_yes_to_anything_else_answers_no_offer_of_before() -> None:
    offered = [entry("cost-total")]
    asked = reply("Which one?", turn("clarify", offered=offered))
    said, _ = affirmed(offered, [asked, reply("Anything else about the program?", turn("handoff"))])
    assert said == ["utter_ask_what"]


def test_yes_to_the_spanish_offer_of_a_call_opens_the_form() -> None:
    dispatcher = CollectingDispatcher()
    message = {"text": "sí", "intent": {"name": "affirm"}, "entities": []}
    told = [
        {"event": "user"},
        reply('o escriba "llámenme" y le llamamos en español', turn("fallback")),
        {"event": "user"},
    ]
    events = ActionAffirm().run(dispatcher, Tracker("c", {}, message, told, False, None, {}, ""), {})
    assert [event["name"] for event in events] == [FORM]
