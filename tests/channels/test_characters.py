import json

import pytest

from iop.channels.characters import storable


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("hello", "hello"),
        ("sad 😭", "sad 😭"),
        (json.loads(r'"sad \ud83d\ude2d"'), "sad 😭"),
        ("sad \ud83d", "sad �"),
        ("\ude2d\ud83d now", "�� now"),
        ("kill my\x00self", "kill myself"),
    ],
)
def test_what_cannot_be_stored_is_taken_out(sent: str, stored: str) -> None:
    assert storable(sent) == stored
    assert stored.encode()
