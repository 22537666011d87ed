"""What is said of a death, and what only sounds like it."""

import pytest

from actions.loss import grief_stays, tells_of_a_death


@pytest.mark.parametrize(
    "text",
    [
        "my brother overdosed and died last night",
        "we buried my best friend yesterday, it was pills",
        "my uncle hung himself in may",
        "my wife shot herself two weeks ago",
        "shes gone, i found her",
    ],
)
def test_a_death_is_heard(text):
    assert tells_of_a_death(text)


@pytest.mark.parametrize(
    "text",
    [
        "my dad died and i need help",
        "my mom died of drinking, do you have a grief group?",
        "my phone died",
        "my brother overdosed",
        "my husband is gone for the week",
        "he left",
        "my dad died ten years ago and i drink",
    ],
)
def test_what_says_more_or_no_death_is_not(text):
    assert not tells_of_a_death(text)


def test_what_stays_of_grief_is_told_from_questions():
    assert grief_stays("i keep seeing him lying there")
    assert not grief_stays("can you tell me the hours?")
