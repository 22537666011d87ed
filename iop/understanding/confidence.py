"""How sure a ranking is: the probability that its best candidate's subject is the one that was meant."""

from typing import Callable, Sequence, Tuple

import numpy as np

from iop.understanding.index import Candidate

INTERCEPT = -1.2
WEIGHTS = (1.74, 1.95, -1.49, 1.56, -0.3, 0.6)
"""Printed by `benchmarks/thresholds.py`: logistic regression on held-out examples."""


def features(ranked: Sequence[Candidate], subject_of: Callable[[str], str]) -> Tuple[float, ...]:
    """Returns what confidence depends on: shape (6,).

    The best score; its lead over the best candidate of another subject, as a share of it; how like the nearest example
    is in meaning; the share of the question's words that the subject's examples explain; whether the second
    candidate is of another subject; and the lead over it, whatever its subject.
    """
    best = ranked[0]
    subject = subject_of(best.label)
    rival = max((c.score for c in ranked if subject_of(c.label) != subject), default=0.0)
    lead = (best.score - max(rival, 0.0)) / max(best.score, 0.05)
    other = len(ranked) > 1 and subject_of(ranked[1].label) != subject
    gap = best.score - max(ranked[1].score, 0.0) if len(ranked) > 1 else best.score
    return best.score, lead, best.dense, best.explained, float(other), gap


def confidence(ranked: Sequence[Candidate], subject_of: Callable[[str], str]) -> float:
    """Returns the probability, 0 to 1, that the best candidate's subject was meant."""
    total = INTERCEPT + float(np.dot(WEIGHTS, features(ranked, subject_of)))
    return float(1.0 / (1.0 + np.exp(-total)))
