"""Measures understanding: our own sets, the development set, and two public sets of other subjects.

    nice .venv/bin/python -m benchmarks.understanding [--quick]

Prints a table and writes `benchmarks/results/understanding.json`. The sets in `../shared/datasets` are read where they
are at hand, and never trained into what ships.
"""

import argparse
import csv
import json
import time
from collections import Counter, defaultdict
from typing import Any, Callable, Dict, List, Sequence, Tuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from benchmarks.figures import json_lines, write
from benchmarks.understanding_data import (
    OUT_OF_SCOPE,
    OWN,
    SHARED,
    CachingEncoder,
    Row,
    dev_rows,
    encode,
    examples,
    gold,
    more_rows,
    own_rows,
    sets_of,
)
from iop.encoding import shared_encoder
from iop.knowledge.entries import read_folder
from iop.settings import ROOT
from iop.understanding.decision import CLARIFY, FAQ, Decision, Understanding
from iop.understanding.model import Entry, Model
from iop.understanding.thresholds import THRESHOLDS

HANDED_OVER = {"contact_human", "admissions_process"}
HAND_OVER_INTENTS = {"request_callback", "request_person"}
PER_INTENT = 10
SEEDS = (0, 1, 2)
OTHERS = 5000

Examples = Tuple[List[str], List[str]]


def grade(row: Row, decision: Decision) -> str:
    """Grades one decision by the rules of `../shared/score_dev.py`."""
    if decision.intent == FAQ:
        return "right" if {answer["topic"] for answer in decision.answers} & gold(row) else "wrong"
    if decision.intent in HAND_OVER_INTENTS:
        return "right" if gold(row) & HANDED_OVER else "deferred"
    named = {choice["topic"] for choice in decision.choices}
    return "clarified" if decision.intent == CLARIFY and named & gold(row) else "deferred"


def answers(understanding: Understanding, rows: Sequence[Row], encoder: CachingEncoder) -> Dict[str, Dict[str, float]]:
    """Returns the share of each grade, by kind of message."""
    grades: Dict[str, List[str]] = defaultdict(list)
    for row in rows:
        grades[row["kind"]].append(grade(row, understanding.decide(row["text"], encoder)))
    return {
        kind: {"messages": len(found), **{g: n / len(found) for g, n in sorted(Counter(found).items())}}
        for kind, found in grades.items()
    }


def yardstick(rows: Sequence[Row], known: Sequence[Row]) -> Dict[str, float]:
    """Returns how hard messages are: the share that logistic regression gets right, by kind.

    Args:
        rows: The messages.
        known: The development set, which it learns from, over the sentence encoder as published.
    """
    learned = LogisticRegression(C=100.0, max_iter=2000)
    learned.fit(shared_encoder().encode([row["text"] for row in known]), [row["topic"] for row in known])
    right: Dict[str, List[bool]] = defaultdict(list)
    for row, topic in zip(rows, learned.predict(shared_encoder().encode([row["text"] for row in rows])), strict=True):
        right[row["kind"]].append(topic in gold(row))
    return {kind: float(np.mean(found)) for kind, found in right.items()}


def several(understanding: Understanding, encoder: CachingEncoder, name: str = "several") -> Dict[str, float]:
    """Returns how many messages of several questions are answered fully, and how many get an answer too many.

    What is out of scope beside a question needs no answer.
    """
    rows = json_lines(OWN / f"{name}.jsonl")
    full = anyhow = more = 0
    for row in rows:
        questions = [topics for topics in row["questions"] if topics != [OUT_OF_SCOPE]]
        decision = understanding.decide(row["text"], encoder)
        said = [answer["topic"] for answer in [*decision.answers, *decision.rest]]
        wanted = iter(questions)
        want = next(wanted, None)
        for topic in said:
            if want is not None and topic in want:
                want = next(wanted, None)
        full += want is None
        anyhow += all(set(topics) & set(said) for topics in questions)
        more += len(said) > len(questions)
    shares = {"fully answered, in order": full, "in any order": anyhow, "an answer too many": more}
    return {"messages": len(rows), **{name: count / len(rows) for name, count in shares.items()}}


def follow_ups(understanding: Understanding, encoder: CachingEncoder, name: str = "follow_ups") -> Dict[str, float]:
    """Returns how many last messages are understood with the ones before."""
    rows = json_lines(OWN / f"{name}.jsonl")
    topics = entries = 0
    for row in rows:
        context = {"offered": row.get("offered", [])}
        for turn in row.get("turns", [row.get("text")]):
            last = understanding.decide(turn, encoder, context)
            context = {
                "asked": [answer["id"] for answer in last.answers],
                "offered": [choice["id"] for choice in [*last.choices, *last.rest]],
            }
        said = [answer["id"] for answer in last.answers]
        if "turns" in row:
            refused = OUT_OF_SCOPE in row["topics"] and last.intent not in (FAQ, CLARIFY)
            topics += refused or grade({"topic": row["topics"][0], "also_ok": row["topics"][1:]}, last) == "right"
            entries += any(one in row.get("ids", ()) for one in said)
        else:
            topics += said == row["ids"]
            entries += said == row["ids"]
    found = {"conversations": len(rows), "topic right": topics / len(rows)}
    return {**found, "entry right": entries / len(rows)} if all("ids" in row for row in rows) else found


def facts(understanding: Understanding, encoder: CachingEncoder, name: str) -> Dict[str, float]:
    """Returns how many questions for a fact are answered with it: one of each list of `must` stands in the answer."""
    rows = json_lines(OWN / f"{name}.jsonl")
    answers_of = {
        entry.id: f"{entry.answer} {entry.accepted_answer or ''}".lower()
        for file in read_folder(ROOT / "data" / "faq").values()
        for entry in file.entries
    }
    told = 0
    for row in rows:
        decision = understanding.decide(row["text"], encoder)
        said = " ".join(answers_of[answer["id"]] for answer in decision.answers)
        told += bool(said) and all(any(words in said for words in choice) for choice in row["must"])
    return {"questions": len(rows), "answered with the fact": told / len(rows)}


def plain_model(texts: Sequence[str], labels: Sequence[str]) -> Model:
    """Learns labels without subjects, through the same code."""
    return Model.learn(texts, labels, encode, {label: Entry(label) for label in set(labels)})


def ranked_accuracy(model: Model, texts: Sequence[str], labels: Sequence[str]) -> Tuple[float, List[float]]:
    """Returns accuracy, and the best candidate's score of every message."""
    encoder = CachingEncoder([model.index.wording.readable(text) for text in texts])
    hits: List[bool] = []
    sure: List[float] = []
    for text, label in zip(texts, labels, strict=True):
        ranked = model.index.rank(text, encoder)
        hits.append(ranked[0].label == label)
        sure.append(ranked[0].score)
    return float(np.mean(hits)), sure


def draw(texts: Sequence[str], labels: Sequence[str], seed: int) -> Examples:
    """Draws PER_INTENT examples of each label."""
    generator = np.random.default_rng(seed)
    by_label: Dict[str, List[str]] = defaultdict(list)
    for text, label in zip(texts, labels, strict=True):
        by_label[label].append(text)
    chosen = [(text, name) for name in sorted(by_label) for text in generator.permutation(by_label[name])[:PER_INTENT]]
    return [str(text) for text, _ in chosen], [name for _, name in chosen]


def banking(name: str) -> Examples:
    """Reads Banking77."""
    with open(SHARED / f"banking77_{name}.csv", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return [row[0] for row in rows], [row[1] for row in rows]


def clinc(name: str) -> Examples:
    """Reads a part of CLINC150."""
    rows = json.loads((SHARED / "clinc150.json").read_text(encoding="utf-8"))[name]
    return [row[0] for row in rows], [row[1] for row in rows]


def public_sets(seeds: Sequence[int]) -> Dict[str, Dict[str, float]]:
    """Returns accuracy on both public sets with ten examples an intent, mean over draws."""
    found: Dict[str, List[float]] = defaultdict(list)
    for seed in seeds:
        model = plain_model(*draw(*banking("train"), seed))
        found["Banking77"].append(ranked_accuracy(model, *banking("test"))[0])
        model = plain_model(*draw(*clinc("train"), seed))
        accuracy, known = ranked_accuracy(model, *clinc("test"))
        _, unknown = ranked_accuracy(model, *clinc("oos_test"))
        found["CLINC150 in scope"].append(accuracy)
        truth = [1] * len(known) + [0] * len(unknown)
        found["CLINC150 out-of-scope AUROC"].append(float(roc_auc_score(truth, [*known, *unknown])))
    return {
        name: {"mean": float(np.mean(values)), "least": min(values), "most": max(values)}
        for name, values in found.items()
    }


def with_others(thresholds: Dict[str, float], rows: Sequence[Row]) -> Dict[str, Any]:
    """Returns answers and look-up time with and without 5,000 entries about other things, one question each."""
    texts, labels, entries = examples()
    other = [*banking("train")[0], *clinc("train")[0]]
    chosen = [str(text) for text in np.random.default_rng(0).permutation(sorted(set(other)))[:OTHERS]]
    more = {f"faq/other-{i}": Entry(f"faq/other-{i}", f"other-{i}", text) for i, text in enumerate(chosen)}
    out: Dict[str, Any] = {}
    for name, model in (
        ("alone", Model.learn(texts, labels, encode, entries)),
        ("with 5,000 others", Model.learn([*texts, *chosen], [*labels, *more], encode, {**entries, **more})),
    ):
        encoder = CachingEncoder([model.index.wording.readable(row["text"]) for row in rows])
        understanding = Understanding(model, thresholds)
        out[name] = {"answers": answers(understanding, rows, encoder), "look-up ms": look_up_time(model, rows, encoder)}
    return out


def look_up_time(model: Model, rows: Sequence[Row], encoder: CachingEncoder) -> float:
    """Returns the median time of one ranking in milliseconds of this process, the sentence encoder left out."""
    return timed(lambda row: model.index.rank(row["text"], encoder), rows)


def timed(action: Callable[[Row], object], rows: Sequence[Row]) -> float:
    """Returns the median processor time of an action, in milliseconds."""
    spent: List[float] = []
    for row in rows:
        start = time.process_time()
        action(row)
        spent.append(1000 * (time.process_time() - start))
    return float(np.median(spent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="only our own sets and the development set")
    quick = parser.parse_args().quick
    texts, labels, entries = examples()
    encode(texts)
    start = time.process_time()
    model = Model.learn(texts, labels, encode, entries)
    report: Dict[str, Any] = {
        "examples": len(texts),
        "labels": len(set(labels)),
        "fit seconds": time.process_time() - start,
    }
    rows = [*own_rows(), *more_rows(), *dev_rows()]
    encoder = CachingEncoder([model.index.wording.readable(row["text"]) for row in rows])
    understanding = Understanding(model, THRESHOLDS)
    report["answers"] = answers(understanding, rows, encoder)
    if dev_rows():
        report["right by the yardstick"] = yardstick([*own_rows(), *more_rows()], dev_rows())
    report["look-up ms"] = look_up_time(model, rows, encoder)
    report["decision ms, encoder included"] = timed(
        lambda row: understanding.decide(row["text"], CachingEncoder()), rows[::5]
    )
    report["several questions"] = several(understanding, encoder)
    report["follow-ups"] = follow_ups(understanding, encoder)
    for name in sets_of("several"):
        report[f"{name} several questions"] = several(understanding, encoder, f"{name}_several")
    for name in sets_of("follow_ups"):
        report[f"{name} follow-ups"] = follow_ups(understanding, encoder, f"{name}_follow_ups")
    for name in sets_of("facts"):
        report[f"{name} facts"] = facts(understanding, encoder, f"{name}_facts")
    if SHARED.exists() and not quick:
        strangers = [
            {"text": text, "topic": OUT_OF_SCOPE, "kind": "CLINC150 as out of scope"} for text in clinc("oos_test")[0]
        ]
        report["answers"].update(answers(understanding, strangers, CachingEncoder()))
        report["public sets"] = public_sets(SEEDS)
        report["size"] = with_others(THRESHOLDS, rows)
    write("understanding", report)
    show(report)


def show(report: Dict[str, Any], indent: str = "") -> None:
    """Prints a report as an indented table."""
    for name, value in report.items():
        if isinstance(value, dict):
            print(f"{indent}{name}")
            show(value, indent + "  ")
        else:
            print(
                f"{indent}{name:<{40 - len(indent)}} {value:.3f}"
                if isinstance(value, float)
                else f"{indent}{name:<{40 - len(indent)}} {value}"
            )


if __name__ == "__main__":
    main()
