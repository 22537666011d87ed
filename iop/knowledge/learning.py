"""Learns the understanding of a knowledge base without a Rasa training, for checks and benchmarks."""

from pathlib import Path
from typing import AbstractSet, Dict, List, Tuple

from pydantic import BaseModel

from iop import yamlfile
from iop.knowledge.entries import FaqFile, read_folder
from iop.settings import ROOT
from iop.understanding.index import Encode
from iop.understanding.model import Entry, Model

NLU_FILES = ("smalltalk", "handoff", "out_of_scope")
NLU = ROOT / "data" / "nlu"


class _Intent(BaseModel):
    intent: str
    examples: str


class _NluFile(BaseModel):
    version: str
    nlu: List[_Intent]


def examples(files: Dict[str, FaqFile]) -> Tuple[List[str], List[str], Dict[str, Entry]]:
    """Returns texts, labels and entries: a knowledge base and the intents of `data/nlu`."""
    texts: List[str] = []
    labels: List[str] = []
    entries: Dict[str, Entry] = {}
    for topic, file in files.items():
        for entry in file.entries:
            label = f"faq/{entry.id}"
            entries[label] = Entry(label, topic, entry.question, bool(entry.accepted_answer))
            texts += entry.questions()
            labels += [label] * len(entry.questions())
    for name in NLU_FILES:
        for intent in yamlfile.read(NLU / f"{name}.yml", _NluFile).nlu:
            lines = [line.strip()[2:] for line in intent.examples.splitlines() if line.strip().startswith("- ")]
            entries[intent.intent] = Entry(intent.intent)
            texts += lines
            labels += [intent.intent] * len(lines)
    return texts, labels, entries


def learn(folder: Path, encode: Encode, without: AbstractSet[str] = frozenset()) -> Model:
    """Learns a knowledge base and the other intents.

    Args:
        folder: The knowledge base, usually `data/faq`.
        encode: Gives unit vectors, shape (texts, 384).
        without: Labels to leave out.

    Raises:
        InputFileError: if a file is wrong.
    """
    texts, labels, entries = examples(read_folder(folder))
    kept = [(text, label) for text, label in zip(texts, labels, strict=True) if label not in without]
    return Model.learn([text for text, _ in kept], [label for _, label in kept], encode, entries)
