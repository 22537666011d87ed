"""Finds the weights of `iop/understanding/confidence.py` and the thresholds of `config.yml`, on our own set only.

    nice .venv/bin/python -m benchmarks.thresholds

1. Every question of `benchmarks/data/understanding.jsonl` is ranked. None of them is an example.
2. Where the best candidate is an entry, a logistic regression learns when its topic is right; beside them, that
   questions without an answer have none: those of every fourth entry, asked of a knowledge base without these entries.
   What follows uses its ten-fold predictions.
3. `answer_from` is the lowest at which no kind of message gets more wrong answers than MOST_WRONG allows.
   `clarify_from` is where, below `answer_from`, a right choice among three becomes likelier than not.
   `talk_from` is the lowest at which at most MOST_TALK of the questions are taken for small talk or out of scope.
"""

from dataclasses import dataclass
from typing import List, Tuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from benchmarks.understanding_data import OUT_OF_SCOPE, CachingEncoder, examples, gold, learn, own_rows, topic_of
from iop.understanding.confidence import features
from iop.understanding.model import NOT_SUBJECTS, Model

MOST_WRONG = {"real": 0.04, "hard": 0.06, OUT_OF_SCOPE: 0.05}
"""Share of messages of a kind that may be answered with another topic: what issue 4 asks."""
MOST_TALK = 0.01
EVERY = 4
GRID = np.round(np.arange(0.10, 0.96, 0.01), 2)


@dataclass(frozen=True)
class Measured:
    """One message, ranked: is its best candidate an entry, is it right, is one of the best three topics right."""

    kind: str
    features: Tuple[float, ...]
    is_faq: bool
    right: bool
    choice: bool


def measure(model: Model) -> List[Measured]:
    """Ranks our own set."""
    rows = [row for row in own_rows() if not model.languages.unanswerable(row["text"])]
    encoder = CachingEncoder([model.index.wording.readable(row["text"]) for row in rows])
    out: List[Measured] = []
    for row in rows:
        ranked = model.index.rank(row["text"], encoder)
        entries = [model.entries[candidate.label] for candidate in ranked]
        topics = list(dict.fromkeys(entry.topic for entry in entries if entry.topic))
        out.append(
            Measured(
                row["kind"],
                features(ranked, lambda label: model.entries[label].topic or NOT_SUBJECTS),
                entries[0].is_faq,
                topic_of(entries[0]) in gold(row),
                bool(set(topics[:3]) & gold(row)),
            )
        )
    return out


def strangers() -> np.ndarray:
    """Returns the features of questions whose entry is not there: shape (questions, 6)."""
    _, _, entries = examples()
    missing = sorted(label for label, entry in entries.items() if entry.is_faq)[::EVERY]
    model = learn(frozenset(missing))
    encoder = CachingEncoder()
    ranked = [model.index.rank(entries[label].question or "", encoder) for label in missing]
    return np.array([features(one, lambda label: model.entries[label].topic or NOT_SUBJECTS) for one in ranked])


def main() -> None:
    found = measure(learn())
    table = np.array([one.features for one in found])
    kind = np.array([one.kind for one in found])
    is_faq = np.array([one.is_faq for one in found])
    right = np.array([one.right for one in found])
    choice = np.array([one.choice for one in found])
    missing = strangers()
    known = is_faq.sum()
    rows = np.concatenate([table[is_faq], missing])
    truth = np.concatenate([right[is_faq], np.zeros(len(missing), dtype=bool)])
    regression = LogisticRegression(max_iter=1000).fit(rows, truth)
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    apart = cross_val_predict(regression, rows, truth, cv=folds, method="predict_proba")[:, 1]
    sure = regression.predict_proba(table)[:, 1]
    sure[is_faq] = apart[:known]
    unanswered = apart[known:]
    wrong = is_faq & ~right

    def allowed(limit: float) -> bool:
        return all((wrong & (sure >= limit))[kind == name].mean() <= most for name, most in MOST_WRONG.items())

    answer_from = next(limit for limit in GRID if allowed(limit))
    unsure = sure[is_faq] < answer_from
    scores = np.concatenate([sure[is_faq][unsure], unanswered[unanswered < answer_from]]).reshape(-1, 1)
    chosen = np.concatenate([choice[is_faq][unsure], np.zeros(len(scores) - unsure.sum(), dtype=bool)])
    if not chosen.any():
        raise SystemExit("Too little of our own set is unsure: it was learned from. Write new messages first.")
    curve = LogisticRegression(C=100.0).fit(scores, chosen).predict_proba(GRID.reshape(-1, 1))[:, 1]
    clarify_from = next((limit for limit, share in zip(GRID, curve, strict=True) if share >= 0.5), answer_from)
    asked = kind != OUT_OF_SCOPE
    talk_from = next(limit for limit in GRID if (~is_faq & ~right & (sure >= limit))[asked].mean() <= MOST_TALK)

    print("INTERCEPT =", round(float(regression.intercept_[0]), 2))
    print("WEIGHTS =", tuple(float(weight) for weight in np.round(regression.coef_[0], 2)))
    print(f"answer_from: {answer_from}\nclarify_from: {clarify_from}\ntalk_from: {talk_from}")
    print(f"questions without an entry that are answered all the same: {(unanswered >= answer_from).mean():.3f}")
    for limit in GRID[10::10]:
        shares = [
            f"{name} {(is_faq & right & (sure >= limit))[kind == name].mean():.3f}"
            f"/{(wrong & (sure >= limit))[kind == name].mean():.3f}"
            for name in MOST_WRONG
        ]
        print(f"  from {limit:.2f}, right/wrong: {', '.join(shares)}")


if __name__ == "__main__":
    main()
