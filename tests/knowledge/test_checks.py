import datetime as dt
from typing import Any, List

import pytest

from iop.facility import facility
from iop.knowledge import checks
from iop.knowledge.checks import Remark, check, reading_grade
from iop.knowledge.entries import TEXT_CHARACTERS, FaqEntry, FaqFile, read_folder
from iop.settings import ROOT

TODAY = dt.date(2026, 11, 24)


def entry(**changes: Any) -> FaqEntry:
    values = {
        "id": "cost-total",
        "question": "What does it cost?",
        "answer": "Call {phone} and we tell you.",
        "source": "test",
        "owner": "dana",
        "review_by": dt.date(2027, 1, 1),
    }
    return FaqEntry(**{**values, **changes})


def remarks(*entries: FaqEntry) -> List[Remark]:
    return [one for one in check({"cost": FaqFile(topic="cost", entries=list(entries))}, TODAY) if one.entry]


def test_a_good_entry_gets_no_remark() -> None:
    assert remarks(entry()) == []


@pytest.mark.parametrize(
    ("changes", "level", "words"),
    [
        ({"answer": "It costs $300."}, "warning", "a price"),
        ({"answer": "Call (303) 555-0199."}, "warning", "written out"),
        ({"answer": "We guarantee that you get better."}, "warning", "a promise"),
        ({"answer": "You should take it at night."}, "warning", "medical advice"),
        ({"answer": "Usually 20 mg."}, "error", "names a dose"),
        ({"answer": "Itâ€™s free."}, "error", "broken letters"),
        ({"answer": "word " * 90}, "note", "more than one text message"),
        (
            {"answer": "Comprehensive multidisciplinary individualized psychotherapeutic interventions."},
            "note",
            "grade",
        ),
        ({"review_by": dt.date(2026, 11, 23)}, "note", "reviewed by 2026-11-23 (dana)"),
        ({"expires": dt.date(2026, 11, 23)}, "warning", "expired on 2026-11-23"),
        ({"alternates": ["i want to kill myself"]}, "note", "crisis texts come first"),
        ({"alternates": ["what does it COST"]}, "note", "2 times"),
        ({"alternates": ["what does\u200b it come to"]}, "warning", "invisible characters"),
        ({"answer": "word " * 90, "sms_answer": "word"}, "note", "has 90 words"),
    ],
)
def test_each_weakness_is_named(changes: Any, level: str, words: str) -> None:
    assert any(one.level == level and words in one.text for one in remarks(entry(**changes)))


def test_an_answer_is_as_long_as_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    own = facility().copy(update={"name": "The Very Long Name of a Treatment Centre in the Mountains"})
    monkeypatch.setattr(checks, "facility", lambda: own)
    answer = "Ask {centre}. " + "We say so. " * 25
    assert len(answer) < TEXT_CHARACTERS
    assert any("more than one text message (33" in one.text for one in remarks(entry(answer=answer)))
    accepted = entry(answer="Yes.", accepted_answer="Yes.", accepted_sms_answer=answer)
    assert any("more than one text message (33" in one.text for one in remarks(accepted))


def test_what_was_reviewed_may_name_a_price() -> None:
    assert remarks(entry(answer="It costs $300.", reviewed=TODAY)) == []


def test_the_last_day_is_still_served() -> None:
    assert not entry(expires=TODAY).is_expired(TODAY)
    assert entry(expires=TODAY).is_expired(TODAY + dt.timedelta(days=1))


def test_two_entries_with_one_wording_are_an_error() -> None:
    found = remarks(entry(), entry(id="cost-other", question="what does it cost"))
    assert [(one.level, one.entry) for one in found] == [("error", "cost-total")]
    assert "cost-other" in found[0].text


def test_topics_without_entries_are_named() -> None:
    found = check({"cost": FaqFile(topic="cost", entries=[entry()])}, TODAY)
    assert {one.topic for one in found if "no entry" in one.text} >= {"telehealth", "medication"}


def test_the_grade_of_known_texts() -> None:
    assert reading_grade("The cat sat on the mat. The dog ran.") < 2
    assert reading_grade("Intensive outpatient programs accommodate occupational responsibilities.") > 15


def test_the_knowledge_base_has_no_error() -> None:
    assert checks.errors(read_folder(ROOT / "data" / "faq")) == []
