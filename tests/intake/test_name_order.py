"""Which of two names is the last one."""

from typing import Optional

import pytest

from iop.intake.details import read
from iop.intake.draft import CONFIRM, CONTACT, NAME


@pytest.mark.parametrize(
    ("said", "known", "asked", "first", "last"),
    [
        ("thats my last name, first name is Thuy", "Nguyen", CONTACT, "Thuy", "Nguyen"),
        ("that's my surname, im Andrea. 720 555 0124", "Lopez", CONTACT, "Andrea", "Lopez"),
        ("sorry Garcia is my last name, its Ramon", "Garcia", CONTACT, "Ramon", "Garcia"),
        ("Pérez es mi apellido, mi nombre es Ana", "Pérez", CONTACT, "Ana", "Pérez"),
        ("no my first name is Linh, Tran is the last name", "Tran", CONFIRM, "Linh", "Tran"),
        ("Tran is my last name. first name Linh", None, NAME, "Linh", "Tran"),
        ("my name is Joan and my last name is Smith", None, NAME, "Joan", "Smith"),
    ],
)
def test_the_last_name_is_told_apart(said: str, known: Optional[str], asked: str, first: str, last: str) -> None:
    fields = read(said, asked=asked, known={"first_name": known} if known else {}).fields
    assert (fields["first_name"], fields["last_name"]) == (first, last)
    assert "note" not in fields


def test_a_name_beside_a_question_is_read() -> None:
    assert read("Chris. does it cost a lot?", asked=NAME).fields == {"first_name": "Chris"}
    assert "first_name" not in read("is this confidential?", asked=NAME).fields
