"""The knowledge base and the sets that understanding is measured on, read without Rasa."""

import hashlib
from typing import AbstractSet, Any, Dict, Iterable, List, Optional, Sequence, Set, Tuple

import numpy as np
from pydantic import BaseModel

from benchmarks.figures import json_lines
from iop import yamlfile
from iop.encoding import SentenceEncoder, tuned, tuned_encoder
from iop.knowledge.entries import read_folder
from iop.settings import ROOT
from iop.understanding.index import Encode
from iop.understanding.model import Entry, Model

OWN = ROOT / "benchmarks" / "data"
SHARED = ROOT.parent / "shared" / "datasets"
NLU_FILES = ("smalltalk", "handoff", "out_of_scope")
CACHE = ROOT / ".cache" / "benchmark-vectors"
OUT_OF_SCOPE = "out_of_scope"

CALIBRATING = tuple(f"calibration_{number}" for number in range(1, 6))
"""Sets of 600 messages, each written by somebody else, that `benchmarks.thresholds` reads."""
MEASURING = ("measured_1", "measured_2", "measured_6", "measured_8", "measured_9", "metaphors")
"""Sets by others again, that gave no number of the code; `measured_2` chose between two ways of weighing confidence."""

Row = Dict[str, Any]


class _Intent(BaseModel):
    intent: str
    examples: str


class _NluFile(BaseModel):
    version: str
    nlu: List[_Intent]


def examples() -> Tuple[List[str], List[str], Dict[str, Entry]]:
    """Returns texts, labels and entries: the knowledge base and the other intents."""
    texts: List[str] = []
    labels: List[str] = []
    entries: Dict[str, Entry] = {}
    for topic, file in read_folder(ROOT / "data" / "faq").items():
        for entry in file.entries:
            label = f"faq/{entry.id}"
            entries[label] = Entry(label, topic, entry.question, bool(entry.accepted_answer))
            texts += entry.questions()
            labels += [label] * len(entry.questions())
    for name in NLU_FILES:
        for intent in yamlfile.read(ROOT / "data" / "nlu" / f"{name}.yml", _NluFile).nlu:
            lines = [line.strip()[2:] for line in intent.examples.splitlines() if line.strip().startswith("- ")]
            entries[intent.intent] = Entry(intent.intent)
            texts += lines
            labels += [intent.intent] * len(lines)
    return texts, labels, entries


def encode(texts: Sequence[str]) -> np.ndarray:
    """Encodes texts, and keeps the vectors under `.cache` for the next run."""
    name = hashlib.sha256("\n".join(texts).encode() + tuned.FILE.read_bytes()).hexdigest()[:24]
    path = CACHE / f"{name}.npy"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        np.save(path, tuned_encoder().encode(texts))
    vectors: np.ndarray = np.load(path)
    return vectors


class CachingEncoder:
    """The encoder, with what it was asked before at hand, so that only the look-up is timed.

    Args:
        texts: What will be asked.
        encoder: Another one than the tuned one.
    """

    def __init__(self, texts: Iterable[str] = (), encoder: Optional[SentenceEncoder] = None) -> None:
        self._encoder = encoder or tuned_encoder()
        unique = list(dict.fromkeys(texts))
        vectors = (encode if encoder is None else encoder.encode)(unique) if unique else []
        self._vectors = dict(zip(unique, vectors, strict=True))

    def encode_one(self, text: str) -> np.ndarray:
        """Returns the unit vector of a text."""
        if text not in self._vectors:
            self._vectors[text] = self._encoder.encode_one(text)
        return self._vectors[text]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Returns the unit vectors of texts, one a row."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        self._vectors.update(zip(missing, self._encoder.encode(missing), strict=True))
        return np.array([self._vectors[text] for text in texts])


def learn(without: AbstractSet[str] = frozenset(), encode: Encode = encode) -> Model:
    """Learns the knowledge base and the other intents, some labels left out."""
    texts, labels, entries = examples()
    kept = [(text, label) for text, label in zip(texts, labels, strict=True) if label not in without]
    return Model.learn([text for text, _ in kept], [label for _, label in kept], encode, entries)


def own_rows() -> List[Row]:
    """Returns our own set: `text`, `topic`, `also_ok`, `kind` (real, hard, out_of_scope)."""
    return json_lines(OWN / "understanding.jsonl")


def more_rows() -> List[Row]:
    """Returns the sets that others wrote; none was learned."""
    return [
        {**row, "kind": f"{name} {row['kind']}"}
        for name in (*CALIBRATING, *MEASURING)
        for row in json_lines(OWN / f"{name}.jsonl")
    ]


def sets_of(what: str) -> List[str]:
    """Returns the names of the sets of `several` questions, `follow_ups` or `facts` that others wrote."""
    return sorted(path.stem.removesuffix(f"_{what}") for path in OWN.glob(f"*_{what}.jsonl"))


def dev_rows() -> List[Row]:
    """Returns the development set in the same form, crises left out; empty where it is not at hand."""
    path = SHARED / "iop_dev.jsonl"
    rows = json_lines(path) if path.exists() else []
    kinds = {OUT_OF_SCOPE: "dev out_of_scope"}
    return [{**row, "kind": kinds.get(row["topic"], "dev")} for row in rows if row["topic"] != "crisis"]


def gold(row: Row) -> Set[str]:
    """Returns the topics that are right for a row."""
    return {row["topic"], *row.get("also_ok", [])}
