"""E-mail addresses that are dictated, corrected, or mistyped after the @."""

import pytest

from iop.intake.contact import email_in
from iop.intake.mail import probably_meant


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("lee at lee dash co dot net", "lee@lee-co.net"),
        ("mary hyphen ann at yahoo dot com", "mary-ann@yahoo.com"),
        ("lee underscore smith at gmail dot com", "lee_smith@gmail.com"),
        ("ana guion bajo ruiz arroba gmail punto com", "ana_ruiz@gmail.com"),
    ],
)
def test_dictated_signs_are_written_out(text: str, address: str) -> None:
    assert email_in(text) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("oops gmail.com", "kate@gmail.com"),
        ("sorry its gmail not gmial", "kate@gmail.com"),
        ("@yahoo.com", "kate@yahoo.com"),
        ("no its acme.org", "kate@acme.org"),
        ("i meant kate.m@gmail.com", "kate.m@gmail.com"),
        ("mornings", None),
        ("i found you on yahoo", None),
        ("is turningpoint.com your site", None),
    ],
)
def test_the_host_of_an_address_is_corrected(text: str, address: str) -> None:
    assert email_in(text, "kate@gmial.com") == address


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a@gmial.com", "a@gmail.com"),
        ("a@gmail.con", "a@gmail.com"),
        ("a@gmai.com", "a@gmail.com"),
        ("a@yahooo.com", "a@yahoo.com"),
        ("a@gmail.com", None),
        ("a@ymail.com", None),
        ("a@mail.com", None),
        ("a@acme.com", None),
    ],
)
def test_a_host_with_one_slip_is_asked_about(written: str, meant: str) -> None:
    assert probably_meant(written) == meant
