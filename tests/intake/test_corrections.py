"""What somebody wants changed."""

from typing import List, Optional

import pytest

from iop.intake.corrections import cancels, corrects, is_another_person, to_ask_again, to_remove
from iop.intake.details import read
from iop.intake.draft import CONTACT, NAME, TIME


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("leave out my last name", ["last_name"]),
        ("remove the insurance please", ["insurer"]),
        ("don't send my email", ["email"]),
        ("take out my number", ["phone", "may_text", "may_voicemail"]),
        ("yes send it", []),
        ("my email is fine", []),
    ],
)
def test_what_to_leave_out(text: str, names: List[str]) -> None:
    assert to_remove(text) == names


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("the number is wrong", CONTACT),
        ("change my email", CONTACT),
        ("you got my name wrong", NAME),
        ("can i change the time", TIME),
        ("everything is right", None),
        ("the name", NAME),
        ("no, just my number please", CONTACT),
        ("text", None),
        ("yes", None),
    ],
)
def test_what_to_ask_again(text: str, question: Optional[str]) -> None:
    assert to_ask_again(text) == question


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("this is Jen, call me too", "Jen", True),
        ("my name is Danny", "Danny", False),
        ("the name is wrong, it's Jen", "Jen", False),
        ("sorry, Jen", "Jen", False),
        ("evenings are better", None, False),
        ("can you also call my brother, his number is 303 555 1218", None, True),
        ("can you call her too? shes at 303 555 1218", None, True),
        ("call my sister at 303 555 1218", None, True),
        ("call my mom instead, 303 555 1218", None, False),
        ("wrong number, its 303 555 1218", None, False),
    ],
)
def test_who_is_another_person(text: str, name: Optional[str], expected: bool) -> None:
    found = {"first_name": name, **({"phone": "+13035551218"} if "1218" in text else {})}
    assert is_another_person(text, {"first_name": "Dan", "phone": "+13035551217"}, found) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("please cancel the call, my husband is home", True),
        ("can you cancel the call i asked for?", True),
        ("dont call me", True),
        ("take me off the list", True),
        ("dont call or text me anymore", True),
        ("dont text me anymore", False),
        ("wait is it sent?", False),
        ("can i cancel the call later if i need to?", False),
        ("please dont cancel the call, i was just scared", False),
        ("please dont call me at work", False),
        ("please don't call me today, tomorrow is better", False),
        ("dont call him call me", False),
        ("please don't call my husband", False),
    ],
)
def test_plain_words_cancel(text: str, expected: bool) -> None:
    assert cancels(text) is expected


@pytest.mark.parametrize(
    ("said", "is_correction"),
    [
        ("leave voicemails too", True),
        ("tell them not to say rehab in the voicemail", True),
        ("my name is spelled Keesha", True),
        ("do you take medicaid too", False),
        ("can you text me?", False),
        ("what do texts cost", False),
        ("i forgot to say, my last name is Park", True),
        ("thanks. my insurance is aetna", True),
        ("my insurance is aetna what does it cover", False),
        ("do you take aetna", False),
    ],
)
def test_what_corrects_details_that_were_sent(said: str, is_correction: bool) -> None:
    assert corrects(said, read(said).fields) == is_correction
