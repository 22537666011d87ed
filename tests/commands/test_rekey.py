import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Dict, Iterator

import pytest
from typer.testing import CliRunner

from iop.admissions.desk import Desk
from iop.admissions.leads import Leads
from iop.channels.web.tokens import Tokens
from iop.cli import app
from iop.settings import settings
from iop.storage.encryption import Cipher, installed_cipher
from iop.storage.engine import database
from tests.admissions.people import ROSALIND, consent, submission

OLD, NEW = "the old secret of this machine", "the new secret of this machine"


@pytest.mark.parametrize(
    ("variables", "problem"),
    [
        ({"IOP_SECRET_KEY": NEW}, "IOP_SECRET_KEY_OLD is not set"),
        ({"IOP_SECRET_KEY_OLD": OLD}, "IOP_SECRET_KEY is not set"),
        ({"IOP_SECRET_KEY_OLD": OLD, "IOP_SECRET_KEY": OLD}, "IOP_SECRET_KEY and IOP_SECRET_KEY_OLD are the same"),
    ],
)
def test_nothing_is_encrypted_with_a_secret_that_nobody_chose(
    var_folder: Path, monkeypatch: pytest.MonkeyPatch, variables: Dict[str, str], problem: str
) -> None:
    monkeypatch.delenv("IOP_SECRET_KEY_OLD", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    done = CliRunner().invoke(app, ["rekey"])
    assert done.exit_code == 1
    assert f"{problem}, so nothing was done" in done.output
    assert not (var_folder / "secret.key").exists()


@pytest.mark.usefixtures("var_folder")
def test_with_the_old_secret_and_a_new_one_what_is_stored_is_encrypted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    Leads(database(), installed_cipher()).save(ROSALIND, consent(), **submission())
    monkeypatch.setenv("IOP_SECRET_KEY_OLD", settings().secret())
    monkeypatch.setenv("IOP_SECRET_KEY", NEW)
    settings.cache_clear()
    done = CliRunner().invoke(app, ["rekey"])
    assert done.exit_code == 0
    assert "2 values were encrypted anew" in done.output
    assert "No assistant answers at http://127.0.0.1:" in done.output
    assert "restart it with both" in done.output


@contextmanager
def assistant_with(*secrets: str) -> Iterator[int]:
    """Stands in for a running assistant that signs sessions, and gives its port."""

    class Session(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/webhooks/web/session"
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"token": Tokens(*secrets).new()[1]}).encode())

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Session) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.usefixtures("var_folder")
@pytest.mark.parametrize("is_ready", [True, False])
def test_an_assistant_that_lacks_the_new_secret_is_noticed_before_anything_is_changed(
    monkeypatch: pytest.MonkeyPatch, is_ready: bool
) -> None:
    Leads(database(), Cipher(OLD)).save(ROSALIND, consent(), **submission())
    monkeypatch.setenv("IOP_SECRET_KEY_OLD", OLD)
    monkeypatch.setenv("IOP_SECRET_KEY", NEW)
    with assistant_with(*((NEW, OLD) if is_ready else (OLD,))) as port:
        monkeypatch.setenv("PORT", str(port))
        settings.cache_clear()
        done = CliRunner().invoke(app, ["rekey"])
    if is_ready:
        assert "IOP_SECRET_KEY_OLD is needed no more" in done.output
    else:
        assert done.exit_code == 1
        assert "was not started with the new secret, so nothing was done" in done.output
        assert len(Desk(database(), Cipher(OLD), "maria").leads()) == 1
