"""Which entries catch each other's questions."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Callable, Dict, Iterable, List, Mapping, Tuple

from iop.knowledge.entries import FaqFile
from iop.understanding.index import Encoder
from iop.understanding.model import Model

MOST_OF_AN_ENTRY = 6
"""Questions of an entry that are tried: its canonical one and some of its alternates."""

Progress = Callable[[Iterable[Tuple[str, str]]], Iterable[Tuple[str, str]]]


@dataclass(frozen=True)
class Crossing:
    """An entry whose questions another entry of another topic would answer.

    Attributes:
        entry: Whose question it is.
        catcher: The entry that answers it, if this wording were not among the examples.
        questions: The questions that cross.
    """

    entry: str
    catcher: str
    questions: List[str]


def sample(files: Mapping[str, FaqFile], most: int = MOST_OF_AN_ENTRY) -> List[Tuple[str, str]]:
    """Returns questions with the id of their entry: the canonical one and some alternates, always the same."""
    chosen: List[Tuple[str, str]] = []
    for file in files.values():
        for entry in file.entries:
            alternates = entry.alternates[:: max(1, len(entry.alternates) // max(1, most - 1))]
            chosen += [(text, entry.id) for text in [entry.question, *alternates][:most]]
    return chosen


def crossings(
    files: Mapping[str, FaqFile], model: Model, encoder: Encoder, progress: Progress = lambda items: items
) -> List[Crossing]:
    """Asks each question as if its own wording were unknown, and returns those that another topic answers.

    Args:
        files: The knowledge base.
        model: Learned from it.
        encoder: Gives the vectors.
        progress: Wraps what is gone through, to show a bar.
    """
    found: Dict[Tuple[str, str], List[str]] = defaultdict(list)
    for text, entry in progress(sample(files)):
        best = model.entries[model.index.rank(text, encoder, most=1, held_out=True)[0].label]
        if best.is_faq and best.topic != model.entries[f"faq/{entry}"].topic:
            found[entry, best.label.split("/")[1]].append(text)
    return [
        Crossing(entry, catcher, questions)
        for (entry, catcher), questions in sorted(found.items(), key=lambda item: -len(item[1]))
    ]
