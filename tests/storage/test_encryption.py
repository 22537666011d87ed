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


def test_an_old_secret_still_reads_and_the_new_one_writes() -> None:
    both = Cipher("new", "old")
    assert both.open(Cipher("old").seal("Mary")) == "Mary"
    assert Cipher("new").open(both.seal("Mary")) == "Mary"
    assert (both.is_current(both.seal("Mary")), both.is_current(Cipher("old").seal("Mary"))) == (True, False)


def test_keyed_hashes_are_equal_for_equal_values_under_one_secret_only() -> None:
    assert Cipher("a").lookup_keys("Mary") == Cipher("a").lookup_keys("Mary")
    assert Cipher("a").lookup_keys("Mary") != Cipher("b").lookup_keys("Mary")
    assert Cipher("b", "a").lookup_keys("Mary")[1:] == Cipher("a").lookup_keys("Mary")
