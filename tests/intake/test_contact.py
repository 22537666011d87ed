"""Phone numbers and e-mail addresses."""

from typing import Optional

import pytest

from iop.intake.contact import email_in, phone_in, tells_contact, without_contact


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
        ("555-0142", None),
        ("123 456 7890", None),
        ("303-555-01425", None),
        ("from 2 to 4, 3 days a week, $3,000", None),
    ],
)
def test_phone_numbers(text: str, number: Optional[str]) -> None:
    assert phone_in(text) == number


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Dan@Example.com", "Dan@example.com"),
        ("dan dot lopez at gmail dot com", "dan.lopez@gmail.com"),
        ("kay underscore b at gmail dot com", "kay_b@gmail.com"),
        ("kay.b @ gmail .com", "kay.b@gmail.com"),
        ("jose punto ruiz arroba gmail punto com", "jose.ruiz@gmail.com"),
        ("use tess@gmail.com not tes@gmail.com", "tess@gmail.com"),
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
