"""Another spelling or another name where one was read back."""

from typing import Optional

import pytest

from iop.intake.renaming import renamed


@pytest.mark.parametrize(
    ("text", "known", "name"),
    [
        ("it should say Devin not Devon", "Devon", "Devin"),
        ("not Cate, Kate", "Cate", "Kate"),
        ("yes except its Raymond", "Jo", "Raymond"),
        ("ray with an e at the end. raye", "Ray", "raye"),
        ("the name is spelled Sara no h", "Sarah", "Sara"),
        ("no, es Luisa", "Luis", "Luisa"),
        ("Joe", "Jo", "Joe"),
        ("its fine", "Jo", None),
        ("its monday", "Jo", None),
        ("its me", "Mel", None),
        ("job", "Jo", None),
        ("Jo", "Jo", None),
        ("mornings not evenings", "Jo", None),
    ],
)
def test_the_right_name_is_read(text: str, known: str, name: Optional[str]) -> None:
    assert renamed(text, {"first_name": known}) == name
