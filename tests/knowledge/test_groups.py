import datetime as dt
from dataclasses import replace
from typing import List

import numpy as np
import pytest

from iop.encoding import tuned_encoder
from iop.knowledge.entries import FaqEntry, FaqFile
from iop.knowledge.groups import Group, as_alternates, groups
from iop.knowledge.unanswered import CLARIFY, FALLBACK, PICKED, Question
from iop.understanding.model import Entry, Model

FILES = {
    "cost": FaqFile(
        topic="cost",
        entries=[
            FaqEntry(
                id="cost-total",
                question="What does it cost?",
                answer="Call us.",
                source="t",
                owner="t",
                review_by=dt.date.max,
            )
        ],
    )
}


@pytest.fixture(scope="module")
def model() -> Model:
    texts = ["What does it cost?", "how much is it", "hello", "hi there"]
    labels = ["faq/cost-total", "faq/cost-total", "greet", "greet"]
    entries = {"faq/cost-total": Entry("faq/cost-total", "cost", texts[0]), "greet": Entry("greet")}
    return Model.learn(texts, labels, tuned_encoder().encode, entries)


def asked(*texts: str, kind: str = FALLBACK) -> List[Question]:
    return [Question(number, dt.datetime(2026, 11, 1), kind, text, []) for number, text in enumerate(texts, 1)]


def test_questions_of_one_meaning_are_one_group(model: Model) -> None:
    questions = asked("do you have a sauna", "is there a sauna", "got a sauna?", "who won the game last night")
    found = groups(questions, model, tuned_encoder())
    assert [len(group.questions) for group in found] == [3, 1]
    assert found[0].texts == ["do you have a sauna", "is there a sauna", "got a sauna?"]
    assert found[0].nearest[0][0] == "cost-total"


def test_what_a_person_picked_themselves_is_told_and_waits_for_no_answer(model: Model) -> None:
    unclear = asked("the price", kind=CLARIFY)[0]
    picked = replace(unclear, id=2, kind=PICKED, candidates=["cost-total"])
    (group,) = groups([unclear, picked], model, tuned_encoder())
    assert (group.questions, group.texts, group.picked, group.ids) == ([], ["the price"], {"cost-total": 1}, [1, 2])
    (group,) = groups([unclear, picked, replace(unclear, id=3)], model, tuned_encoder())
    assert [question.id for question in group.questions] == [3]
    assert group.ids == [3, 1, 2]
    (group,) = groups([unclear, replace(unclear, id=3), replace(picked, id=4)], model, tuned_encoder())
    assert [question.id for question in group.questions] == [1]


def test_what_solved_itself_comes_last(model: Model) -> None:
    unclear = asked("the price", kind=CLARIFY)[0]
    picks = [replace(unclear, id=number, kind=PICKED, candidates=["cost-total"]) for number in (2, 3)]
    waiting = replace(asked("who won the game last night")[0], id=4)
    found = groups([unclear, *picks, waiting], model, tuned_encoder())
    assert [group.texts for group in found] == [["who won the game last night"], ["the price"]]


def test_the_name_of_a_group_stays_when_more_is_asked(model: Model) -> None:
    questions = asked("do you have a sauna", "is there a sauna")
    before = groups(questions[:1], model, tuned_encoder())[0].key
    assert groups(questions, model, tuned_encoder())[0].key == before


def test_a_group_becomes_other_ways_to_ask(model: Model) -> None:
    group = groups(asked("gimme the damage", "WHAT DOES IT COST?", "gimme the damage"), model, tuned_encoder())
    plans = [as_alternates(one, "cost-total", FILES) for one in group]
    alternates = [entry.alternates for plan in plans for _, entry in plan.changed]
    assert alternates == [["gimme the damage"]]
    with pytest.raises(KeyError):
        as_alternates(group[0], "no-such", FILES)
    assert np.isfinite(group[0].nearest[0][2])


def test_wordings_that_an_entry_may_not_have_are_left_out_with_a_note(model: Model) -> None:
    other = FILES["cost"].entries[0].copy(update={"id": "cost-other", "question": "Whats the price?"})
    files = {"cost": FaqFile(topic="cost", entries=[*FILES["cost"].entries, other])}
    questions = asked("gimme the damage", "whats  the price?", "is it <b>cheap</b>", "this | that")
    plan = as_alternates(Group("key", questions, []), "cost-total", files)
    assert plan.changed[0][1].alternates == ["gimme the damage", "this that"]
    assert [note.split(" is left out: ")[0] for note in plan.notes] == ["'whats the price?'", "'is it <b>cheap</b>'"]
    assert "'cost-other' (data/faq/cost.yml)" in plan.notes[0]
