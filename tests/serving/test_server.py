"""`python -m iop.serving.server`: a further web process beside those of `iop serve`."""

import subprocess
from pathlib import Path

import pytest

from iop.channels.inbox import Inbox
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from tests.server import WEB, Server


@pytest.mark.long
def test_a_web_process_with_another_secret_than_the_data_ends_and_says_so(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/iop.db"
    Inbox(open_database(url), Cipher("the shared secret")).receive("web-1", "m1", "hello")
    server = Server(tmp_path / "var", WEB, IOP_DATABASE_URL=url, IOP_SECRET_KEY="a secret of its own")
    try:
        assert server.process.wait(60) == 1
    except subprocess.TimeoutExpired:
        server.stop()
        raise
    assert "The database was written with another secret." in server.text()
    assert "Traceback" not in server.text()
