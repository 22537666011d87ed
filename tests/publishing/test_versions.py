import json
from pathlib import Path

import pytest

from iop.errors import SetupError
from iop.publishing.versions import FAQ, MODEL, Versions


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / "cost.yml").write_text("topic: cost\nentries: []\n")
    (tmp_path / MODEL).write_bytes(b"a model")
    return tmp_path


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path / "var")


def test_a_version_is_a_copy_that_nobody_changes(versions: Versions, source: Path) -> None:
    made = versions.add(source / "faq", source / MODEL, "dana", "first")
    (source / "faq" / "cost.yml").write_text("changed")
    folder = versions.folder_of(made.number)
    assert (folder / FAQ / "cost.yml").read_text().startswith("topic: cost")
    assert (folder / MODEL).stat().st_mode & 0o222 == 0
    assert versions.get(1) == made


def test_a_changed_version_is_refused(versions: Versions, source: Path) -> None:
    versions.add(source / "faq", source / MODEL, "dana", "first")
    model = versions.folder_of(1) / MODEL
    model.chmod(0o644)
    model.write_bytes(b"another")
    with pytest.raises(SetupError, match="were changed"):
        versions.go_live(1, "dana")
    assert versions.live() is None


def test_the_pointer_moves_and_the_record_says_who_and_why(versions: Versions, source: Path) -> None:
    for why in ("first", "second"):
        versions.go_live(versions.add(source / "faq", source / MODEL, "dana", why).number, "dana", why=why)
    assert versions.live() == 2
    versions.go_live(1, "kim", "rollback", "wrong price")
    assert versions.live() == 1
    last = versions.history()[-1]
    assert (last["who"], last["what"], last["version"], last["why"]) == ("kim", "rollback", 1, "wrong price")


def test_there_is_no_version_that_was_never_made(versions: Versions) -> None:
    assert versions.all() == []
    assert versions.live() is None
    with pytest.raises(SetupError, match="no version 7"):
        versions.go_live(7, "dana")


@pytest.mark.parametrize("damage", ["change", "remove"])
def test_a_changed_record_is_noticed(versions: Versions, tmp_path: Path, damage: str) -> None:
    for number in range(3):
        versions.record("refused", "dana", number)
    path = tmp_path / "var" / "audit.jsonl"
    lines = path.read_text().splitlines()
    if damage == "change":
        lines[1] = json.dumps({**json.loads(lines[1]), "who": "somebody"})
    else:
        del lines[1]
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(SetupError, match="was changed"):
        versions.history()


def test_a_copy_that_fails_leaves_nothing(versions: Versions, source: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        versions.add(source / "faq", source / "missing.tar.gz", "dana", "broken")
    assert versions.all() == []
    assert list((tmp_path / "var" / "versions").iterdir()) == []
