import os
import stat
from pathlib import Path

import pytest

from iop.errors import SetupError
from iop.settings import Settings


def test_makes_a_secret_at_first_run_that_only_the_owner_can_read(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, secret_key=None)
    secret = settings.secret()
    assert len(secret) > 40
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_keeps_the_secret_it_made(tmp_path: Path) -> None:
    assert Settings(var=tmp_path, secret_key=None).secret() == Settings(var=tmp_path, secret_key=None).secret()


def test_prefers_the_secret_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IOP_SECRET_KEY", "from the environment")
    assert Settings(var=tmp_path).secret() == "from the environment"
    assert not (tmp_path / "secret.key").exists()


def test_database_is_a_file_under_var_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IOP_DATABASE_URL", raising=False)
    assert Settings(var=tmp_path / "new").database() == f"sqlite:///{tmp_path}/new/iop.db"


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(SetupError, match=r"cannot be made.*IOP_VAR"):
        Settings(var=tmp_path / "file" / "var").database()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir(mode=0o500)
    with pytest.raises(SetupError, match="not writable"):
        Settings(var=folder).database()
