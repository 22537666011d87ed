from typing import List

import pytest

from iop.intake.words import agreeing_words
from iop.understanding.follow_up import asks_amount_anew, ids, is_bare, leans, may_lean, picked, tells_age, wonders

OFFERED = ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1", ["a"]), ("2", ["b"]), ("#3 please", ["c"]), ("the second one", ["b"]), ("The first.", ["a"]),
        ("option 2", ["b"]), ("last one", ["c"]), ("yes", ["a"]), ("Yes please!", ["a"]), ("sí", ["a"]),
        ("1 and 3", ["a", "c"]), ("all of them", ["a", "b", "c"]), ("both", ["a", "b", "c"]), ("one", ["a"]),
    ],
)  # fmt: skip
def test_picks(text: str, chosen: List[str]) -> None:
    assert picked(text, OFFERED) == chosen


@pytest.mark.parametrize("word", sorted({*agreeing_words(), "please", "exactly", "great"}))
def test_every_word_of_agreement_picks_the_first(word: str) -> None:
    assert picked(word, OFFERED) == ["a"]


@pytest.mark.parametrize(
    "text",
    ["no", "how much is it", "4", "do you have one bathroom", "two weeks", "is it okay to bring my dog", "", "?"],
)
def test_what_is_no_pick(text: str) -> None:
    assert picked(text, OFFERED) == []


def test_nothing_offered_nothing_picked() -> None:
    assert picked("1", []) == []


@pytest.mark.parametrize(
    "text",
    [
        "and with Medicaid?",
        "what about weekends",
        "how much is that one",
        "for her too?",
    ],
)
def test_pieces_lean_on_what_was_said_before(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("how often", True),
        ("for how many weeks", True),
        ("ok and until what time?", True),
        ("how long does that take you", True),
        ("why", True),
        ("how much", False),
        ("how long is it", False),
        ("where is it", False),
        ("how often do you drug test", False),
    ],
)
def test_bare_questions_name_no_subject(text: str, bare: bool) -> None:
    assert is_bare(text) is bare


@pytest.mark.parametrize(("text", "may"), [("teens?", True), ("how much", True), ("do you have yoga there", False)])
def test_very_short_pieces_may_lean_without_saying_so(text: str, may: bool) -> None:
    assert may_lean(text) is may


@pytest.mark.parametrize("text", ["Where are you located exactly?", "Do you take Aetna insurance", "how do i sign up"])
def test_whole_questions_stand_alone(text: str) -> None:
    assert not leans(text)


@pytest.mark.parametrize(
    ("text", "question", "anew"),
    [
        ("and for how many weeks", "How many hours a day is it?", True),
        ("how long is that", "How many days a week is it?", True),
        ("how many weeks", "Are there payment plans?", False),
        ("and weekends", "How many hours a day is it?", False),
    ],
)
def test_an_amount_after_an_amount_is_asked_anew(text: str, question: str, anew: bool) -> None:
    assert asks_amount_anew(text, question) is anew


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("he's 17", True),
        ("My son is 16.", True),
        ("im only 24", True),
        ("80 years old", True),
        ("he's 17 and uses fentanyl", False),
        ("im 2 months sober", False),
        ("17 sessions", False),
    ],
)
def test_an_age_is_told_with_nothing_else(text: str, tells: bool) -> None:
    assert tells_age(text) is tells


@pytest.mark.parametrize("context", [None, {}, {"asked": None}, {"asked": "x"}, {"asked": [1, {}]}])
def test_a_strange_context_has_no_ids(context: object) -> None:
    assert ids(context, "asked") == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("really?", True), ("oh really", True), ("how tho", True), ("why not", True), ("ok and then", True),
        ("you sure", True), ("how much", False), ("why do you test", False), ("really bad anxiety", False),
        ("then call me", False),
    ],
)  # fmt: skip
def test_some_messages_only_doubt_what_was_said(text: str, doubts: bool) -> None:
    assert wonders(text) is doubts
