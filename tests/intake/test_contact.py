"""Phone numbers and e-mail addresses."""

from typing import List, Optional

import pytest

from iop.facility import facility
from iop.intake import contact
from iop.intake.contact import (
    email_in,
    has_no_contact,
    is_cut_short,
    is_foreign,
    is_like_contact,
    is_not_valid,
    other_numbers_in,
    phone_in,
    tells_contact,
    wants_mail,
    without_contact,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(303)555-0142", "+13035550142"),
        ("303.555.0142", "+13035550142"),
        ("three oh three five five five oh one four two", "+13035550142"),
        ("303 five five five 0142", "+13035550142"),
        ("303 555 0155 sorry i mean 303 555 0156", "+13035550156"),
        ("its 303 555 0157 not 303 555 0155", "+13035550157"),
        ("303 555 0158 or at work 303 555 0159", "+13035550158"),
        ("don't call 720 555 0403 its my husbands, use 303 555 0404", "+13035550404"),
        ("my moms number is 720 555 0406 mine is 303 555 0407", "+13035550407"),
        ("call my mom, her number is 720 555 0406", "+17205550406"),
        ("303 555 0408 is my cell, 720 555 0409 is my husband's", "+13035550408"),
        ("please do not call 720 555 0403", None),
        ("please don\u2019t call 720 555 0403", None),
        ("its 720-555-0155... wait 0156", "+17205550156"),
        ("call me at 720 555 0155, no sorry 720 555 0165", "+17205550165"),
        ("reach me on 720-555-0155, actually use 303-555-0165", "+13035550165"),
        ("my number is 720 555 0155 dana please call. shoot, i meant 0165", "+17205550165"),
        ("call me. im jo, 720 555 0155. oops 0165 at the end", "+17205550165"),
        ("mi número es 720 555 0155 soy Ana, perdón es 0165", "+17205550165"),
        ("sorry to bother you, its 720 555 0155 or at work 303 555 0165", "+17205550155"),
        ("call me at 720 555 0155, no texts, my code is 1234", "+17205550155"),
        ("i called 303-555-0142 twice and nobody answers, mine is 720-555-0155", "+17205550155"),
        ("my work is 303 555 0155, dont call there, call 720 555 0165", "+17205550165"),
        ("303 555 0155 is my old number. use 720 555 0165", "+17205550165"),
        ("your number 303-555-0142 was busy", None),
        ("720 555 0155, last digit is 9", "+17205550159"),
        ("720 555 0155, sorry it ends in 1107", "+17205551107"),
        ("720 555 0155, actually 5 pm is better", "+17205550155"),
        ("555-0142", None),
        ("123 456 7890", None),
        ("303-555-01425", None),
        ("from 2 to 4, 3 days a week, $3,000", None),
    ],
)
def test_phone_numbers(text: str, number: Optional[str]) -> None:
    assert phone_in(text) == number


def test_the_end_of_the_known_number_is_corrected() -> None:
    assert phone_in("sorry last digit is 9", known="+17205550155") == "+17205550159"
    assert phone_in("last 4 digits are 0177", known="+17205550155") == "+17205550177"
    assert phone_in("no, es 0177 al final", known="+17205550155") == "+17205550177"
    assert phone_in("sorry its 720 555 0156 not 0155", known="+17205550155") == "+17205550156"
    assert phone_in("termina en 0177", known="+17205550155") == "+17205550177"
    assert phone_in("my last drink was 9 days ago", known="+17205550155") is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Dan@Example.com", "Dan@example.com"),
        ("dan dot lopez at gmail dot com", "dan.lopez@gmail.com"),
        ("kay underscore b at gmail dot com", "kay_b@gmail.com"),
        ("kay.b @ gmail .com", "kay.b@gmail.com"),
        ("jose punto ruiz arroba gmail punto com", "jose.ruiz@gmail.com"),
        ("use tess@gmail.com not tes@gmail.com", "tess@gmail.com"),
        ("gwen.smith@gmail,com", "gwen.smith@gmail.com"),
        ("dan@gmail", None),
        ("meet me at noon dot", None),
    ],
)
def test_addresses(text: str, address: Optional[str]) -> None:
    assert email_in(text) == address


def test_contact_is_taken_out_of_a_text() -> None:
    assert "555" not in without_contact("dan 720-555-0188 evenings")
    assert "@" not in without_contact("dan, dan@example.com")
    assert without_contact("dan 720-555-0188 evenings").split() == ["dan", ",", "evenings"]


def test_only_contact_tells_contact() -> None:
    assert tells_contact("720 555 0188")
    assert not tells_contact("my zip is 80203 and it costs $3,000")


def test_what_looks_like_contact_may_be_only_a_part_of_it() -> None:
    assert is_like_contact("303 555 014")
    assert is_like_contact("ann@")
    assert not is_like_contact("i am 34")


@pytest.mark.parametrize("text", ["i don't have a phone", "i don\u2019t have an email", "my phone is broken"])
def test_somebody_has_no_phone(text: str) -> None:
    assert has_no_contact(text)
    assert not has_no_contact("call my phone")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("555-0123", True),
        ("call me its 555 0123", True),
        ("my number is 55501234", True),
        ("303 555 0123", False),
        ("80203-1234", False),
        ("ann@example.com", False),
        ("9 to 12", False),
    ],
)
def test_a_number_that_is_cut_short(text: str, expected: bool) -> None:
    assert is_cut_short(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("email then", True), ("just email please", True), ("email me the price", False), ("no", False)],
)
def test_who_will_give_an_address(text: str, expected: bool) -> None:
    assert wants_mail(text) is expected


@pytest.mark.parametrize(("text", "cut", "wrong"), [("720 555 01", True, False), ("555-201-3344", False, True)])
def test_a_number_that_cannot_be_called(text: str, cut: bool, wrong: bool) -> None:
    assert (is_cut_short(text), is_not_valid(text)) == (cut, wrong)
    assert not is_not_valid("303 555 0142")


def test_digits_one_by_one_with_commas() -> None:
    assert phone_in("7 2 0, 5 5 5, 0 1 2 9") == "+17205550129"


@pytest.mark.parametrize("said", ["+44 20 7946 0958", "my number is +52 55 1234 5678"])
def test_a_number_of_another_country_is_told_apart(said: str) -> None:
    assert phone_in(said) is None
    assert is_foreign(said)
    assert not is_foreign(f"{said} or 303-555-0142")


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Erin 303-555-0158 Joe 303-555-0159", ["Joe 303-555-0159"]),
        ("cell 303-555-0158, home 303-555-0159 at night", ["home 303-555-0159 at night"]),
        ("303-555-0158, sorry 303-555-0159", []),
        ("303-555-0158, his number is 303-555-0159", []),
        ("303-555-0158, i called 303-555-0142", []),
    ],
)
def test_one_more_number_is_not_lost(text: str, others: List[str]) -> None:
    assert other_numbers_in(text) == others


def test_the_number_of_a_centre_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    assert phone_in("303-555-0142") == "+13035550142"
    monkeypatch.setattr(contact, "facility", lambda: facility().copy(update={"example": False}))
    assert phone_in("303-555-0142") is None
