"""Which entries catch each other's questions."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Callable, Dict, Iterable, List, Mapping, Sequence, Tuple

from iop.knowledge.entries import FaqFile
from iop.understanding.model import Model, label_of

MOST_OF_AN_ENTRY = 6
"""Questions of an entry that are tried: its canonical one and some of its alternates."""

Progress = Callable[[Sequence[Tuple[int, str]]], Iterable[Tuple[int, str]]]


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


def sample(files: Mapping[str, FaqFile], model: Model) -> List[Tuple[int, str]]:
    """Returns rows of the model's examples with the id of their entry: the canonical question and some alternates."""
    row = {text: number for number, text in enumerate(model.index.texts)}
    chosen: List[Tuple[int, str]] = []
    for file in files.values():
        for entry in file.entries:
            alternates = entry.alternates[:: max(1, len(entry.alternates) // (MOST_OF_AN_ENTRY - 1))]
            chosen += [
                (row[text], entry.id) for text in [entry.question, *alternates][:MOST_OF_AN_ENTRY] if text in row
            ]
    return chosen


def crossings(files: Mapping[str, FaqFile], model: Model, progress: Progress = lambda items: items) -> List[Crossing]:
    """Asks each question as if it had not been learned, and returns those that another topic answers.

    Args:
        files: The knowledge base.
        model: Learned from it.
        progress: Wraps what is gone through, to show a bar.
    """
    found: Dict[Tuple[str, str], List[str]] = defaultdict(list)
    for row, entry in progress(sample(files, model)):
        best = model.entries[model.index.rank_held_out(row)[0].label]
        if best.is_faq and best.topic != model.entries[label_of(entry)].topic:
            found[entry, best.id].append(model.index.texts[row])
    return [
        Crossing(entry, catcher, questions)
        for (entry, catcher), questions in sorted(found.items(), key=lambda item: -len(item[1]))
    ]
