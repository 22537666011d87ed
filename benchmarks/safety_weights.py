"""Fits how the crisis classifier weighs its linear odds against the likeness to written messages.

Like messages are put into groups; every message is scored by what was learned from the other groups, and a logistic
regression over those scores gives the constants of `iop.safety.likeness`. Only written messages are used, no evaluation
messages. Run after a larger change of the data (some minutes): `python -m benchmarks.safety_weights`.
"""

from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.cluster import MiniBatchKMeans
from sklearn.linear_model import LogisticRegression

from iop.encoding import shared_encoder
from iop.safety.classifier import MEANING_WEIGHT
from iop.safety.likeness import Examples, aspects
from iop.safety.training import fit_row, matrices
from iop.safety.utterances import learned
from iop.safety.verdict import ROUTES

GROUPS, PARTS = 250, 4


def held_out(meaning: np.ndarray, columns: Any, danger: np.ndarray, soft: np.ndarray) -> np.ndarray:
    """Returns the aspects of every message, as a classifier sees them that has not learned its group."""
    groups = MiniBatchKMeans(GROUPS, random_state=0, n_init=1, batch_size=2048).fit_predict(meaning)
    full = hstack([csr_matrix(meaning * MEANING_WEIGHT), columns]).tocsr()
    sizes = np.diff(columns.indptr)
    found = [np.zeros(0)] * len(meaning)
    for part in range(PARTS):
        known, unknown = np.flatnonzero(groups % PARTS != part), np.flatnonzero(groups % PARTS == part)
        weights = fit_row(full[known], danger[known])
        examples = Examples(meaning[known], danger[known], soft[known])
        for place in unknown:
            linear = float((full[place] @ weights[:-1])[0] + weights[-1])
            found[place] = aspects(linear, examples.likeness(meaning[place]), int(sizes[place]))
    return np.array(found)


def main() -> None:
    utterances = learned()
    labels = np.array([u.label for u in utterances])
    danger, soft = np.isin(labels, ROUTES), labels == "soft"
    meaning, columns = matrices([u.text for u in utterances], shared_encoder().encode)
    model = LogisticRegression(C=100, max_iter=2000).fit(held_out(meaning, columns, danger, soft), danger)
    print("WEIGHTS =", [round(float(weight), 2) for weight in model.coef_[0]])
    print("BIAS =", round(float(model.intercept_[0]), 2))


if __name__ == "__main__":
    main()
