"""What somebody wants changed."""

from typing import List, Optional

import pytest

from iop.intake.corrections import to_ask_again, to_remove
from iop.intake.draft import CONTACT, NAME, TIME


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("leave out my last name", ["last_name"]),
        ("remove the insurance please", ["insurer"]),
        ("don't send my email", ["email"]),
        ("take out my number", ["phone", "may_text", "may_voicemail"]),
        ("yes send it", []),
        ("my email is fine", []),
    ],
)
def test_what_to_leave_out(text: str, names: List[str]) -> None:
    assert to_remove(text) == names


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("the number is wrong", CONTACT),
        ("change my email", CONTACT),
        ("you got my name wrong", NAME),
        ("can i change the time", TIME),
        ("everything is right", None),
        ("yes", None),
    ],
)
def test_what_to_ask_again(text: str, question: Optional[str]) -> None:
    assert to_ask_again(text) == question
