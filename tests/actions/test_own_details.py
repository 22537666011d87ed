"""Answers about the details of a conversation, and what is said of them after the form."""

from typing import Any, Dict, List, Optional, Tuple

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import own_details
from actions.own_details import ActionWithDetails
from actions.turn import turn
from iop.intake.consent import consent_words
from iop.intake.draft import FORM, ORDER, SLOT, Draft
from tests.actions.form import Database

FIELDS = {"first_name": "Ann", "phone": "+13035550142", "best_time": "evenings"}


def given() -> Draft:
    return Draft(fields=dict(FIELDS), done=list(ORDER))


def sent() -> Draft:
    draft = given()
    draft.sent(1)
    return draft


def changing() -> Draft:
    draft = sent()
    draft.renew()
    draft.take({"phone": "+13035550199"})
    return draft


async def answer(
    text: str, draft: Optional[Draft], intent: str = "faq", before: str = "utter_greet"
) -> Tuple[List[Dict[str, Any]], List[Dict[str, Any]]]:
    """Returns the messages to one message outside the form, and the events."""
    reply = {"event": "bot", "text": "Hello.", "metadata": {**turn("intake"), "utter_action": before}}
    told = [{"event": "user"}, reply, {"event": "user"}]
    found = {"entities": [], "understanding": {"answers": []}}
    message = {"text": text, "intent": {"name": intent, "confidence": 0.9}, **found}
    slots = {SLOT: draft.as_slot() if draft else None}
    dispatcher = CollectingDispatcher()
    events = await ActionWithDetails().run(dispatcher, Tracker("c", slots, message, told, False, None, {}, ""), {})
    return dispatcher.messages, events


@pytest.mark.parametrize(
    ("draft", "response"),
    [
        (None, "utter_intake_held_nothing"),
        (Draft(), "utter_intake_held_nothing"),
        (Draft(is_withdrawn=True), "utter_intake_held_deleted"),
        (given(), "utter_intake_held"),
        (sent(), "utter_intake_held_sent"),
        (changing(), "utter_intake_held_change"),
    ],
)
@pytest.mark.parametrize("text", ["what do you have", "did you change it", "are you sure its cancelled"])
async def test_what_there_is_and_whether_it_was_sent(text: str, draft: Optional[Draft], response: str) -> None:
    messages, events = await answer(text, draft)
    assert [one["response"] for one in messages] == [response]
    assert events == []


async def test_a_change_under_way_is_told_apart_from_what_was_sent() -> None:
    (message,), _ = await answer("did you change my number", changing())
    assert "(303) 555-0142" in message["sent"]
    assert "(303) 555-0199" in message["summary"]


async def test_who_was_told_and_that_nobody_called() -> None:
    assert [one["response"] for one in (await answer("did you tell her anything", given()))[0]] == [
        "utter_intake_sees", "utter_intake_held",
    ]  # fmt: skip
    assert (await answer("nobody called me back", given()))[0][0]["response"] == "utter_intake_waiting"
    assert (await answer("nobody called me back", sent()))[0][0]["response"] == "utter_intake_waiting_sent"


@pytest.mark.parametrize(
    "text",
    [
        "actually can you make it mornings",
        "i need to change my number",
        "change the time to after 6pm",
        "call me not him",
        "mornings are better",
    ],
)
async def test_a_correction_after_sending_opens_the_form(text: str) -> None:
    for draft, expected in ((sent(), [FORM]), (given(), [])):
        _, events = await answer(text, draft)
        assert [event["name"] for event in events if event["event"] == "followup"] == expected


@pytest.mark.parametrize("text", ["do you have morning groups", "can i change groups", "what time is group"])
async def test_a_question_about_the_program_is_no_correction(text: str) -> None:
    assert not [event for event in (await answer(text, sent()))[1] if event["event"] == "followup"]


@pytest.mark.parametrize("text", ["cancel it", "no cancel that please", "please cancel"])
async def test_cancel_it_after_sending_is_the_call(text: str) -> None:
    messages, events = await answer(text, sent(), "nevermind")
    assert [one["response"] for one in messages] == ["utter_intake_withdrawn"]
    assert events[0]["value"]["is_withdrawn"]


@pytest.mark.parametrize("text", ["send it", "ok submit", "yes send it"])
async def test_send_it_goes_on_with_what_waits_and_says_what_was_sent(text: str) -> None:
    messages, events = await answer(text, given(), "ask_if_sent")
    assert (messages, [event["name"] for event in events]) == ([], [FORM])
    messages, events = await answer(text, sent(), "affirm")
    assert [one["response"] for one in messages] == ["utter_intake_held_sent"]
    assert events == []


async def test_what_it_is_needed_for_is_said_only_after_the_form() -> None:
    for before, expected in (("utter_intake_stopped", "utter_intake_why_contact"), ("utter_greet", "utter_dont_know")):
        messages, _ = await answer("what do you need it for", given(), "faq", before)
        assert [one["response"] for one in messages] == [expected]


@pytest.mark.parametrize(
    "text", ["dont text me anymore just call", "no more texts please", "nada de mensajes por favor"]
)
async def test_admissions_hears_of_a_refusal_at_once(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    base = Database()
    monkeypatch.setattr(own_details, "save", base.save)
    draft = sent()
    draft.fields["may_text"], draft.shown = True, consent_words().dict()
    messages, events = await answer(text, draft, intent="nlu_fallback")
    assert [one["response"] for one in messages] == ["utter_intake_held_sent"]
    assert base.stored[0]["may_text"] is False
    assert events[0]["value"]["fields"]["may_text"] is False


async def test_a_refusal_that_cannot_be_stored_opens_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    base = Database()
    base.is_down = True
    monkeypatch.setattr(own_details, "save", base.save)
    _, events = await answer("dont text me anymore just call", sent(), intent="nlu_fallback")
    assert [event["name"] for event in events] == [FORM]
