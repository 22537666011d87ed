"""The gate against a knowledge base that was damaged in many ways. Five topics of the real one, to be quick."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence

import numpy as np
import pytest
from ruamel.yaml import YAML

from iop.encoding import shared_encoder
from iop.errors import InputFileError
from iop.knowledge.checks import check
from iop.knowledge.entries import read_folder
from iop.knowledge.learning import learn
from iop.publishing.gate import Knowledge, judge
from iop.settings import ROOT

TOPICS = ("cost", "schedule_hours", "telehealth", "medication", "holistic")
yaml = YAML()
_VECTORS: Dict[str, Any] = {}


def encode(texts: Sequence[str]) -> Any:
    new = [text for text in dict.fromkeys(texts) if text not in _VECTORS]
    _VECTORS.update(zip(new, shared_encoder().encode(new), strict=True))
    return np.array([_VECTORS[text] for text in texts])


class CachedEncoder:
    def encode_one(self, text: str) -> Any:
        return encode([text])[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("faq")
    for topic in TOPICS:
        shutil.copyfile(ROOT / "data" / "faq" / f"{topic}.yml", made / f"{topic}.yml")
    return made


@pytest.fixture(scope="module")
def live(folder: Path) -> Knowledge:
    return Knowledge(read_folder(folder), learn(folder, encode))


def refusals(live: Knowledge, folder: Path) -> List[str]:
    """What keeps a knowledge base from being published, as `iop faq publish` asks: the check first, then the gate."""
    files = read_folder(folder)
    errors = [f"{one.entry} {one.text}" for one in check(files, dt.date.today()) if one.level == "error"]
    return errors or judge(live, Knowledge(files, learn(folder, encode)), CachedEncoder()).refused


def change(folder: Path, topic: str, edit: Callable[[List[Any]], Any]) -> None:
    path = folder / f"{topic}.yml"
    document = yaml.load(path)
    edit(document["entries"])
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(document, file)


def swap_answers(entries: List[Any]) -> None:
    entries[0]["answer"], entries[1]["answer"] = entries[1]["answer"], entries[0]["answer"]


def all_questions(folder: Path) -> List[str]:
    return [text for file in read_folder(folder).values() for entry in file.entries for text in entry.alternates[1::2]]


def make_greedy(folder: Path) -> None:
    texts = [f"{text} please" for text in all_questions(folder)]
    change(folder, "holistic", lambda entries: entries[0]["alternates"].extend(texts))


def mislabel(folder: Path) -> None:
    cost, hours = (yaml.load(folder / f"{name}.yml") for name in ("cost", "schedule_hours"))
    for one, other in zip(cost["entries"], hours["entries"], strict=False):
        one["alternates"], other["alternates"] = other["alternates"], one["alternates"]
    for name, document in (("cost", cost), ("schedule_hours", hours)):
        with (folder / f"{name}.yml").open("w", encoding="utf-8") as file:
            yaml.dump(document, file)


def break_letters(entries: List[Any]) -> None:
    entries[0]["answer"] = "It\u2019s up to you, call {phone}.".encode().decode("cp1252")


SABOTAGE: Dict[str, Any] = {
    "answers exchanged": (lambda f: change(f, "cost", swap_answers), "Were two rows mixed up"),
    "a greedy entry": (make_greedy, "both have|catches"),
    "a topic deleted": (lambda f: (f / "telehealth.yml").unlink(), "Topic 'telehealth'"),
    "most entries of a topic deleted": (
        lambda f: change(f, "medication", lambda entries: entries.__delitem__(slice(3, None))),
        "Topic 'medication'",
    ),
    "questions under the wrong topic": (mislabel, "Topic 'cost'"),
    "letters broken": (lambda f: change(f, "cost", break_letters), "broken letters"),
    "a dose in an answer": (
        lambda f: change(f, "medication", lambda e: e[0].update(answer="Take 20 mg in the morning.")),
        "names a dose",
    ),
    "one wording in two entries": (
        lambda f: change(f, "cost", lambda e: e[0]["alternates"].append(e[1]["alternates"][0])),
        "both have",
    ),
    "ways to ask deleted": (
        lambda f: [
            change(f, topic, lambda entries: [entry.update(alternates=[]) for entry in entries])
            for topic in ("cost", "schedule_hours", "holistic")
        ],
        "regression questions|Topic",
    ),
}


@pytest.mark.parametrize("what", SABOTAGE)
def test_a_damaged_knowledge_base_is_refused_with_the_reason(
    live: Knowledge, folder: Path, tmp_path: Path, what: str
) -> None:
    damage, reason = SABOTAGE[what]
    copy = tmp_path / "faq"
    shutil.copytree(folder, copy)
    damage(copy)
    found = refusals(live, copy)
    assert any(part in line for line in found for part in reason.split("|")), found


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("topic: cost", "topic: costs", "not a topic"),
        ("{phone}", "{fone}", "unknown placeholder"),
        ("entries:", "entries: [", "not valid YAML"),
        ("id: cost-total", "id: cost-deposit", "stands twice|not valid"),
    ],
)
def test_a_broken_file_is_named_before_anything_is_trained(
    folder: Path, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    copy = tmp_path / "faq"
    shutil.copytree(folder, copy)
    path = copy / "cost.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    other = next(e.id for e in read_folder(folder)["cost"].entries[1:])
    path.write_text(text.replace(old, new.replace("cost-deposit", other), 1), encoding="utf-8")
    with pytest.raises(InputFileError) as raised:
        read_folder(copy)
    assert any(part in str(raised.value) for part in reason.split("|"))


def test_what_is_live_passes_its_own_gate(live: Knowledge) -> None:
    report = judge(live, live, CachedEncoder())
    assert report.refused == []
    assert report.right[0] == report.right[1] > 0.6
    assert report.danger[1] == 0


def test_a_new_entry_and_a_better_answer_pass(live: Knowledge, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "faq"
    shutil.copytree(folder, copy)

    def edit(entries: List[Any]) -> None:
        entries[0]["answer"] = "It depends. Admissions can tell you the price: {phone}."
        entries.append(
            {
                "id": "cost-llama",
                "question": "What does the therapy llama cost?",
                "alternates": ["price of an hour with the llama"],
                "answer": "The llama is free.",
                "source": "test",
                "owner": "test",
                "review_by": dt.date(2099, 1, 1),
            }
        )

    change(copy, "cost", edit)
    assert refusals(live, copy) == []
