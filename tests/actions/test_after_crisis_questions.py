"""Questions and wishes that come after the crisis texts."""

from pathlib import Path

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.after_crisis import ActionAfterCrisis
from actions.so_far import WITH_HELP
from actions.turn import TURN, turn
from iop import safety
from iop.intake.draft import ORDER, SLOT, Draft
from tests.actions.aftermath import (
    SECOND,
    answer,
    crisis_words,
    is_over,
    said,
    short,
    tracker,
)
from tests.actions.entries import entry


async def test_an_unsure_answer_is_not_given() -> None:
    assert (await answer("do you have blankets?", "faq", sure=0.7))[0] == [SECOND]


@pytest.mark.parametrize(
    "text",
    [
        "whats next for him after the hospital",
        "can she come to you after",
        "would you take her when she gets discharged",
        "could he do iop once they let him out",
    ],
)
@pytest.mark.parametrize("intent", ["faq", "nlu_fallback"])
async def test_who_asks_what_comes_after_the_hospital_is_told(text: str, intent: str) -> None:
    there = turn("smalltalk")
    there["turn"][WITH_HELP] = True
    at_hospital = said("I am glad.", there)
    texts, _ = await answer(text, intent, crisis_words(), at_hospital, crisis="overdose_emergency")
    assert texts == [short("afterwards")]
    texts, _ = await answer(text, intent, crisis="overdose_emergency")
    assert texts == [short("doctors_first"), short("afterwards")]


async def test_news_and_a_question_in_one_message_are_both_heard() -> None:
    texts, _ = await answer("ok im going to the er. can i come to you after", "faq", crisis="medical_emergency")
    assert texts == [short("on_the_way"), short("afterwards")]
    texts, _ = await answer("they took him to the hospital, what does it cost", "faq", crisis="overdose_emergency")
    assert texts == [short("help_is_there"), "utter_faq/cost-total"]


async def test_doctors_come_before_an_answer_until_they_are_there() -> None:
    texts, _ = await answer("can i start monday", "faq", crisis="medical_emergency")
    assert texts == [short("doctors_first"), "utter_faq/cost-total"]
    there = turn("smalltalk")
    there["turn"][WITH_HELP] = True
    texts, _ = await answer(
        "can i start monday", "faq", crisis_words(), said("Good.", there), crisis="medical_emergency"
    )
    assert texts == ["utter_faq/cost-total"]


async def test_a_short_question_goes_on_with_an_answer() -> None:
    before = said("Yes, there is a list.", turn("answer"))
    assert (await answer("how long", "faq", crisis_words(), before))[0] == ["utter_faq/cost-total"]
    assert (await answer("tonight", "faq", crisis_words(), before))[0] == [SECOND]


@pytest.mark.parametrize("text", ["would iop help her", "does insurance tell her", "will you keep me on my medication"])
async def test_a_question_about_the_program_may_name_a_person(text: str) -> None:
    assert (await answer(text, "faq", sure=0.6))[0] == ["utter_faq/cost-total"]


async def test_a_question_about_the_program_in_spanish_is_answered_as_always() -> None:
    assert (await answer("qué horario tienen", "spanish_message"))[0] == ["utter_spanish_message"]
    assert (await answer("qué hago ahora", "spanish_message"))[0] != ["utter_spanish_message"]


@pytest.mark.parametrize(
    "text",
    [
        "what does it cost",
        "jk. what does it cost",
        "cost?",
        "i want to know the price",
        "and would they take my kids",
        "she lost her job does that matter",
        "do you guys take people after an overdose",
        "can she start iop tomorrow",
        "are you open tomorrow",
        "qué horario tienen",
        "cuánto cuesta",
        "does your program work with suicidal thoughts",
    ],
)
async def test_a_question_in_so_many_words_is_answered(text: str) -> None:
    texts, events = await answer(text, "faq")
    assert texts == ["utter_faq/cost-total"]
    assert not is_over(events)


@pytest.mark.parametrize("text", ["ok so when are ur groups", "is work an issue", "does the insurance pay"])
async def test_a_question_that_names_the_program_need_not_be_understood_for_sure(text: str) -> None:
    assert (await answer(text, "faq", sure=0.6))[0] == ["utter_faq/cost-total"]
    assert (await answer(text, "clarify", sure=0.3))[0] == ["utter_clarify"]


@pytest.mark.parametrize("text", ["what do i do", "can you help me", "should i go to work", "is he at home", "why me"])
async def test_what_may_be_about_the_danger_is_not_asked_back(text: str) -> None:
    assert (await answer(text, "clarify", sure=0.3))[0] == [SECOND]


@pytest.mark.parametrize("text", ["what about the groups", "do you take people who overdosed tonight"])
async def test_what_goes_on_about_the_danger_is_no_question(text: str) -> None:
    assert (await answer(text, "faq"))[0] == [SECOND]


@pytest.mark.parametrize("text", ["is there a number to text", "which hotline do i text", "can i text someone"])
async def test_who_asks_for_a_number_gets_that_of_those_who_help(text: str) -> None:
    (words,), _ = await answer(text, "faq", crisis="abuse_violence")
    assert "START to 88788" in words


async def test_a_question_that_was_offered_can_be_picked() -> None:
    offer = said("Which one?", turn("clarify", offered=[entry("cost-total"), entry("cost-detox")]))
    assert (await answer("the second", "faq", crisis_words(), offer))[0] == ["utter_faq/cost-total"]
    assert (await answer("the second", "faq"))[0] == [SECOND]


async def test_the_second_answer_ends_it() -> None:
    before = said("Yes.", turn("answer"))
    texts, events = await answer("what does it cost", "faq", crisis_words(), before)
    assert texts == ["utter_faq/cost-total"]
    assert is_over(events)
    assert events[-1]["name"] == "action_listen"


@pytest.mark.parametrize("text", ["call me", "can you call me tonight", "303 555 0142"])
async def test_a_call_that_is_asked_for_opens_the_form(text: str) -> None:
    texts, events = await answer(text, "request_callback")
    assert texts == []
    assert is_over(events)
    assert events[-1]["name"] == "intake_form"


@pytest.mark.parametrize("text", ["can someone text me not call", "could somebody please call me"])
async def test_a_text_or_call_that_is_asked_for_in_so_many_words_opens_the_form(text: str) -> None:
    texts, events = await answer(text, "nlu_fallback")
    assert texts == []
    assert events[-1]["name"] == "intake_form"


async def test_a_message_that_is_hardly_like_asking_for_a_call_opens_nothing() -> None:
    assert (await answer("i flushed them", "request_callback", sure=0.5))[0] == [SECOND]


@pytest.mark.parametrize("text", ["yes you can text me", "texts are fine", "you can leave a voicemail"])
async def test_an_answer_to_the_form_goes_on_with_it(text: str) -> None:
    begun = Draft(fields={"phone": "+13035550142"}, done=["contact"], asked="permission").as_slot()
    texts, events = await answer(text, "affirm", **{SLOT: begun})
    assert texts == []
    assert events[-1]["name"] == "intake_form"
    assert (await answer(text, "affirm"))[0] == [SECOND]


async def test_details_that_were_sent_can_be_asked_after() -> None:
    sent = Draft(fields={"phone": "+13035550142"}, done=list(ORDER), is_sent=True, changes=1).as_slot()
    assert (await answer("did you get it", "ask_if_sent", **{SLOT: sent}))[0] == ["utter_sent"]
    assert (await answer("did you get it", "ask_if_sent"))[0] == [SECOND]


async def test_details_can_always_be_deleted(var_folder: Path) -> None:
    assert (await answer("delete my details", "delete_details"))[0] == ["utter_intake_nothing_stored"]


@pytest.mark.parametrize("told", ["i have a gun here", "theres a razor next to me"])
async def test_who_has_the_means_at_hand_is_told_to_be_away_from_them_before_an_answer(told: str) -> None:
    report = turn("crisis", language="en")
    report[TURN]["route"] = "suicide_self"
    conversation = tracker("what does it cost", "faq", [], 0.95)
    conversation.events[:0] = [{"event": "user", "text": told, "timestamp": 0.0}, said("Call 988.", report)]
    dispatcher = CollectingDispatcher()
    await ActionAfterCrisis().run(dispatcher, conversation, {})
    assert dispatcher.messages[0]["text"] == short("away_first")
    assert dispatcher.messages[1]["response"] == "utter_faq/cost-total"


@pytest.mark.parametrize("text", ["they told me to find an iop", "my doctor recommended an intensive outpatient"])
async def test_who_was_sent_to_a_program_is_told_that_it_is_the_next_step(text: str) -> None:
    assert (await answer(text, "nlu_fallback"))[0] == [short("afterwards")]


@pytest.mark.parametrize("text", ["ok calling now", "im calling 911", "yes ill call them"])
async def test_who_calls_for_help_does_not_ask_to_be_called(text: str) -> None:
    texts, events = await answer(text, "request_callback", crisis="medical_emergency")
    assert texts == [short("calls_now")]
    assert not is_over(events)


@pytest.mark.parametrize("text", ["dont tell my mom", "are you calling the cops"])
async def test_who_fears_a_call_hears_what_is_most_urgent_as_long_as_a_body_is_in_need(text: str) -> None:
    texts, _ = await answer(text, "nlu_fallback", crisis="overdose_emergency")
    assert texts == [short("calls_nobody"), safety.urgent_words("overdose_emergency", "en", "web")]
    assert (await answer(text, "nlu_fallback"))[0] == [short("calls_nobody")]


@pytest.mark.parametrize(
    "text",
    ["is this a thing yall handle", "would she qualify", "so its a no then", "la pueden recibir", "can he join monday"],
)
async def test_who_asks_whether_somebody_can_be_helped_here_is_told_and_offered_a_call(text: str) -> None:
    texts, events = await answer(text, "nlu_fallback")
    assert texts[-1] in (short("can_come"), safety.short_words("can_come", "es", "web"))
    assert not is_over(events)
    before = said(short("can_come"), turn("answer"))
    assert (await answer("so its a no then", "nlu_fallback", crisis_words(), before))[0] == [short("afterwards")]


@pytest.mark.parametrize("text", ["can you help me", "would you do it", "do you take people who are dying tonight"])
async def test_what_is_about_the_danger_now_is_not_put_off(text: str) -> None:
    assert (await answer(text, "nlu_fallback"))[0] == [SECOND]


@pytest.mark.parametrize(
    "text",
    [
        "his number is 303 555 0142",
        "988 was no use. can somebody ring me",
        "can one of your people give me a call",
        "could i leave a number",
    ],
)
async def test_a_number_or_a_wish_for_a_call_opens_the_form(text: str) -> None:
    texts, events = await answer(text, "nlu_fallback")
    assert texts == []
    assert events[-1]["name"] == "intake_form"


@pytest.mark.parametrize("text", ["can you call him he has a gun", "the police number is 303 555 0142"])
async def test_help_that_is_to_be_called_opens_no_form(text: str) -> None:
    _, events = await answer(text, "nlu_fallback")
    assert not is_over(events)


async def test_nobody_is_asked_back_who_asks_nothing() -> None:
    assert (await answer("they are in the wall", "clarify", sure=0.9))[0] == [SECOND]
