"""Whom a call is to reach, and whose a number or a name is."""

import pytest

from iop.intake.details import read
from iop.intake.who_is_called import (
    calls_another,
    calls_instead,
    calls_somebody_else,
    calls_the_writer,
    calls_them_not_me,
    is_of_another,
)


def test_somebody_else_is_to_be_called() -> None:
    assert calls_somebody_else("actually call my mom instead, her name is Linda")
    assert not calls_somebody_else("call me instead of my mom")
    assert calls_somebody_else("mejor llamen a mi mamá")


@pytest.mark.parametrize(
    "text",
    [
        "call me not him",
        "actually dont call her shes gonna be mad call me instead",
        "please don't call my husband",
        "not her, me",
        "can you call me instead of my mom",
        "contact me, not my wife",
        "no llamen a mi esposo",
        "llámenme a mí, no a él",
        "no le llamen a ella",
    ],
)
def test_the_writer_is_to_be_called(text: str) -> None:
    assert calls_the_writer(text)
    assert not calls_another(text)


@pytest.mark.parametrize(
    "text",
    [
        "call me",
        "dont call him before 5",
        "call my mom instead",
        "call me after 5 instead of mornings",
        "don't tell my husband",
        "call me at work",
        "no llamen a mi casa",
        "no le llamen a él antes de las 5",
        "llámenme a mi celular",
    ],
)
def test_nothing_is_said_of_who_is_called_instead(text: str) -> None:
    assert not calls_the_writer(text)


@pytest.mark.parametrize("text", ["can you call him?", "please text her", "contact my wife"])
def test_another_is_called(text: str) -> None:
    assert calls_another(text)


@pytest.mark.parametrize("text", ["can i call him", "i call her every day", "don't call him", "call me, not him"])
def test_nobody_else_is_called(text: str) -> None:
    assert not calls_another(text)


@pytest.mark.parametrize("text", ["actually he doesnt know. call me instead", "call me instead of my mom"])
def test_the_writer_takes_the_place_of_somebody(text: str) -> None:
    assert calls_instead(text)
    assert not calls_instead("call me, not my husband")


@pytest.mark.parametrize(
    ("text", "another_is_called", "expected"),
    [
        ("her number is 303 555 0122", False, True),
        ("her name is Molly", False, True),
        ("Greg", True, True),
        ("Greg", False, False),
        ("my own number 303 555 0151", True, False),
        ("my name is Lucy", True, False),
        ("im Denise", True, False),
        ("su número es 303 555 0122", False, True),
        ("el número de mi mamá es 303 555 0122", False, True),
        ("mi número es 303 555 0122", True, False),
        ("me llamo Lucía", True, False),
    ],
)
def test_whose_a_name_or_number_is(text: str, another_is_called: bool, expected: bool) -> None:
    assert is_of_another(text, another_is_called) is expected


@pytest.mark.parametrize(
    ("said", "asked", "name", "note"),
    [
        ("He's Tom. I'm Alicia", "for_whom", "Tom", "asked for by Alicia"),
        ("I'm Mark, she's Lorna", "name", "Lorna", "asked for by Mark"),
        ("His name is Walter, I'm his daughter Jill", "name", "Walter", "asked for by his daughter Jill"),
        ("Se llama Leticia, yo soy su hija Paola", "name", "Leticia", "asked for by su hija Paola"),
        ("dad's name is Frank. his number is 303-555-0112", "contact", "Frank", "asked for by Kelsey"),
    ],
)
def test_the_one_who_is_called_is_the_one_to_ask_for(said: str, asked: str, name: str, note: str) -> None:
    known = {"first_name": "Kelsey"} if asked == "contact" else {}
    fields = read(said, asked=asked, known=known, another_is_called=True).fields
    assert (fields["first_name"], fields["note"]) == (name, note)


@pytest.mark.parametrize(
    "said", ["its for me, not him", "its for my dad not me", "wait its actually for me not my brother"]
)
def test_whom_it_is_for_says_nothing_of_the_call(said: str) -> None:
    assert not calls_the_writer(said)
    assert not calls_them_not_me(said)


@pytest.mark.parametrize("said", ["¿La pueden llamar a ella?", "llámenlo por favor", "call my paralegal Kim"])
def test_more_ways_to_have_somebody_else_called(said: str) -> None:
    assert calls_another(said)
