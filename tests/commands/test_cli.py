import subprocess
import sys
from pathlib import Path
from typing import Dict

import pytest
from typer.testing import CliRunner

from iop.cli import app
from iop.settings import settings
from tests.conftest import ROOT


def test_the_commands_run_as_a_module_too() -> None:
    command = [sys.executable, "-m", "iop.cli", "--help"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert all(name in said for name in ("ask", "serve", "faq", "leads"))


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
