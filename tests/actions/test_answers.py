"""What is said in answer to a question, from what understanding found."""

from typing import Any, Dict, List, Sequence, Tuple

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import ActionAnswer, ActionClarify
from actions.message import named_insurer
from iop import safety
from tests.actions.entries import TODAY, YESTERDAY, entry, remembered

TEXT = "what is the summer price, and can Dana paint the walls"


def run(action: Action, text: str = TEXT, **found: Any) -> Tuple[List[Dict[str, Any]], Dict[str, Any]]:
    """Returns the messages that an action says to what understanding found, and the slots that it sets."""
    empty: Dict[str, Any] = {"answers": [], "rest": [], "choices": [], "also": [], "unanswered": [], "confidence": 0.9}
    at = TEXT.index("Dana")
    named = [{"entity": "person", "start": at, "end": at + 4, "value": "Dana"}] if text == TEXT else []
    message = {"text": text, "intent": {}, "entities": named, "understanding": {**empty, **found}}
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, Tracker("c", {}, message, [], False, None, {}, ""), {})
    return dispatcher.messages, {event["name"]: event.get("value") for event in events}


def said(*answers: Dict[str, Any], also: Sequence[str] = (), unanswered: Sequence[str] = ()) -> List[str]:
    """Returns the names of the responses to a message that asks for these entries, and for more."""
    messages, _ = run(ActionAnswer(), answers=list(answers), also=list(also), unanswered=list(unanswered))
    return [message["response"] for message in messages]


def test_other_parts_of_a_message_get_their_lines() -> None:
    lines = said(entry("cost-total"), also=["ask_jobs"], unanswered=["can Dana paint the walls"])
    assert lines == ["utter_faq/cost-total", "utter_ask_jobs", "utter_part_unanswered"]
    assert [question.text for question in remembered()] == ["can [person] paint the walls"]


def test_the_closest_answer_is_called_so_and_staff_hear_of_the_question() -> None:
    assert said({**entry("cost-total"), "is_far": True}) == ["utter_closest", "utter_faq/cost-total"]
    assert [question.text for question in remembered()] == [
        "what is the summer price, and can [person] paint the walls"
    ]


def test_on_its_last_day_an_entry_is_still_answered() -> None:
    assert said(entry("summer-price", TODAY)) == ["utter_faq/summer-price"]


def test_an_entry_that_expired_since_the_training_is_not_answered() -> None:
    assert said(entry("summer-price", YESTERDAY)) == ["utter_dont_know"]
    assert said(entry("summer-price", YESTERDAY), entry("cost-total")) == ["utter_faq/cost-total"]


def test_an_entry_that_expired_since_the_training_is_not_offered() -> None:
    over, valid = entry("summer-price", YESTERDAY), entry("cost-total")
    messages, slots = run(ActionAnswer(), answers=[entry("cost-plans")], rest=[over, valid])
    assert [button["title"] for button in messages[-1]["buttons"]] == ["About cost-total?"]
    assert slots["offered"] == [valid]
    messages, slots = run(ActionClarify(), choices=[over, valid])
    assert [button["title"] for button in messages[0]["buttons"]] == ["About cost-total?"]
    assert slots["offered"] == [valid]


def test_where_all_that_could_be_offered_expired_nothing_is() -> None:
    over = entry("summer-price", YESTERDAY)
    messages, slots = run(ActionAnswer(), answers=[entry("cost-total")], rest=[over])
    assert [message["response"] for message in messages] == ["utter_faq/cost-total"]
    assert slots["offered"] is None
    messages, _ = run(ActionClarify(), choices=[over])
    assert [message["response"] for message in messages] == ["utter_dont_know"]


@pytest.mark.parametrize(
    ("after", "named"),
    [
        (" of Michigan?", "Blue Cross of Michigan"), (" texas ppo", "Blue Cross of Texas"),
        (" of ca", "Blue Cross of California"), (" of Colorado", "Blue Cross"), (" or cigna", "Blue Cross"),
        (" in my plan", "Blue Cross"), ("", "Blue Cross"),
    ],
)  # fmt: skip
def test_the_plan_of_another_state_has_another_name(after: str, named: str) -> None:
    text = f"do you take blue cross{after}"
    found = {"entity": "insurer", "start": 12, "end": 22, "value": "Blue Cross"}
    message = {"text": text, "entities": [found]}
    assert named_insurer(Tracker("c", {}, message, [], False, None, {}, "")) == named


def test_a_single_choice_is_asked_about_as_one() -> None:
    one, other = entry("cost-total"), entry("cost-plans")
    responses = [run(ActionClarify(), choices=choices)[0][0]["response"] for choices in ([one], [one, other])]
    assert responses == ["utter_clarify_one", "utter_clarify"]


def test_who_is_in_no_danger_and_only_wants_a_call_gets_the_form() -> None:
    messages, _ = run(ActionAnswer(), "no im not suicidal, i just want a call", answers=[entry("cost-total")])
    assert messages == []
    messages, _ = run(ActionAnswer(), "no im not suicidal. what does it cost", answers=[entry("cost-total")])
    assert [message["response"] for message in messages] == ["utter_faq/cost-total"]


@pytest.mark.parametrize("text", ["i told you it was a month ago", "no that was in october, im ok now"])
def test_a_mere_correction_in_time_is_no_question(text: str) -> None:
    messages, _ = run(ActionAnswer(), text, answers=[entry("cost-total")])
    assert [message["text"] for message in messages] == [safety.short_words("thanks_for_saying", "en", "web")]
    messages, _ = run(ActionAnswer(), f"{text}. what does it cost", answers=[entry("cost-total")])
    assert [message["response"] for message in messages] == ["utter_faq/cost-total"]
