"""Finds the weights of `iop/understanding/confidence.py` and the thresholds of `iop/understanding/thresholds.py`.

    nice .venv/bin/python -m benchmarks.thresholds

1. Examples of the knowledge base and of the other intents are ranked by an index that has not learned them (FOLDS
   parts; a sample of each). Where the best candidate is an entry, a logistic regression learns when its topic is right;
   beside them, that questions without an answer have none: those of every fourth entry, asked of a knowledge base
   without these entries. All by the encoder as it was published: the tuned one has seen these examples, and would make
   them look surer than new messages are. Other weights than those in the file: they are printed, to be put there
   before what follows.
2. `answer_from` is the lowest at which no kind of message of CALIBRATING gets more wrong answers than MOST_WRONG
   allows, decided as a live message is.
   `clarify_from` is the lowest at which a right choice is offered at least as often as not.
   `talk_from` is the lowest at which at most MOST_TALK of the questions more are taken for small talk or out of scope
   than are at the highest.
"""

from collections import Counter, defaultdict
from functools import cache
from typing import Dict, List, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.figures import json_lines
from benchmarks.understanding import grade
from benchmarks.understanding_data import (
    CALIBRATING,
    OUT_OF_SCOPE,
    OWN,
    CachingEncoder,
    Row,
    examples,
    learn,
)
from iop.encoding import shared_encoder
from iop.understanding import confidence
from iop.understanding.decision import CLARIFY, Understanding
from iop.understanding.index import Candidate
from iop.understanding.model import Model

FOLDS = 5
SAMPLE = 1500
"""Messages that are ranked of each fold."""
MOST_WRONG = {"real": 0.04 / 2, "hard": 0.06 / 2, OUT_OF_SCOPE: 0.05 / 2}
"""Share of messages of a kind that may be answered with another topic: half of what is asked, since the messages
of others may be harder, and a wrong answer costs more than none."""
MOST_TALK = 0.02
EVERY = 4
TOLERANCE = 0.1
"""How far weights may be from those of the file: a fold's sample moves them as much."""
GRID = np.round(np.arange(0.20, 0.96, 0.02), 2)


def held_out() -> Tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Returns the features of examples that were not learned and are taken for an entry, and whether rightly so."""
    texts, labels, entries = examples()
    generator = np.random.default_rng(0)
    fold = generator.integers(0, FOLDS, len(texts))
    encoder = CachingEncoder(encoder=shared_encoder())
    table: List[Tuple[float, ...]] = []
    right: List[bool] = []
    for number in range(FOLDS):
        kept = np.flatnonzero(fold != number)
        model = Model.learn([texts[i] for i in kept], [labels[i] for i in kept], encoder.encode, entries)
        for i in generator.permutation(np.flatnonzero(fold == number))[:SAMPLE]:
            ranked = model.index.rank(texts[i], encoder)
            if entries[ranked[0].label].is_faq and not model.languages.unanswerable(texts[i]):
                table.append(confidence.features(ranked, model.subject))
                right.append(model.subject(ranked[0].label) == model.subject(labels[i]))
    return np.array(table), np.array(right)


def strangers() -> NDArray[np.float64]:
    """Returns the features of questions whose entry is not there: shape (questions, 6)."""
    _, _, entries = examples()
    missing = sorted(label for label, entry in entries.items() if entry.is_faq)[::EVERY]
    encoder = CachingEncoder(encoder=shared_encoder())
    model = learn(frozenset(missing), encoder.encode)
    ranked = [model.index.rank(entries[label].question or "", encoder) for label in missing]
    return np.array([confidence.features(one, model.subject) for one in ranked])


def weights() -> Tuple[float, ...]:
    """Returns intercept and weights of confidence."""
    known, right = held_out()
    unknown = strangers()
    regression = LogisticRegression(max_iter=1000).fit(
        np.concatenate([known, unknown]), np.concatenate([right, np.zeros(len(unknown), dtype=bool)])
    )
    return (float(regression.intercept_[0]), *(float(weight) for weight in regression.coef_[0]))


def graded(model: Model, rows: Sequence[Row], limits: Dict[str, float], encoder: CachingEncoder) -> Dict[str, Counter]:
    """Returns how often each grade was given, by kind; `talk` counts questions taken for small talk besides."""
    understanding = Understanding(model, limits)
    found: Dict[str, Counter] = defaultdict(Counter)
    for row in rows:
        decision = understanding.decide(row["text"], encoder)
        found[row["kind"]][grade(row, decision)] += 1
        found[row["kind"]]["asked back"] += decision.intent == CLARIFY
        found[row["kind"]]["talk"] += decision.intent in model.entries
        found[row["kind"]]["messages"] += 1
    return found


def remember_ranks(model: Model) -> None:
    """Has the index remember what it ranked, so that a grid of thresholds is tried in seconds."""
    rank = model.index.rank

    @cache
    def remembered(text: str, encoder: CachingEncoder, most: int = 10) -> List[Candidate]:
        return rank(text, encoder, most)

    model.index.rank = remembered  # type: ignore[method-assign]


def check_weights() -> None:
    """Prints the weights.

    Raises:
        SystemExit: if they are others than those of the file.
    """
    fitted = np.array(weights())
    kept = np.array([confidence.INTERCEPT, *confidence.WEIGHTS])
    print("INTERCEPT =", round(float(fitted[0]), 2))
    print("WEIGHTS =", tuple(float(weight) for weight in np.round(fitted[1:], 2)))
    if np.abs(fitted - kept).max() > TOLERANCE:
        raise SystemExit("Put these into iop/understanding/confidence.py, and run this again for the thresholds.")


def find_thresholds() -> None:
    """Prints the thresholds, and what other ones would give."""
    model = learn()
    remember_ranks(model)
    rows = [row for name in CALIBRATING for row in json_lines(OWN / f"{name}.jsonl")]
    encoder = CachingEncoder(row["text"] for row in rows)

    def at(answer: float, clarify: float, talk: float) -> Dict[str, Counter]:
        limits = {"answer_from": answer, "clarify_from": clarify, "talk_from": talk}
        return graded(model, rows, limits, encoder)

    def wrong(found: Dict[str, Counter], kind: str) -> float:
        return found[kind]["wrong"] / found[kind]["messages"]

    answer_from = next(
        limit
        for limit in GRID
        if all(wrong(at(limit, limit, limit), kind) <= most for kind, most in MOST_WRONG.items())
    )
    asked = [kind for kind in MOST_WRONG if kind != OUT_OF_SCOPE]

    def taken_for_talk(limit: float) -> float:
        found = at(answer_from, answer_from, limit)
        return sum(found[k]["talk"] for k in asked) / sum(found[k]["messages"] for k in asked)

    least = taken_for_talk(GRID[-1])
    talk_from = next(limit for limit in GRID if taken_for_talk(limit) - least <= MOST_TALK)

    def offers(limit: float) -> float:
        found = at(answer_from, limit, talk_from).values()
        return sum(f["clarified"] for f in found) / max(sum(f["asked back"] for f in found), 1)

    clarify_from = next(limit for limit in GRID if limit >= answer_from or offers(limit) >= 0.5)
    print(f"answer_from: {answer_from}\nclarify_from: {clarify_from}\ntalk_from: {talk_from}")
    for limit in GRID:
        found = at(limit, min(limit, clarify_from), talk_from)
        shares = [f"{k} {f['right'] / f['messages']:.3f}/{wrong(found, k):.3f}" for k, f in found.items()]
        print(f"  answer from {limit:.2f}, right/wrong: {', '.join(shares)}")


if __name__ == "__main__":
    check_weights()
    find_thresholds()
