"""`rasa test` works on this project as any Rasa user expects."""

from pathlib import Path

import pytest

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


def failed_stories(stories: Path, out: Path) -> str:
    done = run(str(ROOT / ".venv/bin/rasa"), "test", "core", "--e2e", "--stories", str(stories), "--out", str(out))
    assert done.returncode == 0, done.stderr[-2000:]
    return (out / "failed_test_stories.yml").read_text(encoding="utf-8")


def test_rasa_test_passes_on_our_stories(tmp_path: Path) -> None:
    assert "None of the test stories failed" in failed_stories(ROOT / "tests" / "test_stories.yml", tmp_path)


def test_rasa_test_finds_a_wrong_story(tmp_path: Path) -> None:
    story = tmp_path / "test_stories.yml"
    story.write_text(WRONG, encoding="utf-8")
    assert "taken for a goodbye" in failed_stories(story, tmp_path)
