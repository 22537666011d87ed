"""Whether we may text or leave a voicemail: "no" until the person says yes."""

from typing import Dict, Optional

import pytest

from iop.intake.permission import permission_in


def answer(text: Optional[bool], voicemail: Optional[bool]) -> Dict[str, bool]:
    found = {"may_text": text, "may_voicemail": voicemail}
    return {name: value for name, value in found.items() if value is not None}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("both", answer(True, True)),
        ("both are fine with me", answer(True, True)),
        ("texting is best", answer(True, False)),
        ("text yes voicemail no", answer(True, False)),
        ("yes you can leave a message", answer(False, True)),
        ("no texts, voicemail is ok", answer(False, True)),
        ("you can text but my mom checks my voicemail", answer(True, False)),
        ("neither", answer(False, False)),
    ],
)
def test_what_is_allowed(said: str, expected: Dict[str, bool]) -> None:
    assert permission_in(said, asked=True) == expected


@pytest.mark.parametrize(
    "said",
    [
        "my husband goes through my texts",
        "nothing, my boyfriend reads my texts and listens to my voicemail",
        "no wife reads my texts",
        "voicemail is shared with my roommate",
        "texts get read by my husband",
        "my husband reads both",
        "id rather you didn't text",
        "I can't have texts showing up on the ipad",
        "please no, he goes through my messages and my voicemail",
        "he has my phone",
        "texts, hmm, my dad pays for the phone",
    ],
)
def test_naming_a_danger_allows_nothing(said: str) -> None:
    assert True not in permission_in(said, asked=True).values()
    assert True not in permission_in(said).values()
