from pathlib import Path

import pytest

from iop.facility import facility
from iop.safety import detector
from iop.serving.health import report
from iop.settings import settings
from tests.conftest import ROOT

EXAMPLE = (ROOT / "tests" / "example_facility.yml").read_text(encoding="utf-8")


async def test_a_facility_file_that_breaks_is_named_and_takes_nobody_off_the_air(
    var_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "facility.yml"
    path.write_text(EXAMPLE, encoding="utf-8")
    monkeypatch.setattr(settings(), "facility", path, raising=False)
    facility()
    path.write_text(EXAMPLE.replace("America/Denver", "Denver"), encoding="utf-8")
    found = await report(None)
    assert found["facility"]
    assert any(problem.startswith("facility.yml, line 10: ") for problem in found["problems"])
    path.write_text(EXAMPLE, encoding="utf-8")
    assert not any("facility" in problem for problem in (await report(None))["problems"])


async def test_a_secret_that_nothing_can_be_stored_with_is_a_database_that_cannot_be_written(var_folder: Path) -> None:
    assert (await report(None))["database"]
    (var_folder / "secret.key").write_text("half of")
    found = await report(None)
    assert not found["database"]
    assert "The database cannot be written." in found["problems"]


async def test_a_safety_check_that_lacks_a_layer_is_named(var_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError("gone")

    assert not any("safety" in problem for problem in (await report(None))["problems"])
    monkeypatch.setattr(detector, "shared_classifier", broken)
    assert any("classifier failed: OSError" in problem for problem in (await report(None))["problems"])
