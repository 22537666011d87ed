"""Groups by meaning what people asked that had no sure answer: ten decisions for staff, not a thousand lines."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Dict, List, Mapping, Sequence, Set, Tuple

from iop.knowledge.entries import FaqEntry, FaqFile, plain
from iop.knowledge.sheet_import import Plan, check_owner, check_text, owners
from iop.knowledge.unanswered import CLARIFY, PICKED, Question
from iop.printable import one_line
from iop.understanding.index import Encoder, Floats
from iop.understanding.model import Model

ALIKE = 0.65
"""Likeness of meaning from which two questions are taken for the same; lower joins what staff would answer apart."""
MOST_NEAREST = 3


@dataclass(frozen=True)
class Group:
    """Questions that mean the same.

    Attributes:
        key: Names the group as long as its oldest question is there.
        questions: Oldest first.
        nearest: Entries that come nearest: id, canonical question, likeness of meaning (0 to 1).
        solved: Questions of the same meaning that solved themselves, and the picks that did it.
    """

    key: str
    questions: List[Question]
    nearest: List[Tuple[str, str, float]]
    solved: List[Question] = field(default_factory=list)

    @property
    def texts(self) -> List[str]:
        """The different wordings, oldest first, as they are shown and kept: in one line, without escape sequences.

        A sheet separates wordings by `|`, so there is none in them.
        """
        asked = self.questions or self.solved
        return list(dict.fromkeys(one_line(question.text.replace("|", " ")) for question in asked))

    @property
    def picked(self) -> Dict[str, int]:
        """How often each entry was picked by people who were asked which question they meant."""
        return Counter(one for question in self.solved if question.kind == PICKED for one in question.candidates)

    @property
    def ids(self) -> List[int]:
        """The numbers of all that is stored of it."""
        return [question.id for question in [*self.questions, *self.solved]]

    def usable(self, entry_id: str, files: Mapping[str, FaqFile]) -> Tuple[List[str], List[str]]:
        """Returns the wordings that an entry may have, and for each of the others a note that it is left out.

        Args:
            entry_id: The entry, or an empty string for a new one.
            files: The knowledge base.
        """
        good, notes = [], []
        owned = owners(files)
        for text in self.texts:
            try:
                check_text(text)
                check_owner(text, entry_id, owned)
            except ValueError as error:
                notes.append(f"'{text}' is left out: {error}")
            else:
                good.append(text)
        return good, notes


def groups(questions: Sequence[Question], model: Model, encoder: Encoder) -> List[Group]:
    """Groups questions, the largest group first; last come those where everybody then picked an answer.

    Args:
        questions: As stored.
        model: What is live.
        encoder: Gives the vectors.
    """
    found: List[Tuple[Floats, List[Question]]] = []
    solved = _solved(questions)
    for question in questions:
        vector = encoder.encode_one(model.index.wording.readable(question.text))
        likeness = [float(leader @ vector) for leader, _ in found]
        if likeness and max(likeness) >= ALIKE:
            found[likeness.index(max(likeness))][1].append(question)
        else:
            found.append((vector, [question]))
    made = [
        Group(
            _key(asked),
            [question for question in asked if question.id not in solved],
            _nearest(asked[0].text, model, encoder),
            [question for question in asked if question.id in solved],
        )
        for _, asked in found
    ]
    return sorted(made, key=lambda group: (-len(group.questions), -len(group.solved)))


def _solved(questions: Sequence[Question]) -> Set[int]:
    """Returns the picks, and the questions that they solved: each `picked` solves the latest `clarify` of its text."""
    unclear: Dict[str, List[int]] = {}
    solved: Set[int] = set()
    for question in questions:
        if question.kind == CLARIFY:
            unclear.setdefault(question.text, []).append(question.id)
        elif question.kind == PICKED:
            solved.add(question.id)
            if unclear.get(question.text):
                solved.add(unclear[question.text].pop())
    return solved


def _key(asked: Sequence[Question]) -> str:
    return hashlib.sha256(f"{asked[0].id} {asked[0].text}".encode()).hexdigest()[:6]


def _nearest(text: str, model: Model, encoder: Encoder) -> List[Tuple[str, str, float]]:
    ranked = model.index.rank(text, encoder)
    entries = [(model.entries[candidate.label], candidate.dense) for candidate in ranked]
    return [(e.id, e.question or "", dense) for e, dense in entries if e.is_faq][:MOST_NEAREST]


def as_alternates(group: Group, entry_id: str, files: Dict[str, FaqFile]) -> Plan:
    """Plans a group's wordings as further ways to ask an entry; notes name those that it may not have.

    Raises:
        KeyError: if there is no such entry.
    """
    topic, entry = next(((t, e) for t, file in files.items() for e in file.entries if e.id == entry_id), (None, None))
    if topic is None or entry is None:
        raise KeyError(entry_id)
    known = {plain(text) for text in entry.questions()}
    good, notes = group.usable(entry_id, files)
    more = [text for text in good if plain(text) not in known]
    changed = FaqEntry(**{**entry.dict(), "alternates": [*entry.alternates, *more]})
    return Plan([], [(topic, changed)] if more else [], 0 if more else 1, [], notes)
