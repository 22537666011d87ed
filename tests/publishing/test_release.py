"""What is live after approvals and rollbacks, whatever came between."""

from pathlib import Path
from typing import Optional

import pytest

from iop.facility import Publishing
from iop.publishing import release
from iop.publishing.audit import AuditLog
from iop.publishing.live import served, versions
from iop.publishing.versions import LIVE, MODEL, WAITING, VersionError, Versions
from tests.publishing.test_versions import ENTRY

TWO = Publishing(approval="two_people", owners=["olivia", "oscar"])
pytestmark = pytest.mark.usefixtures("var_folder")


@pytest.fixture
def trained(tmp_path: Path) -> Path:
    """The folder of the model of set-up."""
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "assistant.tar.gz").touch()
    return folder


def write_faq(folder: Path, answer: str) -> Path:
    folder.mkdir()
    (folder / "cost.yml").write_text(ENTRY.format(answer=answer), encoding="utf-8")
    return folder


def keep(who: str = "maria") -> int:
    with versions().draft() as draft:
        write_faq(draft / "faq", "From $3,000.")
        (draft / MODEL).write_bytes(b"not loaded here")
        return versions().keep(draft, who, "a test")


def publish() -> int:
    number = keep()
    release.go_live(versions(), number, "maria", "published", "a test")
    return number


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def live() -> Optional[int]:
    return versions().pointed(LIVE)


def test_a_rollback_does_not_go_to_what_was_taken_back_before(trained: Path) -> None:
    assert [publish(), publish(), publish()] == [1, 2, 3]
    assert release.roll_back("maria", "a wrong price") == 2
    assert publish() == 4
    assert release.roll_back("maria", "another wrong price") == 2
    assert release.roll_back("maria", "and another") == 1
    assert release.roll_back("maria", "all wrong", trained=trained) == 0
    with pytest.raises(VersionError, match="No version was live before"):
        release.roll_back("maria", "", trained=trained)


def test_a_rollback_goes_back_to_what_was_chosen_before(trained: Path) -> None:
    assert [publish(), publish(), publish()] == [1, 2, 3]
    assert release.roll_back("maria", "", 1) == 1
    assert release.roll_back("maria", "", 3) == 3
    assert release.roll_back("maria", "") == 1


def test_what_the_log_does_not_know_is_noted_before_the_next_change() -> None:
    publish()
    versions().point(LIVE, keep())
    publish()
    assert [(one.action, one.version) for one in versions().audit.read()] == [
        ("published", 1),
        ("found live", 2),
        ("published", 3),
    ]
    assert release.roll_back("maria", "") == 2


def test_a_change_that_was_interrupted_after_its_record_did_not_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    publish()
    with monkeypatch.context() as patched:
        patched.setattr(Versions, "point", full)
        with pytest.raises(OSError, match="No space left"):
            publish()
    assert live() == 2
    assert release.roll_back("maria", "") == 1
    assert publish() == 4
    assert release.roll_back("maria", "") == 1


def test_only_a_whole_version_goes_live_and_into_the_log() -> None:
    publish()
    model = versions().path(keep()) / MODEL
    model.chmod(0o644)
    model.write_bytes(b"another model")
    versions().point(WAITING, 2)
    with pytest.raises(VersionError, match="changed after it was made"):
        release.approve("oscar", TWO)
    with pytest.raises(VersionError, match=r"no version 9\. There are: 1, 2"):
        release.go_live(versions(), 9, "maria", "published", "a test")
    assert live() == 1
    assert [(one.action, one.version) for one in versions().audit.read()] == [("published", 1)]


def test_what_cannot_be_put_in_the_log_does_not_go_live(monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    monkeypatch.setattr(AuditLog, "add", full)
    with pytest.raises(OSError, match="No space left"):
        publish()
    assert live() == 1


def test_a_version_can_be_named_where_a_pointer_is_damaged() -> None:
    publish()
    publish()
    for pointer in (LIVE, WAITING):
        (versions().folder / pointer).write_text("")
    with pytest.raises(VersionError, match="Run: iop faq rollback VERSION"):
        release.roll_back("maria", "")
    with pytest.raises(VersionError, match="Publish again"):
        release.approve("oscar", TWO)
    assert release.roll_back("maria", "a damaged file", 1) == 1
    assert (live(), versions().pointed(WAITING)) == (1, None)


def test_what_was_never_live_cannot_come_back() -> None:
    publish()
    with pytest.raises(VersionError, match="was never live"):
        release.roll_back("maria", "", keep())


def test_the_first_publication_can_be_taken_back(trained: Path, tmp_path: Path) -> None:
    number = publish()
    with pytest.raises(VersionError, match="the model of set-up is gone"):
        release.roll_back("maria", "", trained=tmp_path)
    assert release.roll_back("maria", "a typo", trained=trained) == 0
    assert served(trained).version is None
    last = versions().audit.read()[-1]
    assert (last.action, last.version) == ("rolled back", 0)
    assert release.roll_back("maria", "no typo", number, trained=trained) == number


def test_a_second_owner_must_approve() -> None:
    publish()
    number = keep("olivia")
    versions().point(WAITING, number)
    with pytest.raises(VersionError, match="Only an owner may approve"):
        release.approve("maria", TWO)
    with pytest.raises(VersionError, match="Another owner must approve"):
        release.approve("olivia", TWO)
    assert live() == 1
    assert release.approve("oscar", TWO) == number
    assert live() == number
    with pytest.raises(VersionError, match="No version waits"):
        release.approve("oscar", TWO)


def test_an_owner_approves_what_that_owner_looked_at() -> None:
    publish()
    looked_at, newer = keep(), keep()
    versions().point(WAITING, newer)
    with pytest.raises(VersionError, match="Version 2 does not wait for approval; version 3 does"):
        release.approve("oscar", TWO, looked_at)
    assert live() == 1
    assert release.approve("oscar", TWO, newer) == newer


def test_what_waits_waits_no_more_when_another_version_goes_live() -> None:
    publish()
    versions().point(WAITING, keep())
    assert publish() == 3
    assert versions().pointed(WAITING) is None
    with pytest.raises(VersionError, match="No version waits"):
        release.approve("oscar", TWO)


@pytest.mark.parametrize("number", [None, 1])
def test_what_is_older_than_the_live_version_is_not_approved(number: Optional[int]) -> None:
    keep()
    publish()
    versions().point(WAITING, 1)
    with pytest.raises(VersionError, match="Version 1 is older than what is live, version 2"):
        release.approve("oscar", TWO, number)
    assert live() == 2


def test_approval_works_beside_a_stray_folder() -> None:
    publish()
    versions().point(WAITING, keep())
    (versions().path(1).parent / "0002.bak").mkdir()
    assert release.approve("oscar", TWO) == 2


def test_status_says_what_the_files_would_change(tmp_path: Path) -> None:
    number = publish()
    faq = write_faq(tmp_path / "faq", "From $3,000.")
    now = release.status(faq)
    assert now.live == number
    assert now.pending is not None
    assert now.pending.none
    (faq / "cost.yml").write_text(ENTRY.format(answer="From $2,500."), encoding="utf-8")
    now = release.status(faq)
    assert now.pending is not None
    assert [change.fields for change in now.pending.changed] == [["answer"]]
