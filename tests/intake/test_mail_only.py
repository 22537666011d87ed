"""Who wants to be written to, and not called."""

import pytest

from iop.intake.mail_only import wants_only_mail


@pytest.mark.parametrize(
    "text",
    [
        "only email",
        "just email me",
        "email instead",
        "send it to my email not my phone",
        "no phone, email",
        "solo correo",
    ],
)
def test_letters_take_the_place_of_calls(text: str) -> None:
    assert wants_only_mail(text)


@pytest.mark.parametrize(
    "text",
    ["email better", "call or email", "i dont have email only phone", "email too, not only phone", "only email?", "no"],
)
def test_these_words_leave_the_number(text: str) -> None:
    assert not wants_only_mail(text)
