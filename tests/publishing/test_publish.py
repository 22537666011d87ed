"""From a changed file to the live answer, with one real training; refusal and interruption."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Tuple

import pytest
import yaml

from iop.facility import Publishing
from iop.publishing import publish as publishing
from iop.publishing import release
from iop.publishing.live import served, versions
from iop.publishing.publish import MEASURED
from iop.publishing.versions import FAQ, LIVE, MODEL, VersionError
from tests.conftest import ROOT
from tests.publishing.conftest import quiet

pytestmark = pytest.mark.long

ALONE = Publishing(owners=["olivia"])


@pytest.fixture
def published(var_folder: Path, live: Path) -> int:
    """The number of a version of the small knowledge base, made without training."""
    with versions().draft() as draft:
        shutil.copytree(live, draft / FAQ)
        shutil.copy(live.parent / MEASURED, draft / MEASURED)
        (draft / MODEL).write_bytes(b"not loaded here")
        number = versions().keep(draft, "maria", "a test")
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
    assert release.roll_back("maria", "a typo") == published
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


def test_a_file_that_cannot_be_read_is_named_where_staff_edit_it(published: int, draft: Path, tmp_path: Path) -> None:
    (draft / "cost.yml").write_text("topic: cost\nentries:\n  - id: 'cost", encoding="utf-8")
    result = publishing.publish("maria", "a mistake", ALONE, quiet, faq=draft, trained=tmp_path)
    assert result.report.findings[0].message.startswith(f"{draft / 'cost.yml'}, line 3: ")


def test_only_an_owner_overrides(published: int, draft: Path, tmp_path: Path) -> None:
    with pytest.raises(VersionError, match="Only an owner may override the gate"):
        publishing.publish("maria", "", ALONE, quiet, override="I want it", faq=draft, trained=tmp_path)
