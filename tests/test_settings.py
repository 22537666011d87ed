import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Iterator

import pytest

from iop.channels.inbox import Inbox
from iop.errors import SetupError
from iop.settings import Settings, settings
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
from tests.conftest import ROOT


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


@pytest.mark.parametrize("variable", ["IOP_SECRET_KEY", "IOP_SECRET_KEY_OLD"])
def test_a_blank_secret_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "  ")
    with pytest.raises(SetupError, match=f"{variable} is blank"):
        Settings(var=tmp_path).secrets()


def test_a_short_secret_is_refused_and_can_be_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IOP_SECRET_KEY", "fifteen letters")
    with pytest.raises(SetupError, match=r"needs 16 characters or more.*token_urlsafe.*IOP_SECRET_KEY_OLD"):
        Settings(var=tmp_path).secret()
    monkeypatch.setenv("IOP_SECRET_KEY", "sixteen letters!")
    monkeypatch.setenv("IOP_SECRET_KEY_OLD", "short")
    assert Settings(var=tmp_path).secrets() == ("sixteen letters!", "short")


def test_no_second_secret_is_made_beside_a_database_that_another_one_encrypted(tmp_path: Path) -> None:
    mine = Settings(var=tmp_path, secret_key=None)
    engine = open_database(mine.database())
    Inbox(engine, Cipher("the service's own secret")).receive("web-1", "m1", "hello")
    with pytest.raises(SetupError, match=r"No new one was made.*docs/deploy\.md"):
        mine.secret()
    assert not (tmp_path / "secret.key").exists()


def test_beside_a_database_that_holds_nothing_yet_a_secret_is_made(tmp_path: Path) -> None:
    mine = Settings(var=tmp_path, secret_key=None)
    open_database(mine.database())
    assert len(mine.secret()) > 40


def test_where_the_database_cannot_be_asked_people_are_answered_all_the_same(tmp_path: Path) -> None:
    away = Settings(var=tmp_path, secret_key=None, database_url="postgresql://127.0.0.1:1/iop")
    assert len(away.secret()) > 40


@pytest.mark.parametrize(
    ("variable", "value", "remedy"),
    [
        ("PORT", "abc", "Write a port from 1 to 65535, like 5005"),
        ("PORT", "80000", "Write a port from 1 to 65535, like 5005"),
        ("PORT", "0", "Write a port from 1 to 65535, like 5005"),
        ("IOP_PROXIES", "x", "Write how many proxies there are, like 1"),
        ("IOP_PROXIES", "-1", "Write how many proxies there are, like 1"),
        ("IOP_SMTP_PORT", "smtp", "Write a port, like 587"),
        ("IOP_SMTP_SECURITY", "ssl", "Write starttls, tls (port 465) or none"),
        ("IOP_ENDPOINTS", "/nope", "Write the path of a file like endpoints.yml"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, remedy: str
) -> None:
    monkeypatch.setenv(variable, value)
    settings.cache_clear()
    with pytest.raises(SetupError) as raised:
        settings()
    settings.cache_clear()
    assert str(raised.value) == f"{variable} is '{value}'. {remedy}, or leave it out."


def test_a_disk_that_was_full_leaves_no_empty_secret(tmp_path: Path) -> None:
    code = f"""
import resource, signal
from pathlib import Path
from iop.channels.inbox import Inbox
from iop.settings import Settings, settings
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
Settings(var=Path({str(tmp_path)!r}), secret_key=None).secret()
"""
    first = subprocess.run([sys.executable, "-Bc", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "SetupError" in first.stderr
    assert "cannot be written" in first.stderr
    assert list(tmp_path.iterdir()) == []
    assert len(Settings(var=tmp_path, secret_key=None).secret()) > 40


@pytest.mark.parametrize("content", [b"", b"\n", b"half-a-secret", b"\xff" * 64, b"\0" * 64])
def test_what_a_full_disk_left_of_a_secret_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret.key").write_bytes(content)
    with pytest.raises(SetupError, match=r"secret\.key holds no whole secret. Put it back"):
        Settings(var=tmp_path, secret_key=None).secret()


def test_two_processes_that_start_together_have_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = pool.map(lambda _: Settings(var=tmp_path, secret_key=None).secret(), range(8))
    assert len(set(made)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_database_is_a_file_under_var_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IOP_DATABASE_URL", raising=False)
    assert Settings(var=tmp_path / "new").database() == f"sqlite:///{tmp_path}/new/iop.db"


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(SetupError, match=r"cannot be made.*IOP_VAR"):
        Settings(var=tmp_path / "file" / "var").database()


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Whoever runs the tests is no longer root, who may write everywhere, where the real user is asked for."""
    is_root = os.getuid() == 0
    if is_root:
        os.setreuid(65534, -1)
    yield
    if is_root:
        os.setreuid(0, -1)


@pytest.mark.usefixtures("ordinary_user")
def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir(mode=0o500)
    with pytest.raises(SetupError, match="not writable"):
        Settings(var=folder).database()
