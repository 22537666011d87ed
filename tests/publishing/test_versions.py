"""Versions, the pointer to the live one, and the audit log."""

import os
import threading
from pathlib import Path
from typing import List

import pytest

from iop.errors import InputFileError
from iop.publishing import versions as module
from iop.publishing.audit import AuditLog
from iop.publishing.differences import differences
from iop.publishing.versions import MODEL, VersionError, Versions

ENTRY = """topic: cost
entries:
  - id: cost-total
    question: How much does it cost?
    alternates: [price?]
    answer: {answer}
    source: staff
    owner: admissions
    review_by: 2027-01-01
"""


def make(versions: Versions, answer: str = "From $3,000.") -> int:
    with versions.draft() as draft:
        (draft / "faq").mkdir()
        (draft / "faq" / "cost.yml").write_text(ENTRY.format(answer=answer))
        (draft / MODEL).write_bytes(b"a model")
        return versions.keep(draft, "maria", "a test")


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path / "knowledge")


def test_a_version_has_a_number_hashes_and_who_and_why(versions: Versions) -> None:
    assert [make(versions), make(versions)] == [1, 2]
    manifest = versions.manifest(2)
    assert (manifest.number, manifest.who, manifest.why) == (2, "maria", "a test")
    assert set(manifest.files) == {"faq/cost.yml", MODEL}


def test_a_version_whose_files_were_changed_is_not_whole(versions: Versions) -> None:
    make(versions)
    versions.verify(1)
    model = versions.path(1) / MODEL
    model.chmod(0o644)
    model.write_bytes(b"another model")
    with pytest.raises(VersionError, match="changed after it was made"):
        versions.verify(1)


def interrupted(versions: Versions) -> None:
    with versions.draft() as draft:
        (draft / MODEL).write_bytes(b"half a model")
        raise KeyboardInterrupt


def test_a_draft_that_is_not_kept_leaves_nothing(versions: Versions) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(versions)
    assert versions.numbers() == []
    assert list(versions.folder.iterdir()) == []


def test_one_person_publishes_at_a_time(versions: Versions) -> None:
    busy = pytest.raises(VersionError, match="Somebody else is publishing")
    with versions.publishing(), busy, versions.publishing():
        pass


def test_a_change_of_what_is_live_waits_for_another(versions: Versions, monkeypatch: pytest.MonkeyPatch) -> None:
    done: List[str] = []

    def change() -> None:
        with versions.locked():
            done.append("second")

    second = threading.Thread(target=change)
    with versions.locked():
        second.start()
        second.join(0.2)
        done.append("first")
    second.join(10)
    assert done == ["first", "second"]
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.1)
    with versions.locked(), pytest.raises(VersionError, match="Try again in a minute"), versions.locked():
        pass


@pytest.mark.parametrize("stray", ["0002.bak", "0002", "12", "9 (copy)"])
def test_a_stray_folder_is_no_version(versions: Versions, stray: str) -> None:
    make(versions)
    (versions.path(1).parent / stray).mkdir()
    assert versions.numbers() == [1]
    assert make(versions) in (2, 3)
    assert len(versions.numbers()) == 2


def test_differences_name_entries_and_texts(versions: Versions) -> None:
    make(versions)
    make(versions, "From $4,000.")
    found = differences(versions.path(1) / "faq", versions.path(2) / "faq")
    assert (found.added, found.removed) == ([], [])
    assert found.changed[0].lines == ["-From $3,000.", "+From $4,000."]
    assert differences(versions.path(1) / "faq", versions.path(1) / "faq").none


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\r\n"])
def test_a_reason_may_hold_any_sign(tmp_path: Path, sign: str) -> None:
    log = AuditLog(tmp_path / "audit.jsonl")
    log.add("maria", "published", 1, f"new price{sign}from the web page")
    log.add("john", "rolled back", 1, "a typo")
    assert [one.why for one in log.read()] == [f"new price{sign}from the web page", "a typo"]


def test_a_record_that_does_not_fit_on_the_disk_leaves_the_log_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    log = AuditLog(tmp_path / "audit.jsonl")
    log.add("maria", "published", 1, "new price")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            log.add("maria", "published", 2, "another price")
    log.add("john", "rolled back", 1, "a typo")
    assert [one.action for one in log.read()] == ["published", "rolled back"]


def test_half_a_line_of_the_audit_log_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    path.write_text("")
    assert AuditLog(path).read() == []
    path.write_text('{"at": "2026-1')
    with pytest.raises(InputFileError, match="line 1: damaged"):
        AuditLog(path).read()


@pytest.mark.parametrize(("old", "new"), [("maria", "mario"), ("the reason", "a reason")])
def test_a_changed_line_of_the_audit_log_is_noticed(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "audit.jsonl"
    log = AuditLog(path)
    log.add("maria", "published", 1, "the reason")
    log.add("john", "rolled back", 1, "a typo")
    assert [(one.who, one.version) for one in log.read()] == [("maria", 1), ("john", 1)]
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(InputFileError, match="line 2: a line before this was changed"):
        log.read()
