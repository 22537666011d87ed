"""What somebody tells admissions beside the details."""

from typing import Optional

import pytest

from iop.intake.remarks import is_for_them, remark_in, tells_of_somebody


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hes hard of hearing", "hes hard of hearing"),
        ("also i use a wheelchair", "i use a wheelchair"),
        ("note: ring twice", "ring twice"),
        ("by the way, im vegan", "im vegan"),
        ("una nota: no oye bien", "no oye bien"),
        ("court ordered by Denver county", "court ordered by Denver county"),
        ("and tell them im new in town", "tell them im new in town"),
        ("hm well you know", None),
        ("asdf", None),
        ("idk", None),
        ("i dont understand", None),
        ("im not sure about this", None),
        ("i changed my mind", None),
        ("i just want it sent", None),
        ("no entiendo", None),
    ],
)
def test_a_remark_is_kept_in_the_persons_words(text: str, told: Optional[str]) -> None:
    assert remark_in(text) == told


def test_what_is_for_admissions_says_so() -> None:
    assert is_for_them("can you tell her its about my brother")
    assert not is_for_them("can you tell me the price")


def test_a_remark_may_begin_with_whom_it_is_about() -> None:
    assert tells_of_somebody("ok but i dont have a car")
    assert not tells_of_somebody("use my other one")
