import datetime as dt
import errno
import os
import time
from pathlib import Path

import pytest

from iop.errors import InputFileError
from iop.facility import facility, facility_problems
from iop.settings import settings
from tests.conftest import ROOT
from tests.example import FACILITY, of_the_example

EXAMPLE = FACILITY.read_text(encoding="utf-8")


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "facility.yml"
    path.write_text(text, encoding="utf-8")
    return path


@of_the_example
def test_the_tests_use_the_example_as_it_is() -> None:
    assert (ROOT / "data" / "facility.yml").read_text(encoding="utf-8") == EXAMPLE


@of_the_example
def test_the_example_says_that_it_is_one_and_uses_fictional_numbers() -> None:
    example = facility(ROOT / "data" / "facility.yml")
    assert example.example
    assert "555-01" in example.phone


def test_office_hours_join_equal_days() -> None:
    assert facility(FACILITY).hours_text() == "Mon-Thu 8 AM-6 PM, Fri 8 AM-5 PM (Mountain Time)"


def test_days_without_hours_break_a_span(tmp_path: Path) -> None:
    text = EXAMPLE.replace('  wednesday: ["08:00", "18:00"]\n', "")
    assert facility(written(tmp_path, text)).hours_text().startswith("Mon-Tue 8 AM-6 PM, Thu 8 AM-6 PM, Fri")


@pytest.mark.parametrize(
    ("today", "phrase"),
    [
        (dt.date(2026, 11, 27), "some holidays (next: Dec 25, Jan 1)"),
        (dt.date(2026, 12, 25), "some holidays (next: Dec 25, Jan 1)"),
        (dt.date(2027, 1, 2), "some holidays"),
    ],
)
def test_holidays_are_a_phrase_with_the_next_ones(today: dt.date, phrase: str) -> None:
    assert facility(FACILITY).closed_days_text(today) == phrase


def test_insurers_are_a_phrase() -> None:
    assert facility(FACILITY).insurers_text() == "Aetna, Blue Cross Blue Shield, Cigna and UnitedHealthcare"


def test_a_change_is_read_without_restart(tmp_path: Path) -> None:
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
        ('phone: "(303) 555-0142"', 'phone: "(303) 555-0142', 6, "quotation mark is opened here and not closed"),
        ("name: Turning Point", "name: 'Turning Point", 5, "quotation mark is opened here and not closed"),
        ("2026-12-25", "12/25/2026", 19, "is not a date.*like 2027-03-31"),
        ("2026-12-25", "2026-13-25", 19, "is not a date.*like 2027-03-31"),
        ("origins: []", "origins: https://www.example.org", 44, "Write \\[one, another\\]"),
    ],
)
def test_a_mistake_names_file_line_and_remedy(tmp_path: Path, old: str, new: str, line: int, remedy: str) -> None:
    assert old in EXAMPLE
    path = written(tmp_path, EXAMPLE.replace(old, new))
    with pytest.raises(InputFileError, match=rf"facility\.yml, line {line}: .*{remedy}"):
        facility(path)


MONDAY = '  monday: ["08:00", "18:00"]'


@pytest.mark.parametrize(
    "hours", ['["9:00", "17:00"]', '["09:00", "5 PM"]', '["9 am", "5:00 p.m."]', '["9AM", "17:00"]']
)
def test_hours_are_read_as_people_write_them(tmp_path: Path, hours: str) -> None:
    path = written(tmp_path, EXAMPLE.replace(MONDAY, f"  monday: {hours}"))
    assert facility(path).hours_text().startswith("Mon 9 AM-5 PM, Tue-Thu 8 AM-6 PM")


@pytest.mark.parametrize(
    ("hours", "read", "remedy"),
    [
        ("[08:00, 18:00]", r"\['08:00', 1080\] was read, because 18:00 without quotes is a number", "in quotes, like"),
        ("[800, 1800]", r"\[800, 1800\] was read", "in quotes, like"),
        ('["09:00", "5:00"]', "it closes at 5 AM and opens at 9 AM", '"5 PM"'),
        ('["18:00", "02:00"]', "it closes at 2 AM and opens at 6 PM", "before midnight"),
        ('["09", "17"]', "'09' is not a time", 'like "08:00" or "8 AM"'),
        ('["0800", "1800"]', "'0800' is not a time", 'like "08:00" or "8 AM"'),
        ('["08:00-12:00", "13:00-18:00"]', "'08:00-12:00' is not a time", 'like "08:00" or "8 AM"'),
        ('["8 AM", "14 PM"]', "'14 PM' is not a time", 'like "08:00" or "8 AM"'),
        ('["08:00", "24:00"]', "'24:00' is not a time", 'like "08:00" or "8 AM"'),
        ('["08:00"]', r"\['08:00'\] was read", "when it begins and ends"),
    ],
)
def test_hours_that_cannot_be_meant_say_what_was_read(tmp_path: Path, hours: str, read: str, remedy: str) -> None:
    path = written(tmp_path, EXAMPLE.replace(MONDAY, f"  monday: {hours}"))
    with pytest.raises(InputFileError, match=rf"line 11: .*monday: .*{read}.*{remedy}"):
        facility(path)


@pytest.mark.parametrize(
    ("old", "new", "line", "remedy"),
    [
        ('phone: "(303) 555-0142"', "phone: 555-0142", 6, "with the area code"),
        ("billing: (303) 555-0143", "billing: 555-0143", 36, "with the area code"),
        ("media: office@turningpoint.example", "media: office at turningpoint", 40, "not a phone number"),
        ("media: office@turningpoint.example", "media: office@", 40, "not an e-mail address"),
        ("1200 Example Avenue, Suite 300", "1200 Example Avenue #300", 8, "Put the value in quotes"),
        ("name: Cigna", "name: Cigna #1", 29, "Put the value in quotes"),
    ],
)
def test_where_nobody_could_call_or_go_is_refused(tmp_path: Path, old: str, new: str, line: int, remedy: str) -> None:
    assert old in EXAMPLE
    with pytest.raises(InputFileError, match=rf"line {line}: .*{remedy}"):
        facility(written(tmp_path, EXAMPLE.replace(old, new)))


def test_a_file_that_breaks_beside_a_running_assistant_silences_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = written(tmp_path, EXAMPLE)
    monkeypatch.setattr(settings(), "facility", path, raising=False)
    assert (facility().name, facility_problems()) == ("Turning Point", [])
    for at, broken in ((1, EXAMPLE.replace("America/Denver", "Denver")), (2, "")):
        path.write_text(broken, encoding="utf-8")
        os.utime(path, (at, at))
        assert facility().time_zone == "America/Denver"
    path.write_text(EXAMPLE.replace("America/Denver", "Denver"), encoding="utf-8")
    assert facility().name == "Turning Point"
    assert "facility.yml, line 10" in caplog.text
    assert "What was read before goes on" in caplog.text
    assert facility_problems()[0].startswith("facility.yml, line 10: ")
    path.unlink()
    assert facility().name == "Turning Point"
    path.write_text(EXAMPLE.replace("name: Turning Point", "name: New Dawn"), encoding="utf-8")
    assert (facility().name, facility_problems()) == ("New Dawn", [])


def test_a_change_that_leaves_the_time_as_it_was_is_read_too(tmp_path: Path) -> None:
    path = written(tmp_path, EXAMPLE[:100])
    os.utime(path, (1, 1))
    with pytest.raises(InputFileError):
        facility(path)
    path.write_text(EXAMPLE, encoding="utf-8")
    os.utime(path, (1, 1))
    assert facility(path).name == "Turning Point"


def test_a_file_that_may_be_read_again_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    path = written(tmp_path, EXAMPLE)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", denied)  # root, as whom tests may run, may read everything
        with pytest.raises(InputFileError, match="cannot be read"):
            facility(path)
    time.sleep(0.05)  # longer than a tick of the file system's clock
    path.chmod(0o644)
    assert facility(path).name == "Turning Point"


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
