from pathlib import Path

import pytest

from iop.knowledge.unanswered import CLARIFY, FALLBACK, Unanswered, without_personal_data
from iop.storage.encryption import Cipher
from iop.storage.engine import open_database


@pytest.fixture
def questions(tmp_path: Path) -> Unanswered:
    return Unanswered(open_database(f"sqlite:///{tmp_path}/iop.db"), Cipher("secret"))


def test_questions_are_kept_in_order(questions: Unanswered) -> None:
    questions.remember(FALLBACK, "is there a sauna", [])
    questions.remember(CLARIFY, "how about the thing", ["cost-total", "loc-bus"])
    kept = questions.all()
    assert [(one.kind, one.text, one.candidates) for one in kept] == [
        (FALLBACK, "is there a sauna", []),
        (CLARIFY, "how about the thing", ["cost-total", "loc-bus"]),
    ]


def test_no_question_stands_in_clear(questions: Unanswered, tmp_path: Path) -> None:
    questions.remember(FALLBACK, "is there a sauna", [])
    assert not any(b"sauna" in file.read_bytes() for file in tmp_path.glob("iop.db*"))


def entity(text: str, word: str, kind: str) -> dict:
    return {"entity": kind, "start": text.index(word), "end": text.index(word) + len(word)}


def test_what_was_recognised_is_replaced_by_what_it_is() -> None:
    text = "Karen from Boulder asks on May 3 whether there is a sauna"
    found = [entity(text, "Karen", "person"), entity(text, "Boulder", "place"), entity(text, "May 3", "date")]
    assert without_personal_data(text, found) == "[person] from [place] asks on [date] whether there is a sauna"


def test_an_insurer_stays() -> None:
    text = "does Aetna pay for a sauna"
    assert without_personal_data(text, [entity(text, "Aetna", "insurer")]) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("my number is (303) 555-0199 is there a sauna", "my number is [number] is there a sauna"),
        ("ssn 123-45-6789", "ssn [number]"),
        ("write to ana.lopez+x@mail.example please", "write to [e-mail] please"),
        ("see https://me.example/ana?x=1", "see [address]"),
        ("my name is ana lopez and is there a sauna", "my name is [person] and is there a sauna"),
        ("me llamo José", "me llamo [person]"),
        ("is it 9 hours for 3 days", "is it 9 hours for 3 days"),
    ],
)
def test_numbers_addresses_and_names_go_without_being_recognised(text: str, clean: str) -> None:
    assert without_personal_data(text) == clean
