"""A number that is taken off the note."""

from typing import Optional

import pytest

from iop.intake.noted_numbers import note_without_number

NOTE = "work is 303 555 0177; not at home"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("take the work number off", "not at home"),
        ("dont use my work phone", "not at home"),
        ("remove the other number please", "not at home"),
        ("take the home number off", None),
        ("my work number is better", None),
    ],
)
def test_the_note_without_a_number(text: str, note: Optional[str]) -> None:
    assert note_without_number(text, NOTE) == note
