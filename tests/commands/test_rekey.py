from pathlib import Path
from typing import Dict

import pytest
from typer.testing import CliRunner

from iop.admissions.leads import Leads
from iop.cli import app
from iop.settings import settings
from iop.storage.encryption import installed_cipher
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
