"""When somebody would like to be called, and when not: what was said is never turned round."""

from typing import Optional

import pytest

from iop.intake.details import read
from iop.intake.draft import CONFIRM, EXTRAS, PERMISSION, TIME
from iop.intake.times import beside_before, corrected_hour, free_time_in, is_limit, time_in

BEFORE = {"for_whom": "self", "first_name": "Ann", "phone": "+13035550142", "best_time": "monday at 2"}


@pytest.mark.parametrize(
    "said",
    [
        "i can't do afternoons",
        "cant talk before 4",
        "not free before noon",
        "evenings are bad",
        "im in class all morning",
        "wednesday, i have a meeting until 11",
        "im at work until 5",
        "i get off work at 5",
        "any time but fridays",
        "call my cell in the evening, work till 3",
    ],
)
def test_when_not_to_call_is_kept_in_the_words(said: str) -> None:
    assert read(said, asked=TIME).fields["best_time"] == said


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("303 555 0142, i cant do mornings or evenings, im dan", "i cant do mornings or evenings"),
        ("call me 303 555 0142 but not before noon, im asleep till 11", "not before noon, im asleep till 11"),
        ("303 555 0142. i work nights so dont call before 2", "dont call before 2"),
        ("303 555 0142, mornings work for me", "mornings"),
        ("call me at 10, 303 555 0142", "at 10"),
        ("he began at 14, please call me 303 555 0142", None),
    ],
)
def test_when_not_to_call_beside_a_number(said: str, time: Optional[str]) -> None:
    assert read(said).fields.get("best_time") == time


@pytest.mark.parametrize(
    "said",
    [
        "friday am",
        "fri pm",
        "monday 8",
        "wed 10a",
        "thurs @ 2",
        "mon-wed b4 noon",
        "2moro mornin",
        "M-W after 530",
        "weekdays 9-5",
        "monday 10-12",
        "at 10",
        "any",
        "in a couple hours",
        "after the holidays",
        "next month",
        "home at 6",
        "during the day",
        "5pm or later",
    ],
)
def test_no_part_of_a_time_is_lost(said: str) -> None:
    assert read(said, asked=TIME).fields == {"best_time": said}


def test_a_month_is_a_time() -> None:
    assert read("call me in january", asked=TIME).fields["best_time"] == "in january"
    assert "best_time" not in read("that may help", asked=CONFIRM, known=BEFORE).fields


@pytest.mark.parametrize(
    "said",
    [
        "my appointment with my doctor is friday",
        "he has court tuesday",
        "client needs an evening group",
        "i go to church on sunday mornings",
    ],
)
def test_a_remark_at_the_summary_is_a_note_and_leaves_the_time(said: str) -> None:
    assert read(said, asked=CONFIRM, known=BEFORE).fields == {"note": said}


def test_a_program_at_a_time_is_no_time_for_a_call() -> None:
    assert "best_time" not in read("i need evening sessions", asked=PERMISSION, known=BEFORE).fields
    assert "best_time" not in read("do you have evening groups?", asked=CONFIRM, known=BEFORE).fields
    assert "best_time" not in read("aetna, and i need an evening group", asked=EXTRAS, known=BEFORE).fields


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("i cant do tuesdays either", "monday at 2, i cant do tuesdays either"),
        ("not mornings", "monday at 2, not mornings"),
        ("i cant do monday after all", "i cant do monday after all"),
        ("tuesday instead", "tuesday at 2"),
        ("thursday is better for me", "thursday at 2"),
        ("can we make it friday morning", "friday morning"),
        ("actually 1 not 2", "monday at 1"),
        ("call me tuesday", "tuesday at 2"),
    ],
)
def test_what_a_change_of_the_time_leaves(said: str, time: str) -> None:
    found = read(said, asked=CONFIRM, known=BEFORE).fields
    assert found == {"best_time": time}


def test_a_limit_says_only_when_not() -> None:
    assert is_limit("not mornings")
    assert not is_limit("not mornings, evenings")
    assert beside_before("wednesday", "monday morning") == "wednesday morning"
    assert corrected_hour("9 not 10", "noon") is None


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("my lunch 11:30-12", "lunch 11:30-12"),
        ("after school like 3", "after school like 3"),
        ("early morning like 7", "early morning like 7"),
        ("all day im free", "all day"),
        ("2nite", "2nite"),
    ],
)
def test_an_answer_keeps_its_minutes_and_its_hour(said: str, time: str) -> None:
    assert read(said, asked=TIME).fields["best_time"] == time


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("call me but not at work. after 5:15. 303-555-0189 Steph", "after 5:15"),
        ("want to start monday if i can. call 303-555-0193", None),
        ("i talked with a lady on monday and she said to ask for a call. 303-555-0161", None),
        ("call me before my court date dec 15, 303-555-0191", None),
        ("Call me please. But only after my kids are asleep, like 8:30pm", "8:30pm"),
    ],
)
def test_what_happens_on_a_day_is_no_time_for_a_call(said: str, time: Optional[str]) -> None:
    assert read(said, asks_for_call=True).fields.get("best_time") == time


def test_another_day_keeps_the_part_of_the_day() -> None:
    assert beside_before("thursday", "wednesday afternoon") == "thursday afternoon"
    assert beside_before("mornings", "wednesday afternoon") == "mornings"


@pytest.mark.parametrize(
    "text",
    [
        "My judge gave me until January 10 to enroll in IOP. can u call",
        "I'm moving to Denver next month and want to set up IOP before. Can someone reach me?",
        "I drink too much after shifts. Call me",
        "mi hermano sale de la cárcel el viernes, me pueden llamar",
        "llámenme, ahorita no tengo teléfono",
    ],
)
def test_what_happens_at_a_time_is_no_time_for_a_call(text: str) -> None:
    assert time_in(text) is None


def test_a_military_hour_is_a_time() -> None:
    assert free_time_in("1300") == "1300"
