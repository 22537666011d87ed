"""How a name is spelled."""

from typing import Dict

import pytest

from iop.intake.details import read
from iop.intake.draft import CONFIRM, NAME
from iop.intake.name_spelling import respelled


@pytest.mark.parametrize(
    ("said", "known", "right"),
    [
        ("it should say Erin not Aaron", "Aaron", "Erin"),
        ("not jon, john", "Jon", "John"),
        ("katy with a y, katy", "Kati", "Katy"),
        ("its spelled s-h-e-r-i", "Sherry", "Sheri"),
        ("B R Y A N not Brian", "Brian", "Bryan"),
        ("no its joan", "Jo", "Joan"),
        ("yes except its Michaela", "Mikaela", "Michaela"),
        ("Joe", "Jo", "Joe"),
    ],
)
def test_a_name_is_put_right_at_the_summary(said: str, known: str, right: str) -> None:
    assert read(said, asked=CONFIRM, known={"first_name": known}).fields == {"first_name": right}


@pytest.mark.parametrize("said", ["not sure", "its ready now", "yes with a note", "i am a bit nervous", "no not yet"])
def test_other_words_put_no_name_right(said: str) -> None:
    known: Dict[str, str] = {"first_name": "Ray", "last_name": "Noteman"}
    assert respelled(said, known) == {}
    assert "first_name" not in read(said, asked=CONFIRM, known=known).fields


def test_a_name_may_be_spelled_letter_by_letter() -> None:
    assert read("its Rae, r-a-e", asked=NAME).fields == {"first_name": "Rae"}
    assert read("Devin d e v i n", asked=NAME).fields == {"first_name": "Devin"}
    assert read("Jon, thats j o h n", asked=NAME).fields == {"first_name": "John"}
