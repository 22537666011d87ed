"""Where the encoder's and the safety classifier's files are."""

from pathlib import Path

import pytest

from iop.cache import cache_folder
from iop.encoding.encoder import onnx_file
from iop.safety.training import trained_file
from tests.conftest import ROOT


def folders() -> "tuple[Path, Path]":
    return onnx_file().parent, trained_file().parent


def test_the_default_and_its_name_in_the_environment_are_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IOP_CACHE", raising=False)
    default = folders()
    assert default == (ROOT / ".cache" / "encoder", ROOT / ".cache" / "safety")
    monkeypatch.setenv("IOP_CACHE", f"{ROOT}/.cache/")
    assert folders() == default


def test_the_variable_moves_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("IOP_CACHE", str(tmp_path))
    assert folders() == (cache_folder("encoder"), cache_folder("safety")) == (tmp_path / "encoder", tmp_path / "safety")
