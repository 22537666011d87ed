"""A request to be called beside something else."""

import pytest

from iop.intake.requests import asks_for_call


@pytest.mark.parametrize(
    "text",
    [
        "its for my brother, call me",
        "Hi. Can someone reach out? Dr. Patel, psychiatrist, referring a patient",
        "my son needs help. please call me back",
        "can i schedule an assessment",
        "can i make an appointment for tuesday",
        "id like to book an intake please",
    ],
)
def test_one_clause_asks_for_a_call(text: str) -> None:
    assert asks_for_call(text)


@pytest.mark.parametrize(
    "text",
    [
        "do you take aetna, call me",
        "when do you call me",
        "call me crazy, but i like it",
        "can i call you",
        "they call me a lot",
        "how do i schedule an assessment",
        "what is an assessment",
    ],
)
def test_a_question_or_a_story_asks_for_none(text: str) -> None:
    assert not asks_for_call(text)


@pytest.mark.parametrize(
    "text",
    [
        "im a firefighters wife. can you call me discreetly",
        "can someone contact me without my husband finding out",
        "can i be called about iop",
        "can someone call me quietly, my kids sleep",
    ],
)
def test_a_request_says_how_or_about_what(text: str) -> None:
    assert asks_for_call(text)


def test_a_question_about_a_bill_asks_for_no_call() -> None:
    assert not asks_for_call("can you call me about my bill")
