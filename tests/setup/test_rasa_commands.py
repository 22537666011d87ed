"""`rasa test` and `rasa data validate` work on this project as any Rasa user expects."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.setup.test_scripts import run

pytestmark = pytest.mark.long

WRONG = """version: "3.1"
stories:
- story: taken for a goodbye
  steps:
  - user: hello
    intent: goodbye
  - action: utter_goodbye
"""


def test_rasa_test_passes_on_our_stories_and_finds_a_wrong_one(tmp_path: Path) -> None:
    stories, out = tmp_path / "stories", tmp_path / "out"
    stories.mkdir()
    shutil.copy(ROOT / "tests" / "test_stories.yml", stories / "test_ours.yml")
    (stories / "test_wrong.yml").write_text(WRONG, encoding="utf-8")
    rasa = str(ROOT / ".venv/bin/rasa")
    done = run(rasa, "test", "core", "--e2e", "--stories", str(stories), "--out", str(out))
    assert done.returncode == 0, done.stderr[-2000:]
    failed = yaml.safe_load((out / "failed_test_stories.yml").read_text(encoding="utf-8"))["stories"]
    assert [story["story"].partition(" (")[0] for story in failed] == ["taken for a goodbye"]
    report = json.loads((out / "story_report.json").read_text(encoding="utf-8"))["conversation_accuracy"]
    ours = yaml.safe_load((ROOT / "tests" / "test_stories.yml").read_text(encoding="utf-8"))["stories"]
    assert (report["correct"], report["total"]) == (len(ours), len(ours) + 1)


def test_rasa_finds_no_fault_in_domain_and_rules(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("faq"))
    shutil.copy(ROOT / "domain.yml", tmp_path)
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    config["importers"] = [{"name": "RasaFileImporter"}]  # the knowledge base has checks of its own, and takes a minute
    (tmp_path / "config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    names = [f"--{name}={tmp_path / file}" for name, file in (("data", "data"), ("domain", "domain.yml"))]
    done = run(str(ROOT / ".venv/bin/rasa"), "data", "validate", f"--config={tmp_path / 'config.yml'}", *names)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
