"""From a changed file to the live answer, with one real training; approval, rollback and interruption."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Tuple

import pytest
import yaml

from iop.facility import Publishing
from iop.publishing import publish as publishing
from iop.publishing.live import served, versions
from iop.publishing.publish import MEASURED
from iop.publishing.versions import FAQ, LIVE, MODEL, WAITING, VersionError
from tests.conftest import ROOT
from tests.publishing.conftest import quiet

pytestmark = pytest.mark.long

ALONE = Publishing(owners=["olivia"])
TWO = Publishing(approval="two_people", owners=["olivia", "oscar"])


def keep_version(live: Path, who: str = "maria") -> int:
    """Makes a version of the small knowledge base without training."""
    with versions().draft() as draft:
        shutil.copytree(live, draft / FAQ)
        shutil.copy(live.parent / MEASURED, draft / MEASURED)
        (draft / MODEL).write_bytes(b"not loaded here")
        return versions().keep(draft, who, "a test")


@pytest.fixture
def published(var_folder: Path, live: Path) -> int:
    number = keep_version(live)
    versions().point(LIVE, number)
    versions().audit.add("maria", "published", number, "a test")
    return number


def change_price(draft: Path) -> None:
    path = draft / "cost.yml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["entries"][0]["answer"] = "An entire IOP usually costs from $3,000 to $9,500. Call {phone}."
    path.write_text(yaml.safe_dump(content), encoding="utf-8")


def test_a_changed_answer_is_live_after_one_call_and_gone_after_a_rollback(
    published: int, draft: Path, tmp_path: Path
) -> None:
    change_price(draft)
    result = publishing.publish("maria", "new price", ALONE, quiet, faq=draft, trained=tmp_path)
    assert result.report.passed, result.report.findings
    assert (result.version, result.live) == (published + 1, True)
    assert served(tmp_path).version == published + 1
    done = subprocess.run(
        [str(ROOT / ".venv" / "bin" / "iop"), "ask", "how much does the program cost?", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "$9,500" in json.loads(done.stdout)["reply"][0]
    assert publishing.roll_back("maria", "a typo") == published
    assert served(tmp_path).version == published
    assert [(one.who, one.action, one.version) for one in versions().audit.read()[1:]] == [
        ("maria", "published", published + 1),
        ("maria", "rolled back", published),
    ]


def refused(published: int, draft: Path, trained: Path) -> Tuple[bool, int]:
    result = publishing.publish("maria", "a mistake", ALONE, quiet, faq=draft, trained=trained)
    live = served(trained).version
    assert live is not None
    return result.version is None and not result.report.passed, live


def test_a_refusal_changes_nothing_and_is_in_the_log(published: int, draft: Path, tmp_path: Path) -> None:
    (draft / "medication.yml").unlink()
    assert refused(published, draft, tmp_path) == (True, published)
    assert versions().numbers() == [published]
    last = versions().audit.read()[-1]
    assert (last.action, last.version) == ("refused", None)
    assert "The topic medication has no entry any more" in last.why


def test_only_an_owner_overrides(published: int, draft: Path, tmp_path: Path) -> None:
    with pytest.raises(VersionError, match="Only an owner may override the gate"):
        publishing.publish("maria", "", ALONE, quiet, override="I want it", faq=draft, trained=tmp_path)


def test_an_interrupted_publication_leaves_the_live_version(published: int, draft: Path, tmp_path: Path) -> None:
    def interrupt(step: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    change_price(draft)
    with pytest.raises(KeyboardInterrupt):
        publishing.publish("maria", "", ALONE, interrupt, faq=draft, trained=tmp_path)
    assert served(tmp_path).version == published
    assert versions().numbers() == [published]
    assert not list(versions().folder.glob("draft-*"))


def test_a_second_owner_must_approve(published: int, live: Path, tmp_path: Path) -> None:
    number = keep_version(live, "olivia")
    versions().point(WAITING, number)
    with pytest.raises(VersionError, match="Only an owner may approve"):
        publishing.approve("maria", TWO)
    with pytest.raises(VersionError, match="Another owner must approve"):
        publishing.approve("olivia", TWO)
    assert served(tmp_path).version == published
    assert publishing.approve("oscar", TWO) == number
    assert served(tmp_path).version == number
    with pytest.raises(VersionError, match="No version waits"):
        publishing.approve("oscar", TWO)


def test_what_was_never_live_cannot_come_back(published: int, live: Path) -> None:
    number = keep_version(live)
    with pytest.raises(VersionError, match="was never live"):
        publishing.roll_back("maria", "", number)


def test_the_first_publication_can_be_taken_back(published: int, tmp_path: Path) -> None:
    with pytest.raises(VersionError, match="the model of set-up is gone"):
        publishing.roll_back("maria", "", trained=tmp_path)
    (tmp_path / "assistant.tar.gz").touch()
    assert publishing.roll_back("maria", "a typo", trained=tmp_path) == 0
    assert served(tmp_path).version is None
    last = versions().audit.read()[-1]
    assert (last.action, last.version) == ("rolled back", 0)
    with pytest.raises(VersionError, match="No version was live before"):
        publishing.roll_back("maria", "", trained=tmp_path)
    assert publishing.roll_back("maria", "no typo", published, trained=tmp_path) == published


def test_status_says_what_the_files_would_change(published: int, draft: Path, tmp_path: Path) -> None:
    assert publishing.status(draft, tmp_path).pending.none  # type: ignore[union-attr]
    change_price(draft)
    now = publishing.status(draft, tmp_path)
    assert now.live == published
    assert now.pending is not None
    assert [change.fields for change in now.pending.changed] == [["answer"]]
