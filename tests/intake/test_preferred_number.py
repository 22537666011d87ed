"""Which of several numbers is to be used."""

import pytest

from iop.intake.contact import phone_in


@pytest.mark.parametrize(
    ("said", "phone"),
    [
        ("office is 970-555-0120, cell 970-555-0121. cell is better", "+19705550121"),
        ("970-555-0120 is work, 970-555-0121 is my cell, prefer cell", "+19705550121"),
        ("cell 970-555-0121, office 970-555-0120 but please only call the cell", "+19705550121"),
        ("home 303-555-0101 or work 303-555-0102, use cell during the day", "+13035550101"),
    ],
)
def test_the_preferred_number_counts(said: str, phone: str) -> None:
    assert phone_in(said) == phone


@pytest.mark.parametrize("said", ["3 oh 3 - 5 5 5 - 0 1 0 8", "three oh 3, 555, oh one 08"])
def test_words_among_digits_are_read(said: str) -> None:
    assert phone_in(said) == "+13035550108"
