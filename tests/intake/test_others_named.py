"""The names of people who are only spoken of."""

from typing import Optional

import pytest

from iop.intake.details import read
from iop.intake.draft import CONFIRM, EXTRAS, NAME


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("i talked with a lady named Brenda on monday. Carl Jensen 303-555-0161", "Carl"),
        ("I was referred by Dr. Feldman. Call 303-555-0161. Thank you. - Harold Weiss", "Harold"),
        ("Nurse Kelly told me to call. Dan Brooks 303-555-0161", "Dan"),
        ("my therapist is called Joy, call me 303-555-0161", None),
        ("please call my dad Bill hes ready 303 555 0103 im his daughter Katie", "Bill"),
        ("can someone call my mom, her name is Rosa, 720 555 0231", "Rosa"),
    ],
)
def test_the_one_to_ask_for_is_named(text: str, name: Optional[str]) -> None:
    assert read(text, asks_for_call=True).fields.get("first_name") == name


def test_a_title_of_ones_own_is_kept() -> None:
    assert read("Dr. Amir Khan, Denver Health", asked=NAME).fields["first_name"] == "Amir"
    assert read("My name is Officer Grant", asked=NAME).fields["last_name"] == "Grant"


def test_a_known_name_is_not_replaced_by_that_of_another() -> None:
    known = {"first_name": "Teresa", "for_whom": "loved_one"}
    assert "first_name" not in read("He has a case worker named Joy", asked=EXTRAS, known=known).fields


def test_who_writes_is_noted_where_somebody_else_is_to_be_called() -> None:
    found = read("the name to call is Bill, im Katie", asked=CONFIRM, known={"first_name": "Katie"}).fields
    assert (found["first_name"], found["note"]) == ("Bill", "asked for by Katie")
