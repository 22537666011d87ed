"""Whose name is told: that of who writes, or of whom it is for; and what is no name."""

from typing import Any, Dict, Optional

import pytest

from iop.intake.details import read
from iop.intake.draft import CONFIRM, CONTACT, NAME, PERMISSION, TIME, Draft

FOR_A_SON = {"for_whom": "loved_one", "first_name": "Tyler", "phone": "+13035550142"}


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("im Linda", PERMISSION),
        ("mine? Linda", CONTACT),
        ("im his aunt Linda", PERMISSION),
        ("this is his mom Linda", TIME),
        ("ask for me not him, im Linda", PERMISSION),
        ("ask for me, Linda", CONFIRM),
    ],
)
def test_who_writes_is_named_beside_whom_it_is_for(said: str, asked: str) -> None:
    assert read(said, asked=asked, known=FOR_A_SON).fields == {"first_name": "Linda"}


@pytest.mark.parametrize("said", ["im scared", "i'm Really Worried", "this is urgent"])
def test_how_somebody_is_is_no_second_name(said: str) -> None:
    assert "first_name" not in read(said, asked=PERMISSION, known=FOR_A_SON).fields


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("Mark Friday", "Mark", "Friday"),
        ("My name is Noah Best", "Noah", "Best"),
        ("Domingo", "Domingo", None),
        ("My Name Is Max Power, ok?", "Max", "Power"),
        ("it's me, Ken", "Ken", None),
        ("you can just say Bo", "Bo", None),
        ("its nate btw", "Nate", None),
        ("my name? Kim", "Kim", None),
        ("its for Patience but talk to me, Gwen", "Gwen", None),
        ("is the last name required", None, None),
    ],
)
def test_names_are_neither_lost_nor_made_up(said: str, first: Optional[str], last: Optional[str]) -> None:
    found = read(said, asked=NAME, known={"for_whom": "self"}).fields
    assert (found.get("first_name"), found.get("last_name")) == (first, last)
    assert "best_time" not in found


def test_a_surname_that_is_a_word_ends_no_label() -> None:
    assert "last_name" not in read("name: Jane Best time: 5pm, 303-555-0142").fields


def test_the_name_of_whom_it_is_for_is_noted_beside_that_of_who_writes() -> None:
    found = read("my name is Russ, 303-555-0142. for my wife Angie. mornings").fields
    assert (found["first_name"], found["note"]) == ("Russ", "about Angie")
    assert read("Donna", asked=PERMISSION, known=FOR_A_SON).fields == {"first_name": "Donna", "note": "about Tyler"}


def test_of_two_people_both_are_noted() -> None:
    assert read("Erin and Joe", asked=NAME).fields == {"first_name": "Erin", "note": "Erin and Joe"}
    found = read("Erin 303-555-0142 Joe 720-555-0199", asked=CONTACT).fields
    assert (found["phone"], found["note"]) == ("+13035550142", "Joe 720-555-0199")


def draft(**fields: Any) -> Draft:
    begun = Draft()
    begun.take({**FOR_A_SON, **fields})
    return begun


def test_whom_it_is_for_stays_in_the_note() -> None:
    begun = draft()
    begun.take({"first_name": "Linda"}, own=True)
    assert (begun.fields["first_name"], begun.fields["note"]) == ("Linda", "about Tyler")


def test_a_client_is_not_named_in_the_note() -> None:
    begun = draft(for_whom="referral")
    begun.take({"first_name": "Linda"}, own=True)
    assert (begun.fields["first_name"], begun.fields.get("note")) == ("Linda", None)


def test_who_writes_is_noted_where_another_is_called() -> None:
    begun = draft()
    begun.calls_another = True
    begun.take({"first_name": "Linda"}, own=True)
    assert (begun.fields["first_name"], begun.fields["note"]) == ("Tyler", "asked for by Linda")


@pytest.mark.parametrize("told", [{"first_name": "Tylor"}, {"first_name": "Ty", "last_name": "Reed"}])
def test_the_same_name_in_other_words_is_a_correction(told: Dict[str, str]) -> None:
    begun = draft()
    begun.take(told, own=True)
    assert (begun.fields["first_name"], begun.fields.get("note")) == (told["first_name"], None)


def test_the_writers_number_is_not_sent_with_anothers_name() -> None:
    begun = draft()
    begun.take({"phone": "+17205550199"}, own=True)
    assert begun.next() == NAME


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [("Oscar", "Oscar", None), ("Kaiser Jones", "Kaiser", "Jones")],
)
def test_a_name_that_is_an_insurers_is_a_name_where_we_asked_for_one(
    said: str, first: str, last: Optional[str]
) -> None:
    found = [{"entity": "insurer", "value": said.split()[0], "start": 0, "end": len(said.split()[0])}]
    fields = read(said, found, asked=NAME).fields
    assert (fields.pop("first_name"), fields.pop("last_name", None)) == (first, last)
    assert fields == {}
    assert read("Aetna", [{"entity": "insurer", "value": "Aetna", "start": 0, "end": 5}], asked=NAME).fields == {
        "insurer": "Aetna"
    }
