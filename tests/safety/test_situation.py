"""Whose danger it is, and where: which texts of a kind of danger fit."""

import pytest

from iop.safety import Verdict, check, crisis_messages
from iop.safety.lexicon import shared_lexicon
from iop.safety.normalise import read
from iop.safety.situation import ON_THE_ROAD, SOMEBODY_ELSE, situation


def found(route, text):
    return situation(route, read(text).words, shared_lexicon().classes["kin"])


@pytest.mark.parametrize(
    "text",
    [
        "my daughter keeps hurting herself, can you help her",
        "i found out that my nephew has been cutting",
        "her arms are full of cuts",
        "there are fresh cuts on my sons arm",
        "my girlfriend is burning herself again",
        "my niece hides a razor in her room",
        "mi hija se corta los brazos",
    ],
)
def test_somebody_else_hurts_themselves(text):
    assert found("self_harm", text) == SOMEBODY_ELSE


@pytest.mark.parametrize(
    "text",
    [
        "i cut myself again",
        "my mom found out that i cut",
        "my kid saw the cuts on my arm",
        "i burn my legs when he leaves",
        "since my dad died i cut",
        "my husband does not know that i hurt myself",
        "urge to cut",
        "me corto cuando estoy sola",
    ],
)
def test_the_writer_hurts_themselves(text):
    assert found("self_harm", text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("my mom is drunk and getting in the car", ON_THE_ROAD),
        ("i drank a lot and im about to drive home", ON_THE_ROAD),
        ("mi papa esta borracho y quiere manejar", ON_THE_ROAD),
        ("im drunk and driving over to kill him", None),
        ("im drunk in my truck outside his house", None),
        ("i want to hurt my boss", None),
    ],
)
def test_driving_after_drinking_is_told_from_other_threats(text, wanted):
    assert found("harm_others", text) == wanted


def test_other_kinds_of_danger_have_the_usual_texts():
    assert found("suicide_self", "my mom is drunk and driving and i want to die") is None
    assert found(None, "my son is 16") is None


@pytest.mark.usefixtures("trained")
def test_a_verdict_carries_the_situation_to_the_texts():
    verdict = check("my son cut himself again last night")
    assert (verdict.route, verdict.situation) == ("self_harm", SOMEBODY_ELSE)
    assert crisis_messages(verdict, "web") != crisis_messages(Verdict("self_harm"), "web")
