"""What is trained anew, and when."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def trained_file(folder: Path) -> str:
    code = "from iop.safety.training import trained_file; print(trained_file().name)"
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    "changed", ["iop/safety/language.py", "iop/safety/files.py", "iop/encoding/graph.py", "data/safety/everyday.yml"]
)
def test_a_change_of_what_reads_the_messages_trains_anew(tmp_path: Path, changed: str) -> None:
    for folder in ("iop", "data/safety"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = trained_file(tmp_path)
    with (tmp_path / changed).open("a") as file:
        file.write("\n# changed\n")
    assert trained_file(tmp_path) != before
