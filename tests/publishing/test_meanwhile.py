"""What others can do, and must not lose, while somebody publishes. Learning and training are left out."""

from pathlib import Path
from typing import Callable, Optional

import pytest

from iop.facility import Publishing
from iop.publishing import publish as publishing
from iop.publishing import release, trial
from iop.publishing.findings import Report
from iop.publishing.live import versions
from iop.publishing.measuring import Measured
from iop.publishing.publish import Result
from iop.publishing.versions import LIVE, WAITING, VersionError
from tests.publishing.conftest import quiet
from tests.publishing.test_release import TWO, keep, publish, write_faq

pytestmark = pytest.mark.usefixtures("var_folder")
Meanwhile = Callable[[Callable[[], object]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Has something done while the model is trained."""

    def arrange(work: Callable[[], object]) -> None:
        def train(_: Path, workshop: Path, __: object) -> Path:
            work()
            archive = workshop / "assistant.tar.gz"
            archive.touch()
            return archive

        monkeypatch.setattr(publishing, "train", train)

    nothing = Measured(reached={}, answered_talk=[], tests={}, missed=[], safety="")
    monkeypatch.setattr(publishing, "examine", lambda *_: Report())
    monkeypatch.setattr(publishing, "assess", lambda *_: (Report(), nothing))
    monkeypatch.setattr(trial, "run", lambda *_: [])
    return arrange


def publish_files(tmp_path: Path, rules: Optional[Publishing] = None) -> Result:
    faq = tmp_path / "faq"
    if not faq.exists():
        write_faq(faq, "From $2,500.")
    return publishing.publish("olivia", "new price", rules or Publishing(), quiet, faq=faq, trained=tmp_path)


def test_a_rollback_works_and_the_publication_looks_again(meanwhile: Meanwhile, tmp_path: Path) -> None:
    publish()
    publish()
    meanwhile(lambda: release.roll_back("kim", "a wrong dose"))
    with pytest.raises(VersionError, match=r"version 1 went live.*compared with version 2.*Publish again"):
        publish_files(tmp_path)
    assert versions().pointed(LIVE) == 1
    assert versions().numbers() == [1, 2]
    assert [one.action for one in versions().audit.read()][2:] == ["rolled back", "refused"]
    meanwhile(lambda: None)
    assert publish_files(tmp_path).version == 3


def test_an_approval_works_and_is_not_replaced(meanwhile: Meanwhile, tmp_path: Path) -> None:
    publish()
    versions().point(WAITING, keep())
    meanwhile(lambda: release.approve("oscar", TWO))
    with pytest.raises(VersionError, match="version 2 went live"):
        publish_files(tmp_path, TWO)
    assert (versions().pointed(LIVE), versions().pointed(WAITING)) == (2, None)


def test_a_second_publication_is_kept_out(meanwhile: Meanwhile, tmp_path: Path) -> None:
    def second() -> None:
        with pytest.raises(VersionError, match="Somebody else is publishing"):
            publish_files(tmp_path)

    meanwhile(second)
    assert publish_files(tmp_path).live


def test_what_two_people_publish_waits_and_changes_nothing(meanwhile: Meanwhile, tmp_path: Path) -> None:
    publish()
    meanwhile(lambda: None)
    result = publish_files(tmp_path, TWO)
    assert (result.version, result.live) == (2, False)
    assert (versions().pointed(LIVE), versions().pointed(WAITING)) == (1, 2)
    assert versions().audit.read()[-1].action == "waits for approval"


def test_files_that_are_no_knowledge_are_not_copied(meanwhile: Meanwhile, tmp_path: Path) -> None:
    faq = write_faq(tmp_path / "faq", "From $2,500.")
    (faq / ".#cost.yml").symlink_to("dana@desk.4711")
    (faq / "cost.yml~").touch()
    (faq / "tests.csv").write_text("question,expected,says\n")
    meanwhile(lambda: None)
    publish_files(tmp_path)
    assert sorted(path.name for path in (versions().path(1) / "faq").iterdir()) == ["cost.yml", "tests.csv"]


def test_an_interrupted_publication_leaves_the_live_version(meanwhile: Meanwhile, tmp_path: Path) -> None:
    def interrupt() -> None:
        assert list(versions().folder.glob("draft-*"))
        raise KeyboardInterrupt

    publish()
    meanwhile(interrupt)
    with pytest.raises(KeyboardInterrupt):
        publish_files(tmp_path)
    assert versions().pointed(LIVE) == 1
    assert versions().numbers() == [1]
    assert not list(versions().folder.glob("draft-*"))
