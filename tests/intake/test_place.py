"""The state or ZIP, and the insurer."""

from typing import Dict, List, Optional

import pytest

from iop.intake.details import read
from iop.intake.draft import EXTRAS, TIME
from iop.intake.place import insurer_in, language_in, region_in

HUMANA: List[Dict[str, object]] = [{"entity": "insurer", "value": "Humana", "start": 10, "end": 16}]


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("seguro de Humana", None),
        ("SEGURO DE HUMANA", None),
        ("de", "DE"),
        ("Dover, DE", "DE"),
        ("denver co", "CO"),
        ("blue cross of texas", None),
        ("bcbs of illinois", None),
        ("florida blue", None),
        ("texas, blue cross", "TX"),
        ("my plan is aetna and i live in ohio", "OH"),
    ],
)
def test_a_state_is_no_word_of_an_insurer(said: str, region: Optional[str]) -> None:
    assert region_in(said, asked=True) == region


def test_the_insurer_of_a_state_keeps_its_name() -> None:
    found = [{"entity": "insurer", "value": "Blue Cross"}]
    assert read("blue cross of texas", found, EXTRAS).fields == {"insurer": "Blue Cross of Texas"}
    assert read("seguro de Humana", HUMANA, EXTRAS).fields == {"insurer": "Humana"}


def test_a_state_with_its_zip_is_read_at_every_question() -> None:
    assert read("Colorado 80202", asked=TIME).fields == {"region": "80202"}


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("i live in california but im staying in denver", "im staying in denver"),
        ("80202, my daughter will drive me", "my daughter will drive me"),
        ("Colorado, no insurance", None),
    ],
)
def test_what_else_is_told_at_the_last_question_is_a_note(said: str, note: Optional[str]) -> None:
    assert read(said, asked=EXTRAS).fields.get("note") == note


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("polish if possible", "Polish"),
        ("english or spanish", "English, Spanish"),
        ("ingles o español", "English, Spanish"),
    ],
)
def test_either_of_two_languages(text: str, language: str) -> None:
    assert language_in(text, asked=True) == language


@pytest.mark.parametrize(
    ("text", "name", "insurer"),
    [
        ("Cigna PPO", "Cigna", "Cigna PPO"),
        ("united healthcare choice plus", "UnitedHealthcare", "UnitedHealthcare choice plus"),
        ("aetna, i choose mornings", "Aetna", "Aetna"),
    ],
)
def test_the_kind_of_plan_stays_with_the_insurer(text: str, name: str, insurer: str) -> None:
    assert insurer_in(text, [{"entity": "insurer", "value": name}]) == insurer


@pytest.mark.parametrize(
    ("text", "insurer"),
    [("self pay", "self-pay"), ("no insurance right now", "none"), ("how do i self pay", None)],
)
def test_who_has_no_insurer_may_say_so(text: str, insurer: Optional[str]) -> None:
    assert insurer_in(text) == insurer
