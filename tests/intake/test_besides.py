"""What a message tells beside the details."""

from typing import List

import pytest

from iop.intake.besides import told_besides
from iop.intake.details import read
from iop.intake.draft import CONFIRM, EXTRAS, NAME, PERMISSION, TIME


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("he is 16", ["he is 16"]),
        ("getting discharged Friday", ["getting discharged Friday"]),
        ("got no insurance no car", ["got no insurance no car"]),
        ("can somebody call me about my daughter she is 17", ["she is 17"]),
        ("my wife needs help shes 72 can someone call me", ["shes 72"]),
        ("I was referred by Dr. Feldman. Please call me.", ["I was referred by Dr. Feldman"]),
        ("want to start next week. call me", ["want to start next week"]),
        ("text first please", ["text first please"]),
        ("how much is it? i have no car", ["i have no car"]),
        ("my husband monitors our phone", ["my husband monitors our phone"]),
    ],
)
def test_what_no_detail_holds_is_told_in_the_persons_words(text: str, told: List[str]) -> None:
    assert told_besides(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "thats what i have",
        "idk what i have",
        "i'm so scared lol",
        "good morning, i need some help please",
        "please have somone call me",
        "i dont want to say who i am",
        "will you tell him i called?",
        "do i have to be on the call",
        "i was wondering if you take couples",
        "he drinks every day",
        "its 30355 5",
    ],
)
def test_fillers_questions_and_health_tell_nothing(text: str) -> None:
    assert told_besides(text) == []


def test_the_words_of_details_tell_nothing_more() -> None:
    assert (
        told_besides("Linda Ortega, cigna", [{"first_name": "Linda", "last_name": "Ortega", "insurer": "Cigna"}]) == []
    )
    assert told_besides("united healthcare", [{"insurer": "UnitedHealthcare"}], ["united healthcare"]) == []


@pytest.mark.parametrize(
    ("text", "asked", "note"),
    [
        ("Mike, her name is Jenna", NAME, "her name is Jenna"),
        ("Anita Raman, UCHealth", NAME, "UCHealth"),
        ("no i share my phone with my mom", PERMISSION, "no i share my phone with my mom"),
        ("after 3 im a teacher", TIME, "im a teacher"),
        ("he lives in fort collins", EXTRAS, "he lives in fort collins"),
        ("make it thursday, he has no car", CONFIRM, "he has no car"),
    ],
)
def test_it_becomes_the_note_whatever_was_asked(text: str, asked: str, note: str) -> None:
    known = {"for_whom": "loved_one", "best_time": "monday"}
    assert read(text, asked=asked, known=known).fields["note"] == note


def test_what_puts_a_detail_right_is_no_note() -> None:
    assert "note" not in read("it should say Erin not Aaron", asked=CONFIRM, known={"first_name": "Aaron"}).fields


@pytest.mark.parametrize(
    "said",
    ["State Farm? no wait thats my car", "Allstate. oh wait no, that's my car one", "i dont have it memorized hold on"],
)
def test_what_is_taken_back_or_said_of_this_chat_is_no_note(said: str) -> None:
    assert told_besides(said) == []


def test_who_told_somebody_to_come_is_noted() -> None:
    assert told_besides("my attorney told me to sign up") == ["my attorney told me to sign up"]
