from typing import List

import pytest

from iop.understanding.segments import clauses, is_question, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hi! How much is it?", ["Hi!", "How much is it?"]),
        ("Dr. Smith sent me. Do you take Aetna?", ["Dr. Smith sent me.", "Do you take Aetna?"]),
        ("I take 20 mg. of Prozac, e.g. at night. Ok?", ["I take 20 mg. of Prozac, e.g. at night.", "Ok?"]),
        ("He is 23. He drinks.", ["He is 23.", "He drinks."]),
        ("1. cost\n2. hours", ["cost", "hours"]),
        ("1) cost 2) hours", ["cost", "hours"]),
        ("- cost\n- drug tests", ["cost", "drug tests"]),
        ("one line\nand another", ["one line", "and another"]),
        ("...  ?! \n 👍", []),
        ("", []),
    ],
)
def test_sentences(text: str, parts: List[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == parts


@pytest.mark.parametrize(
    "text",
    [
        "do you take aetna",
        "And what does it cost",
        "I was wondering about the hours",
        "Hi, can I come at night",
        "yoga?",
    ],
)
def test_questions(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["My son is 23.", "He has been drinking since June", "We live in Aurora."])
def test_statements(text: str) -> None:
    assert not is_question(text)


def test_items_of_a_list_ask() -> None:
    assert [sentence.asks for sentence in sentences("I need:\n- cost\n- hours")] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("how much is it and do you take cigna", ["how much is it", "do you take cigna"]),
        ("is it confidential, where are you", ["is it confidential", "where are you"]),
        ("price, location, hours", ["price", "location", "hours"]),
        ("do you come Monday, Wednesday and Friday", ["do you come Monday, Wednesday and Friday"]),
        ("Do you treat depression, anxiety, and PTSD?", ["Do you treat depression, anxiety, and PTSD?"]),
        ("what does it cost also do you drug test", ["what does it cost", "do you drug test"]),
        ("yoga", ["yoga"]),
        ("is yoga part of it or is that extra", ["is yoga part of it", "is that extra"]),
        (
            "my wife says no, how do I get her in, and can I talk to someone",
            ["my wife says no, how do I get her in", "can I talk to someone"],
        ),
        ("do you take it, and if they deny it what do I do", ["do you take it", "if they deny it what do I do"]),
    ],
)
def test_clauses(text: str, parts: List[str]) -> None:
    assert clauses(text) == parts
