"""The right end of a phone number that was given, and other things that end in digits."""

import pytest

from iop.intake.contact import phone_in
from iop.intake.number_ends import right_end

KNOWN = "+13035550142"


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("sorry last digit is 9", "9"),
        ("my number's last digit is 9", "9"),
        ("last two digits should be 45", "45"),
        ("last four are 4242", "4242"),
        ("the last 4 of my number are 4242", "4242"),
        ("it ends with 0145", "0145"),
        ("it ends in 0145 not 0142", "0145"),
        ("the number is wrong, it ends in 0145", "0145"),
        ("i made a mistake, my phone number ends in 0145", "0145"),
        ("i work until my shift ends in 5 hours and my number ends in 45", "45"),
        ("hi its Ann again, last digit is 9", "9"),
    ],
)
def test_the_end_of_the_number_is_corrected(text: str, digits: str) -> None:
    assert right_end(text) == digits
    assert phone_in(text, KNOWN) == KNOWN[: -len(digits)] + digits


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("sorry its 0128 at the end", "+13035550128"),
        ("0128 for the last four", "+13035550128"),
        ("not 42, 28", "+13035550128"),
        ("no not 42 its 28", "+13035550128"),
        ("i put 0142 but its 0128", "+13035550128"),
        ("oops 0128", "+13035550128"),
        ("0128*", "+13035550128"),
        ("wait it should be 0128", "+13035550128"),
        ("sorry the area code is 720", "+17205550142"),
        ("720 is the area code not 303", "+17205550142"),
        ("its 720 not 303", "+17205550142"),
    ],
)
def test_a_part_of_the_number_is_corrected(text: str, number: str) -> None:
    assert phone_in(text, KNOWN) == number


@pytest.mark.parametrize(
    "text",
    [
        "sorry 1230",
        "no 10 not 11",
        "call at 2 not 42",
        "wait 0128 is my door code",
        "his area code is 720",
        "its 451 not 303",
        "my dad is 42 not 28",
        "80203",
    ],
)
def test_what_is_no_part_of_the_number_corrects_nothing(text: str) -> None:
    assert phone_in(text, KNOWN) is None


@pytest.mark.parametrize(
    "text",
    [
        "i get off when my shift ends in 5 hours",
        "my lease ends in 10 days",
        "my lease ends in 2026",
        "my lease is up and it ends in 10",
        "it ends in 5 hours",
        "coverage ends with 2025",
        "my insurance card ends in 4242",
        "my card, last four 4242",
        "my social's last four are 4242",
        "my ssn last 4 is 4242",
        "my member number ends in 4242",
        "my husband's number ends in 99",
        "it's my dad's phone, last digit is 9",
        "number ending in 42",
        "use the number ending in 99",
        "use the one that ends in 99",
        "i have 3 kids, the last two are 12 and 14",
        "call at 5 no 1730",
        "my zip is 80203 sorry 8021",
    ],
)
def test_the_end_of_something_else_changes_no_number(text: str) -> None:
    assert phone_in(text, KNOWN) is None
    assert phone_in(f"720 555 0188, {text}") == "+17205550188"


def test_a_whole_number_is_no_end() -> None:
    assert phone_in("my last number was 720 555 0188", KNOWN) == "+17205550188"


def test_without_a_number_there_is_no_end() -> None:
    assert phone_in("last four are 4242") is None


def test_the_end_that_is_named_with_the_wrong_one() -> None:
    assert phone_in("wait, its 0149 not 0142", "+13035550142") == "+13035550149"
    assert phone_in("at 11 not 10", "+13035550142") is None
