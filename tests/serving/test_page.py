from pathlib import Path

import pytest

from iop.serving.page import demo_page
from iop.settings import settings
from tests.conftest import ROOT

EXAMPLE = (ROOT / "tests" / "example_facility.yml").read_text(encoding="utf-8")


def test_the_example_says_that_it_is_one() -> None:
    page = demo_page()
    assert "No treatment is offered here" in page
    assert '<iop-chat name="Turning Point" phone="(303) 555-0142">' in page
    assert 'href="tel:+1-303-555-0142"' in page
    assert "in network with Aetna, Blue Cross Blue Shield, Cigna and UnitedHealthcare" in page
    assert "{" not in page


def test_a_centre_of_its_own_finds_nothing_of_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = EXAMPLE.replace("example: true", "example: false").replace("(303) 555-0142", "(720) 555-0167")
    text = text.replace("name: Turning Point", 'name: Rock & "Roll" <Recovery>').replace("name: Aetna", "name: Humana")
    text = text.replace("1200 Example Avenue, Suite 300", "7 Main Street").replace(
        '["08:00", "18:00"]', '["7 AM", "8 PM"]'
    )
    path = tmp_path / "facility.yml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(settings(), "facility", path, raising=False)
    page = demo_page()
    assert 'name="Rock &amp; &quot;Roll&quot; &lt;Recovery&gt;" phone="(720) 555-0167"' in page
    for theirs in ("7 Main Street", "Mon-Thu 7 AM-8 PM", "Humana", "tel:+1-720-555-0167"):
        assert theirs in page
    for examples in ("Turning Point", "555-0142", "5550142", "Example", "Aetna"):
        assert examples not in page
