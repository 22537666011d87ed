from typing import List

import pytest

from iop.understanding.segments import CLAUSES_AT_MOST
from iop.understanding.shared_beginnings import sharing_a_beginning
from tests.reading_time import CHARACTERS, SECONDS, at_most


@pytest.mark.parametrize(
    ("clause", "questions"),
    [
        ("can i keep my therapist and my meds", ["can i keep my therapist", "can i keep my meds"]),
        ("must i give up my vape and my phone", ["must i give up my vape", "must i give up my phone"]),
        (
            "ok do you guys help with gambling and take blue cross",
            ["ok do you guys help with gambling", "ok do you guys take blue cross"],
        ),
        (
            "do you do medication, one on one and yoga",
            ["do you do medication", "do you do one on one", "do you do yoga"],
        ),
        ("is there help with rides & copays", ["is there help with rides", "is there help with copays"]),
        ("need info on hours and pricing", ["need info on hours", "need info on pricing"]),
        ("what are the hours and the cost", ["what are the hours", "what are the cost"]),
        ("you got evening groups and a psychiatrist", ["you got evening groups", "you got a psychiatrist"]),
    ],
)
def test_each_question_has_the_beginning(clause: str, questions: List[str]) -> None:
    assert sharing_a_beginning(clause) == questions


@pytest.mark.parametrize(
    "clause",
    [
        "do you take aetna",
        "what is the difference between this and inpatient",
        "do you treat drinking and depression together",
        "can i come on saturdays, i work all week",
        "can i bring my dog and if not why",
        "do you take people on methadone or suboxone",
        "me and my wife both drink",
        "do you take aetna and what does it cost",
        "can my son come and sit in the room while all the other people in there are talking",
    ],
)
def test_one_question_stays_whole(clause: str) -> None:
    assert sharing_a_beginning(clause) == [clause]


def test_a_long_list_is_one_question() -> None:
    clause = "do you treat " + " and ".join(["meth"] * (CLAUSES_AT_MOST + 1))
    assert sharing_a_beginning(clause) == [clause]


@pytest.mark.parametrize("words", ["do you ", "do you help with ", "is there ", "and my ", "to get to ", " , "])
def test_repeated_words_are_read_soon(words: str) -> None:
    text = f"do you take {words * (CHARACTERS // len(words))}"
    with at_most(SECONDS, text):
        sharing_a_beginning(text)
