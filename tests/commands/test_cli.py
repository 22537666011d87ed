import subprocess
import sys

from tests.conftest import ROOT


def test_the_commands_run_as_a_module_too() -> None:
    command = [sys.executable, "-m", "iop.cli", "--help"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert all(name in said for name in ("ask", "serve", "faq", "leads"))
