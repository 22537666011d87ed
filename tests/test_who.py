import os
import pwd

import pytest

from iop.who import this_user


def test_it_is_the_user_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUDO_USER", raising=False)
    assert this_user() == pwd.getpwuid(os.getuid()).pw_name[:64]


def test_under_sudo_it_is_who_called_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUDO_USER", "maria")
    assert this_user() == "maria"
