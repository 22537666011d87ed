from pathlib import Path

import pytest

from iop.errors import InputFileError
from iop.facility import facility
from tests.conftest import ROOT

EXAMPLE = (ROOT / "data" / "facility.yml").read_text(encoding="utf-8")


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "facility.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_says_that_it_is_one_and_uses_fictional_numbers() -> None:
    example = facility(ROOT / "data" / "facility.yml")
    assert example.example
    assert "555-01" in example.phone


def test_office_hours_join_equal_days() -> None:
    assert facility(ROOT / "data" / "facility.yml").hours_text() == "Mon-Thu 8 AM-6 PM, Fri 8 AM-5 PM (Mountain Time)"


def test_days_without_hours_break_a_span(tmp_path: Path) -> None:
    text = EXAMPLE.replace('  wednesday: ["08:00", "18:00"]\n', "")
    assert facility(written(tmp_path, text)).hours_text().startswith("Mon-Tue 8 AM-6 PM, Thu 8 AM-6 PM, Fri")


def test_insurers_are_a_phrase() -> None:
    assert (
        facility(ROOT / "data" / "facility.yml").insurers_text()
        == "Aetna, Blue Cross Blue Shield, Cigna and UnitedHealthcare"
    )


def test_a_change_is_read_without_restart(tmp_path: Path) -> None:
    import os

    path = written(tmp_path, EXAMPLE)
    assert facility(path).name == "Turning Point"
    path.write_text(EXAMPLE.replace("name: Turning Point", "name: New Dawn"), encoding="utf-8")
    os.utime(path, (1, 1))
    assert facility(path).name == "New Dawn"


@pytest.mark.parametrize(
    ("old", "new", "line", "remedy"),
    [
        ('phone: "(303) 555-0142"', "phone: call us", 6, "Write it like"),
        ("email: admissions@turningpoint.example", "email: admissions", 7, "not an e-mail address"),
        ("time_zone: America/Denver", "time_zone: Mars/Olympus", 10, "like America/Denver"),
        ('  monday: ["08:00", "18:00"]', '  monday: "8 to 6"', 11, 'like \\["08:00", "18:00"\\]'),
        ('  monday: ["08:00", "18:00"]', '  moonday: ["08:00", "18:00"]', 11, "not a day"),
        ("name: Turning Point", "name: Turning Point\nmotto: hope", 6, "extra fields not permitted"),
        ("name: Turning Point", "name: Turning: Point", 5, "not valid YAML"),
    ],
)
def test_a_mistake_names_file_line_and_remedy(tmp_path: Path, old: str, new: str, line: int, remedy: str) -> None:
    assert old in EXAMPLE
    path = written(tmp_path, EXAMPLE.replace(old, new))
    with pytest.raises(InputFileError, match=rf"facility\.yml, line {line}: .*{remedy}"):
        facility(path)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="the file is missing"):
        facility(tmp_path / "facility.yml")


def test_a_file_that_is_not_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "facility.yml"
    path.write_bytes(b"\xff\xfe\x00name")
    with pytest.raises(InputFileError, match="not UTF-8"):
        facility(path)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("origins: [https://www.example.org/chat]", "is not an origin"),
        ("origins: ['*']", "is not an origin"),
        ("origins: [http://www.example.org]", "is not encrypted"),
        ("privacy_url: javascript:alert(1)", "is not a web address"),
        ("quick_exit_url: weather.gov", "is not a web address"),
    ],
)
def test_a_wrong_website_says_what_to_write(tmp_path: Path, line: str, complaint: str) -> None:
    with pytest.raises(InputFileError, match=complaint):
        facility(written(tmp_path, f"{EXAMPLE.split('website:')[0]}website:\n  {line}\n"))


def test_without_website_only_the_own_pages_are_allowed(tmp_path: Path) -> None:
    assert facility(written(tmp_path, EXAMPLE.split("website:")[0])).website.origins == []
