"""The two assistants that `performance.py` compares: ours, and what `rasa init` sets up, on the same knowledge base."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, List

import yaml

from benchmarks.through_rasa import STOCK
from iop.encoding.encoder import onnx_file
from iop.encoding.tuned import TUNED
from iop.environment import VARIABLES
from iop.knowledge.entries import QUESTION_LENGTH, read_folder
from iop.settings import ROOT

QUESTIONS = 10
"""Of an entry, at most; ten examples an intent is what `through_rasa.py` compares, too."""
STORIES = 20
TRAINING_SECONDS = 2 * 3600
FULL_EPOCHS = 100
SYLLABLES = ("ba", "do", "ki", "lu", "me", "no", "ra", "si", "tu", "ve")
RASA = Path(sys.executable).parent / "rasa"
Entry = Dict[str, Any]


def entries(count: int) -> List[Entry]:
    """Returns so many entries: the knowledge base's own, and after them the same ones about houses with made-up names.

    Args:
        count: Of entries; each has at most `QUESTIONS` questions.
    """
    files = read_folder(ROOT / "data" / "faq")
    known = [
        {**entry.dict(exclude_none=True), "topic": topic} for topic, file in files.items() for entry in file.entries
    ]
    made = []
    for number in range(count):
        entry, copy = dict(known[number % len(known)]), number // len(known)
        entry["alternates"] = entry.get("alternates", [])[: QUESTIONS - 1]
        if copy:
            house = "".join(SYLLABLES[int(digit)] for digit in str(number))
            entry["id"] = f"{entry['id']}-{house}"
            added = f" ({house} house)"
            entry["question"] = entry["question"][: QUESTION_LENGTH - len(added)] + added
            entry["alternates"] = [f"{question} at {house} house" for question in entry["alternates"]]
        made.append(entry)
    return made


def questions(known: List[Entry]) -> List[str]:
    """Returns all questions of the entries."""
    return [question for entry in known for question in [entry["question"], *entry["alternates"]]]


def write_ours(folder: Path, known: List[Entry]) -> None:
    """Writes this project's training data with other entries."""
    for name in ("config.yml", "domain.yml"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("nlu", "rules"):
        shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    (folder / "data" / "faq").mkdir()
    for topic in dict.fromkeys(entry["topic"] for entry in known):
        mine = [
            {key: told for key, told in entry.items() if key != "topic"} for entry in known if entry["topic"] == topic
        ]
        for entry in mine:
            entry["review_by"] = str(entry["review_by"])
        text = yaml.safe_dump({"topic": topic, "entries": mine}, allow_unicode=True, sort_keys=False)
        (folder / "data" / "faq" / f"{topic}.yml").write_text(text, encoding="utf-8")


def write_stock(folder: Path, known: List[Entry], epochs: int) -> None:
    """Writes a project of Rasa's default pipeline and policies: an intent, a response and a rule an entry.

    Args:
        folder: Where to.
        known: The entries.
        epochs: Of each classifier and policy that learns; Rasa's default is `FULL_EPOCHS`.
    """
    pipeline = [
        {**one, "epochs": epochs} if "epochs" in one else one for one in STOCK if one["name"] != "ResponseSelector"
    ]
    learned = {"max_history": 5, "epochs": epochs}
    policies = [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "UnexpecTEDIntentPolicy", **learned},
        {"name": "TEDPolicy", **learned, "constrain_similarities": True},
    ]
    config = {"recipe": "default.v1", "assistant_id": "stock", "language": "en"}
    names = [entry["id"].replace("-", "_") for entry in known]
    steps = [[{"intent": name}, {"action": f"utter_{name}"}] for name in names]
    unclear = [{"intent": "nlu_fallback"}, {"action": "utter_rephrase"}]
    domain = {
        "intents": names,
        "responses": {
            **{f"utter_{name}": [{"text": entry["answer"]}] for name, entry in zip(names, known, strict=True)},
            "utter_rephrase": [{"text": "I don't know that. Can you say it in other words?"}],
        },
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }
    nlu = [
        {"intent": name, "examples": "".join(f"- {question}\n" for question in questions([entry]))}
        for name, entry in zip(names, known, strict=True)
    ]
    files: Dict[str, Any] = {
        "config.yml": {**config, "pipeline": pipeline, "policies": policies},
        "domain.yml": {"version": "3.1", **domain},
        "credentials.yml": {"rest": None},
        "endpoints.yml": {},
        "data/nlu.yml": {"version": "3.1", "nlu": nlu},
        "data/rules.yml": {
            "version": "3.1",
            "rules": [{"rule": f"rule {n}", "steps": one} for n, one in enumerate([*steps, unclear])],
        },
        "data/stories.yml": {
            "version": "3.1",
            "stories": [
                {"story": f"story {n}", "steps": [*steps[n], *steps[n + 1]]}
                for n in range(min(STORIES, len(steps) - 1))
            ],
        },
    }
    (folder / "data").mkdir()
    for name, content in files.items():
        (folder / name).write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")


def train(folder: Path) -> float:
    """Trains the project in a folder with `rasa train`, without any cache, and returns the seconds.

    Raises:
        RuntimeError: with what Rasa said last, if it fails.
    """
    start = time.monotonic()
    done = subprocess.run(
        [str(RASA), "train", "--fixed-model-name", "model"],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=TRAINING_SECONDS,
    )
    if done.returncode or not (folder / "models" / "model.tar.gz").exists():
        raise RuntimeError(f"rasa train failed in {folder}:\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    seconds = time.monotonic() - start
    shutil.rmtree(folder / ".rasa", ignore_errors=True)
    return seconds


def environment() -> Dict[str, str]:
    """Returns the environment of every process that a benchmark starts."""

    return {**os.environ, **VARIABLES, "PYTHONPATH": str(ROOT)}


def make(folder: Path, system: str, count: int, epochs: int = FULL_EPOCHS) -> float:
    """Writes and trains one assistant, and returns the seconds that training took.

    Args:
        folder: Where to; whatever is there is removed.
        system: `ours` or `stock`.
        count: Of entries.
        epochs: Of stock Rasa's training.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if system == "ours":
        write_ours(folder, entries(count))
        onnx_file().with_suffix(f".{TUNED}.npz").unlink(missing_ok=True)
    else:
        write_stock(folder, entries(count), epochs)
    seconds = train(folder)
    (folder / "seconds").write_text(f"{seconds:.1f}\n", encoding="ascii")
    return seconds
