"""The set-up that a newcomer runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

OF_MAKE = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
"""What `make test` leaves in the environment, and what would make these a make within a make."""


def run(*command: str, cwd: Path = ROOT, **environment: str) -> "subprocess.CompletedProcess[str]":
    alone = {name: value for name, value in os.environ.items() if name not in OF_MAKE}
    return subprocess.run(command, cwd=cwd, env={**alone, **environment}, capture_output=True, text=True, timeout=120)


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
    ("changed", "target", "step"),
    [
        ("data/faq/cost.yml", "test", "train.sh"),
        ("domain.yml", "run", "train.sh"),
        ("requirements/runtime.txt", "run", "install.sh"),
    ],
)
def test_a_change_repeats_the_step_that_it_needs(changed: str, target: str, step: str) -> None:
    assert step in run("make", "--dry-run", f"--what-if={changed}", target).stdout


RASA = """#!/bin/sh
if grep -q broken domain.yml data/faq/cost.yml; then echo "broken"; exit 1; fi
cp data/faq/cost.yml "$3/assistant.tar.gz"
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A project in which everything but the model is set up; its Rasa "learns" by copying an answer."""
    for name in ("Makefile", "scripts", "requirements", "pyproject.toml", "config.yml", "iop"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("faq", "nlu", "rules", "lexicons", "encoder", "safety"):
        (tmp_path / "data" / name).mkdir(parents=True)
    (tmp_path / "data" / "faq" / "cost.yml").write_text("$3,000")
    (tmp_path / "domain.yml").write_text("intents: []")
    (tmp_path / "models").mkdir()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name, code in {"rasa": RASA, "iop": "#!/bin/sh\necho serving $(cat models/assistant.tar.gz)\n"}.items():
        (tmp_path / ".venv" / "bin" / name).write_text(code)
        (tmp_path / ".venv" / "bin" / name).chmod(0o755)
    for name in (".installed", ".linked", ".prepared"):
        (tmp_path / ".venv" / name).touch()
    return tmp_path


def served(project: Path) -> str:
    """Runs `make run`, and returns what is served in the end."""
    done = run("make", "run", cwd=project)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_a_restart_serves_what_was_live_whatever_staff_changed_meanwhile(installed: Path) -> None:
    answer = installed / "data" / "faq" / "cost.yml"
    assert served(installed) == "serving $3,000"
    answer.write_text("$99")
    assert served(installed) == "serving $3,000"
    answer.write_text("broken")
    assert served(installed) == "serving $3,000"


def test_an_upgrade_trains_with_the_answers_that_were_live(installed: Path) -> None:
    served(installed)
    (installed / "data" / "faq" / "cost.yml").write_text("$99")
    (installed / "domain.yml").write_text("intents: [greet]")
    done = run("make", "run", cwd=installed)
    assert "Training the assistant" in done.stdout
    assert done.stdout.endswith("serving $3,000\n")
    assert (installed / "models" / "faq" / "cost.yml").read_text() == "$3,000"
    assert "Training" not in run("make", "run", cwd=installed).stdout


def test_a_training_that_fails_at_a_start_is_said_and_the_model_that_is_there_is_served(installed: Path) -> None:
    served(installed)
    (installed / "domain.yml").write_text("broken")
    done = run("make", "run", cwd=installed)
    assert done.stdout.endswith("serving $3,000\n")
    assert "TRAINING FAILED. The model that was there goes on" in done.stderr
    assert "Training the assistant" in run("make", "run", cwd=installed).stdout


def test_without_any_model_a_training_that_fails_ends_the_start(installed: Path) -> None:
    (installed / "domain.yml").write_text("broken")
    done = run("make", "run", cwd=installed)
    assert done.returncode != 0
    assert "serving" not in done.stdout


def test_what_killed_trainings_left_goes_with_the_next_one(installed: Path) -> None:
    killed, running = installed / "models" / ".training-killed", installed / "models" / ".training-running"
    for folder in (killed, running):
        folder.mkdir()
        (folder / "domain.yml").touch()
    os.utime(killed, (1, 1))
    served(installed)
    assert not killed.exists()
    assert running.exists()


def test_make_clean_leaves_nothing_that_set_up_made(installed: Path) -> None:
    (installed / ".rasa" / "cache").mkdir(parents=True)
    (installed / "models" / ".training-killed").mkdir()
    served(installed)
    assert run("make", "clean", cwd=installed).returncode == 0
    left = {path.name for path in installed.iterdir()}
    assert not left & {".venv", ".cache", ".rasa"}
    assert list((installed / "models").glob(".*")) == []


def test_make_train_learns_everything_and_the_first_training_need_not_be_repeated_for_the_tests(
    installed: Path,
) -> None:
    served(installed)
    assert "train.sh" not in run("make", "--dry-run", "test", cwd=installed).stdout
    (installed / "data" / "faq" / "cost.yml").write_text("$99")
    assert "train.sh" in run("make", "--dry-run", "test", cwd=installed).stdout
    assert run("make", "train", cwd=installed).returncode == 0
    assert served(installed) == "serving $99"


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
