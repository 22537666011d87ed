"""Trains the classifier from the written messages, once for every version of them."""

import os
import tempfile
from pathlib import Path
from threading import Lock
from typing import Any, Callable, Dict, List, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from iop.cache import cache_folder
from iop.fingerprint import fingerprint
from iop.safety.classifier import MEANING, MEANING_WEIGHT, Classifier
from iop.safety.evidence import WIDTH, gather
from iop.safety.files import DATA
from iop.safety.language import gloss, spanish
from iop.safety.news import NewsReader
from iop.safety.normalise import read
from iop.safety.utterances import NEWS, NO_NEWS, WORSE, Utterance, learned, news, written
from iop.safety.verdict import ROUTES
from iop.safety.words import shared_words

STRENGTH = 2.0
"""How closely the weights follow the written messages; chosen by cross-validation over groups of like messages."""
_READ_BY = (Path(__file__).parent, Path(__file__).parents[1] / "encoding")
"""Folders of the code that reads the messages."""
CLASSIFIER = "classifier"
ORDINARY = 4
"""Every how many harmless messages one shows that it is no news."""
NEWS_TOO = frozenset(
    "help_is_sought_or_has_come came_through reassured arms_put_away arms_handed_over threw_it_away".split()
)
"""Kinds of harmless messages that tell news themselves."""
_LOCK = Lock()

Encode = Callable[[Sequence[str]], NDArray[Any]]


def meaning_text(original: str, disguised: bool, words: Sequence[str]) -> str:
    """Returns what the encoder reads: the message itself, or its plain words where it was disguised, in English."""
    if spanish(words):
        return " ".join(gloss(words, shared_words()))
    return " ".join(words) if disguised else original


def matrices(texts: Sequence[str], encode: Encode) -> Tuple[NDArray[Any], Any]:
    """Returns the encoder's vectors and the sparse columns of many messages."""
    from scipy.sparse import csr_matrix

    readings = [read(text) for text in texts]
    meaning = encode([meaning_text(r.original, r.disguised, r.words) for r in readings])
    values: List[float] = []
    indices: List[int] = []
    starts = [0]
    for reading in readings:
        found = gather(reading.sentences).columns
        indices += list(found)
        values += list(found.values())
        starts.append(len(indices))
    return meaning, csr_matrix((values, indices, starts), shape=(len(texts), WIDTH), dtype=np.float32)


def fit_row(data: Any, wanted: NDArray[Any], balance: bool = False) -> NDArray[Any]:
    """Returns one row of weights, its bias last.

    Args:
        data: The columns of the messages, a row each.
        wanted: Which of them the row is to tell.
        balance: Whether the few count as much as the many, however few of them were written.
    """
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(
        C=STRENGTH,
        solver="liblinear",
        dual=True,
        random_state=0,
        max_iter=300,
        class_weight="balanced" if balance else None,
    )
    model.fit(data, wanted)
    row: NDArray[Any] = np.concatenate([model.coef_[0], model.intercept_]).astype(np.float32)
    return row


def train(utterances: Sequence[Utterance], encode: Encode) -> Dict[str, NDArray[Any]]:
    """Returns the weights, see `Classifier`."""
    from scipy.sparse import csr_matrix, hstack

    meaning, columns = matrices([u.text for u in utterances], encode)
    labels = np.array([u.label for u in utterances])
    danger = np.isin(labels, ROUTES)
    full = hstack([csr_matrix(meaning * MEANING_WEIGHT), columns]).tocsr()
    weights: Dict[str, NDArray[Any]] = {
        "examples": meaning.astype(np.float16),
        "dangerous": danger,
        "soft": labels == "soft",
    }
    for name, data, width in (("full", full, MEANING + WIDTH), ("lean", columns, WIDTH)):
        rows = [fit_row(data, danger), fit_row(data[~danger], labels[~danger] == "soft")]
        rows += [fit_row(data[danger], labels[danger] == route, balance=True) for route in ROUTES]
        weights[name] = np.vstack(rows).reshape(2 + len(ROUTES), width + 1)
    return weights


def train_news(utterances: Sequence[Utterance], encode: Encode) -> Dict[str, NDArray[Any]]:
    """Returns the weights of what tells news from danger and from some of what visitors ask, see `NewsReader`."""
    from scipy.sparse import csr_matrix, hstack

    utterances = [
        u
        for place, u in enumerate(utterances)
        if u.label in (NEWS, NO_NEWS, *ROUTES) or (place % ORDINARY == 0 and u.kind not in NEWS_TOO)
    ]
    meaning, columns = matrices([u.text for u in utterances], encode)
    data = hstack([csr_matrix(meaning * MEANING_WEIGHT), columns]).tocsr()
    is_news = np.array([u.label == NEWS for u in utterances])
    kind_of = np.array([u.kind for u in utterances])[is_news]
    kinds = list(dict.fromkeys(kind_of.tolist()))
    is_worse = np.array([u.label == NO_NEWS and u.kind == WORSE for u in utterances])
    is_other = np.array([u.label == NO_NEWS for u in utterances])
    is_told = is_news | is_other
    rows = [fit_row(data[is_told], is_worse[is_told], balance=True), fit_row(data, is_news)]
    rows += [fit_row(data[is_news], kind_of == kind, balance=True) for kind in kinds]
    vectors = meaning.astype(np.float16)
    return {
        "rows": np.vstack(rows),
        "kinds": np.array(kinds),
        "good": vectors[is_news],
        "other": vectors[is_other & ~is_worse],
        "worse": vectors[is_worse],
    }


def safety_fingerprint() -> str:
    """Returns a hash of all that the safety check is made of: its data, and the code that reads the messages.

    Raises:
        OSError: if they cannot be read.
    """
    return fingerprint(DATA, *_READ_BY)


def trained_file(what: str = CLASSIFIER) -> Path:
    """Returns where a trained file for the present data and code is, or would be.

    Args:
        what: `CLASSIFIER` or `NEWS`.

    Raises:
        OSError: if they cannot be read.
    """
    return cache_folder("safety") / f"{what}-{safety_fingerprint()[:16]}.npz"


def prepare() -> Path:
    """Makes sure that the trained files for the present data exist; set-up and the server's start call this.

    Returns:
        The classifier's file. Each appears whole or not at all.

    Raises:
        Exception: whatever keeps one from being trained.
    """
    with _LOCK:
        made = _made(CLASSIFIER, lambda encode: train(learned(), encode), Classifier.load)
        _made(NEWS, lambda encode: train_news([*news(), *written()], encode), NewsReader.load)
    return made


def _made(what: str, weights: Callable[[Encode], Dict[str, NDArray[Any]]], load: Callable[[Path], object]) -> Path:
    target = trained_file(what)
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    from iop.encoding import shared_encoder

    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".npz", delete=False) as file:
        np.savez(file, **weights(shared_encoder().encode))
    load(Path(file.name))
    os.replace(file.name, target)
    for old in target.parent.glob(f"{what}-*.npz"):
        if old != target:
            old.unlink(missing_ok=True)
    return target
