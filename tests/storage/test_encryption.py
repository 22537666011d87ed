import pytest

from iop.errors import SetupError
from iop.storage.encryption import Cipher


def test_values_come_back() -> None:
    cipher = Cipher("secret")
    assert cipher.open(cipher.seal({"name": "José", "n": [1, None]})) == {"name": "José", "n": [1, None]}


def test_nothing_is_readable_in_the_sealed_form() -> None:
    assert b"Mary" not in Cipher("secret").seal("Mary")


def test_another_secret_is_a_clear_error() -> None:
    with pytest.raises(SetupError, match="another secret"):
        Cipher("other").open(Cipher("secret").seal("Mary"))
