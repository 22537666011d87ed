"""A yes to the summary: what it sends, and what is said beside it."""

import pytest

from actions import intake_turn
from iop.intake.draft import Draft
from tests.actions.form import FIELDS, SAVED, Database, at_the_summary, turn

pytestmark = pytest.mark.usefixtures("base")


@pytest.mark.parametrize(
    "text",
    [
        "yep all good thx",
        "that works",
        "yes, thank you so much. i really need this",
        "yes please. im so scared",
        "ok thanks",
        "stop asking just send it",
        "i already said yes",
        "yes bye",
        "s\u00ed, muchas gracias",
    ],
)
@pytest.mark.parametrize("intent", ["thank", "goodbye", "nevermind", "nlu_fallback"])
async def test_a_yes_with_thanks_or_feelings_sends(base: Database, text: str, intent: str) -> None:
    said, draft = await turn(at_the_summary(), text, intent=intent)
    assert (said, base.stored) == ([SAVED], [FIELDS])
    assert draft.is_sent


@pytest.mark.parametrize("text", ["great", "great thanks", "thanks", "ok bye", "ok how much is it", "good question"])
async def test_what_is_no_clear_yes_sends_nothing(base: Database, text: str) -> None:
    await turn(at_the_summary(), text)
    assert base.stored == []


@pytest.mark.parametrize("text", ["yes. also do you take pets", "yes but what does it cost", "sure, is there parking?"])
async def test_a_question_beside_the_yes_is_answered_once_it_is_sent(base: Database, text: str) -> None:
    about = {"id": "pets", "topic": "other", "question": "Pets?", "depends_on_insurer": False}
    said, _ = await turn(at_the_summary(), text, {"answers": [about], "confidence": 0.3}, "faq")
    assert (said, base.stored) == ([SAVED, "utter_faq/pets"], [FIELDS])


async def test_a_question_beside_the_yes_that_has_no_answer_is_for_the_call(
    base: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_turn, "remember", lambda *_: None)
    said, _ = await turn(at_the_summary(), "yes. do you have a pool", intent="nlu_fallback")
    assert (said, base.stored) == ([SAVED, "utter_intake_for_the_call"], [FIELDS])


@pytest.mark.parametrize(
    "text",
    [
        "yes but first tell me what it costs",
        "yes if it is free",
        "yes but can you use my other number",
        "yes but only call my work",
        "yes wait",
        "yes no",
        "yes i have a question",
        "yes but why do you need my name",
        "yeah actually no",
    ],
)
async def test_a_yes_with_a_condition_or_a_change_sends_nothing(base: Database, text: str) -> None:
    await turn(at_the_summary(), text, intent="nlu_fallback")
    assert base.stored == []


async def test_a_remark_beside_the_yes_is_offered_as_a_note_once_it_is_sent(base: Database) -> None:
    said, draft = await turn(at_the_summary(), "yes and my husband is kevin", intent="ask_patient_status")
    assert (said, base.stored) == ([SAVED, "utter_intake_add_note"], [FIELDS])
    said, _ = await turn(Draft(**draft.as_slot()), "yes", intent="affirm")
    assert (said, base.stored[1:]) == ([SAVED], [{**FIELDS, "note": "my husband is kevin"}])
    said, draft = await turn(draft, "no", intent="deny")
    assert said == ["utter_intake_stopped_change"]
    assert (draft.is_sent, draft.fields) == (True, FIELDS)


async def test_a_remark_beside_the_yes_that_is_for_the_call_is_not_offered(base: Database) -> None:
    said, draft = await turn(at_the_summary(), "yes. i also drink", intent="faq")
    assert (said, base.stored) == ([SAVED, "utter_intake_sensitive"], [FIELDS])
    assert draft.is_sent


async def test_never_mind_send_it_sends_also_after_a_no(base: Database) -> None:
    _, draft = await turn(at_the_summary(), "nope")
    said, _ = await turn(draft, "nevermind send it", intent="nevermind")
    assert (said, base.stored) == ([SAVED], [FIELDS])


async def test_when_they_call_is_a_question_and_no_wish(base: Database) -> None:
    about = {"id": "when", "topic": "contact", "question": "When?", "depends_on_insurer": False}
    said, _ = await turn(at_the_summary(), "yes, when will they call", {"answers": [about], "confidence": 0.9}, "faq")
    assert said == [SAVED, "utter_faq/when"]
