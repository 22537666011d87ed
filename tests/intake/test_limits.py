"""A limit to what is allowed is kept."""

from typing import Any, Dict

import pytest

from iop.intake.details import read
from iop.intake.draft import PERMISSION
from iop.intake.limits import limited_in

BOTH = {"may_text": True, "may_voicemail": True}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "voicemail but only my name",
            {"may_text": False, "may_voicemail": True, "note": "voicemail but only my name"},
        ),
        ("ok if its just your first name", {**BOTH, "note": "ok if its just your first name"}),
        ("yes but only after 5 and dont say rehab", {**BOTH, "best_time": "only after 5", "note": "dont say rehab"}),
        ("yes as long as its after 4", {**BOTH, "best_time": "after 4"}),
        ("sí pero no digan de dónde llaman", {**BOTH, "note": "no digan de dónde llaman"}),
    ],
)
def test_what_is_allowed_is_kept_with_its_limit(said: str, found: Dict[str, Any]) -> None:
    assert read(said, asked=PERMISSION).fields == found


@pytest.mark.parametrize("said", ["yes but no voicemail", "both but text is better", "text only please", "just text"])
def test_another_way_is_no_limit(said: str) -> None:
    assert limited_in(said) is None
