"""Somebody else reads the texts or hears the voicemails."""

import pytest

from iop.intake.permission import permission_in
from iop.intake.seen_by_others import hears_voicemails, looks_at_phone, reads_texts


def test_who_reads_and_who_hears() -> None:
    assert reads_texts("my husband reads my texts")
    assert hears_voicemails("my mom listens to the voicemails")
    assert looks_at_phone("she checks my phone")
    assert not reads_texts("i read your website")


@pytest.mark.parametrize(
    ("said", "text"),
    [("she checks my phone", False), ("text ok but dont leave a message, she checks the phone", True)],
)
def test_what_is_allowed_beside_it_is_allowed(said: str, text: bool) -> None:
    assert permission_in(said) == {"may_text": text, "may_voicemail": False}
