"""A small knowledge base taken from the real one, measured once as what is live."""

import shutil
from pathlib import Path

import pytest
import yaml

from iop.knowledge.entries import read_folder
from iop.publishing.measuring import Asked, Measured, Vectors, learn_from, measure, safety_fingerprint, talk
from iop.publishing.publish import MEASURED, questions_of
from iop.publishing.staff_tests import read_tests
from tests.conftest import ROOT

TOPICS = ("cost", "schedule_hours", "medication", "telehealth", "privacy_confidentiality", "holistic", "work_school")
ENTRIES, ALTERNATES = 3, 14
TESTS = """question,expected,says
what does the whole thing cost,cost-total,"$3,000"
is there anything in the evening,schedule_hours,
"""


def write_small(folder: Path) -> Path:
    """Writes the first entries of a few topics."""
    folder.mkdir(parents=True)
    files = read_folder(ROOT / "data" / "faq")
    for topic in TOPICS:
        entries = [entry.dict(exclude_none=True) for entry in files[topic].entries[:ENTRIES]]
        for entry in entries:
            entry["alternates"] = entry["alternates"][:ALTERNATES]
        (folder / f"{topic}.yml").write_text(yaml.safe_dump({"topic": topic, "entries": entries}), encoding="utf-8")
    (folder / "tests.csv").write_text(TESTS, encoding="utf-8")
    return folder


def quiet(step: str, done: int, total: int) -> None:
    """Shows no progress."""


@pytest.fixture(scope="session")
def vectors() -> Vectors:
    return Vectors()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory, vectors: Vectors) -> Path:
    """The live knowledge base, with its measurement beside it. Crisis messages are not tried: nothing here changes
    the safety check."""
    faq = write_small(tmp_path_factory.mktemp("live") / "faq")
    nothing_missed = Measured(reached={}, answered_talk=[], tests={}, missed=[], safety=safety_fingerprint())
    model = learn_from(faq, vectors)
    measured = measure(faq, model, questions_of(faq), Asked(read_tests(faq), talk()), quiet, nothing_missed)
    (faq.parent / MEASURED).write_text(measured.json(), encoding="utf-8")
    return faq


@pytest.fixture
def draft(live: Path, tmp_path: Path) -> Path:
    """A copy of the live knowledge base, to be changed."""
    return Path(shutil.copytree(live, tmp_path / "draft"))
