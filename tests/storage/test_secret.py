from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from iop.channels.inbox import Inbox
from iop.errors import SetupError
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from iop.storage.secret import check_secret


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path}/iop.db")


def test_an_empty_database_takes_any_secret(engine: Engine) -> None:
    check_secret(engine, Cipher("any"))


def test_another_secret_than_the_one_of_the_data_is_refused(engine: Engine) -> None:
    Inbox(engine, Cipher("right")).receive("web-1", "m1", "hello")
    check_secret(engine, Cipher("right"))
    check_secret(engine, Cipher("new", "right"))
    with pytest.raises(SetupError, match="written with another secret"):
        check_secret(engine, Cipher("wrong"))


def test_what_was_written_with_a_wrong_secret_once_does_not_keep_the_right_one_out(engine: Engine) -> None:
    Inbox(engine, Cipher("right")).receive("web-1", "m1", "hello")
    Inbox(engine, Cipher("wrong")).receive("web-1", "m2", "hello")
    check_secret(engine, Cipher("right"))
