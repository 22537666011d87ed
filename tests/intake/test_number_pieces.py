"""A phone number that comes in several messages."""

from functools import reduce
from typing import List, Optional

import pytest

from iop.intake.number_pieces import joined, piece_in


@pytest.mark.parametrize(
    "messages",
    [
        ["303", "555", "0142"],
        ["my number is 303", "555", "0147 no wait 0142"],
        ["555 0142", "sorry 303"],
        ["303 555 01", "42"],
        ["it's 303", "555-0142"],
        ["1111111", "303", "555", "0142"],
    ],
)
def test_pieces_make_a_number(messages: List[str]) -> None:
    assert reduce(joined, (piece_in(one) or "" for one in messages), "").endswith("3035550142")


@pytest.mark.parametrize("piece", ["555", "12345", "42"])
def test_what_begins_no_number(piece: str) -> None:
    assert joined("", piece) == ""


@pytest.mark.parametrize(
    ("text", "piece"), [("303", "303"), ("303?", None), ("Room 303", None), ("303-555-0142", None), ("hi", None)]
)
def test_what_is_a_piece(text: str, piece: Optional[str]) -> None:
    assert piece_in(text) == piece
