"""The set-up that a newcomer runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def run(*command: str, cwd: Path = ROOT, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The files that set-up reads, in a folder of its own."""
    for name in ("Makefile", "pyproject.toml", "scripts", "requirements", "data", "iop"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "models").mkdir()
    return tmp_path


def test_without_python_3_11_one_line_says_how_to_get_it(clone: Path) -> None:
    done = run("make", "run", "PYTHON=no-such-python", cwd=clone)
    assert done.returncode != 0
    ours = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(ours) == 1
    assert "Python 3.11 is needed" in ours[0]
    assert "python.org" in ours[0]
    assert not (clone / ".venv").exists()


def test_another_python_is_not_taken_for_3_11(clone: Path) -> None:
    fake = clone / "python3.9"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    assert "Python 3.11 is needed" in run("make", "setup", f"PYTHON={fake}", cwd=clone).stderr


def test_make_help_lists_the_commands() -> None:
    text = run("make", "help").stdout
    for command in ("setup", "run", "test", "bench", "lint", "help"):
        assert re.search(rf"^  make {command} +\S", text, re.MULTILINE), command


def test_a_second_start_installs_and_trains_nothing() -> None:
    planned = run("make", "--dry-run", "run").stdout
    assert "iop serve" in planned
    assert "install.sh" not in planned
    assert "train.sh" not in planned


@pytest.mark.parametrize(
    ("changed", "step"),
    [("data/faq/cost.yml", "train.sh"), ("domain.yml", "train.sh"), ("requirements/runtime.txt", "install.sh")],
)
def test_a_change_repeats_the_step_that_it_needs(changed: str, step: str) -> None:
    assert step in run("make", "--dry-run", f"--what-if={changed}", "run").stdout


def test_an_interrupted_installation_is_done_again(clone: Path) -> None:
    (clone / ".venv" / "bin").mkdir(parents=True)
    assert "install.sh" in run("make", "--dry-run", "run", cwd=clone).stdout


def test_an_interrupted_training_leaves_the_old_model(tmp_path: Path) -> None:
    for name in ("scripts", "config.yml", "domain.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "assistant.tar.gz").write_text("the old one")
    binaries = tmp_path / ".venv" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "rasa").write_text("#!/bin/sh\necho half > $3/assistant.tar.gz.part\nexit 1\n")
    (binaries / "rasa").chmod(0o755)
    script = tmp_path / "train.sh"
    script.write_text((ROOT / "scripts" / "train.sh").read_text().replace('"$(dirname "$0")/.."', f'"{tmp_path}"'))
    script.chmod(0o755)
    assert run(str(script)).returncode != 0
    assert (tmp_path / "models" / "assistant.tar.gz").read_text() == "the old one"
    assert sorted(path.name for path in (tmp_path / "models").iterdir()) == ["assistant.tar.gz", "training.log"]


def test_the_progress_line_passes_on_failure_and_shows_why() -> None:
    done = run(
        sys.executable, "scripts/progress.py", sys.executable, "-c", "print('no space left'); raise SystemExit(3)"
    )
    assert done.returncode == 3
    assert "no space left" in done.stderr
    assert "run the same command again" in done.stderr


def test_every_dependency_is_locked_with_hashes_and_no_address() -> None:
    for name in ("runtime", "dev", "models"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        requirements = re.findall(r"^[A-Za-z0-9][^\n]*", text, re.MULTILINE)
        assert requirements
        assert all("==" in requirement for requirement in requirements)
        assert text.count("--hash=sha256:") >= len(requirements)
        assert "://" not in text


def test_telemetry_and_crash_reports_are_off_for_everything_in_the_environment() -> None:
    variables = {key: value for key, value in os.environ.items() if key != "RASA_TELEMETRY_ENABLED"}
    code = "import os; print(os.environ['RASA_TELEMETRY_ENABLED'])"
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "false"
