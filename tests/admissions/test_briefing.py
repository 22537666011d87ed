from iop.admissions.briefing import summary
from tests.admissions.people import BARTHOLOMEW, ROSALIND


def test_the_summary_is_short_and_says_only_what_was_said() -> None:
    assert summary(BARTHOLOMEW.as_dict(), [], None) == [
        "For: themselves",
        "Name: Bartholomew",
        "Reach: +17205550188",
    ]


def test_the_fullest_summary_has_ten_lines_and_begins_with_the_crisis() -> None:
    lines = summary(ROSALIND.as_dict(), [f"Question {n}?" for n in range(30)], "suicide_self")
    assert len(lines) == 10
    assert lines[0] == "CRISIS: the conversation spoke of danger (suicide_self)"
    assert "Reach: +13035550177, rosalind.q@mailhaven.test, text messages: yes, voicemail: no" in lines


def test_a_line_stays_one_line() -> None:
    assert summary({"note": "one\ntwo"}, [], None) == ["Note: one two"]
