"""A yes to the summary, and what is said beside it."""

import pytest

from iop.intake.agreement import agreement_in


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "yep all good thx",
        "that works for me",
        "yes, thank you so much. i really need this",
        "yes please im so scared",
        "looks good, send it!",
        "ok thank you",
        "\U0001f44d thanks",
        "yes plz call me asap",
        "sí gracias, muchas gracias",
        "si, por favor",
        "Yes!!! Thank you \U0001f64f",
        "yes i can't wait",
        "yeah i already told you",
        "y thx",
        "yes im ready to change my life",
        "yes thats my number",
    ],
)
def test_thanks_and_feelings_leave_a_yes_plain(text: str) -> None:
    found = agreement_in(text)
    assert found is not None
    assert found.is_plain


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "great",
        "thanks",
        "cool thanks",
        "ok bye",
        "ok how much is it",
        "correct my name",
        "send it to my email",
        "send nothing",
        "good question",
        "yall are slow",
        "si mi esposo contesta cuelguen",
        "y no oye bien",
        "nope",
    ],
)
def test_what_is_no_clear_yes_is_none(text: str) -> None:
    assert agreement_in(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("yes. also do you take pets", "do you take pets"),
        ("sure but what does it cost", "what does it cost"),
        ("yes and my husband is kevin", "my husband is kevin"),
        ("s\u00ed, y mi esposo se llama Luis", "mi esposo se llama Luis"),
    ],
)
def test_what_is_said_beside_it_is_kept_word_for_word(text: str, rest: str) -> None:
    found = agreement_in(text)
    assert found is not None
    assert (found.rest, found.is_plain) == (rest, False)


@pytest.mark.parametrize(
    ("text", "leaves_it"),
    [
        ("yes and my husband is kevin", True),
        ("yes. shes in a wheelchair", True),
        ("yes but he is deaf", False),
        ("yes if its free", False),
        ("yes no", False),
        ("yes stop", False),
        ("yes call my other number", False),
        ("yes i have a question", False),
        ("sí, pero no me llamen", False),
    ],
)
def test_a_condition_or_a_change_does_not_leave_it_as_shown(text: str, leaves_it: bool) -> None:
    found = agreement_in(text)
    assert found is not None
    assert found.leaves_it_as_shown is leaves_it


@pytest.mark.parametrize(
    ("text", "waits"), [("yes but what does it cost", False), ("yes but first tell me the price", True)]
)
def test_a_yes_may_wait_for_an_answer(text: str, waits: bool) -> None:
    found = agreement_in(text)
    assert found is not None
    assert found.waits_for_an_answer is waits
