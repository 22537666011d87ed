"""Everything that understanding learns from examples, in one object that is saved with the model."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, List, Mapping, Optional, Sequence, Tuple, Union

import joblib

from iop.understanding import lexicons
from iop.understanding.index import Encode, QuestionIndex
from iop.understanding.language import OTHER, SPANISH, Languages
from iop.understanding.wording import Wording

FAQ = "faq"
"""The retrieval intent of all entries of the knowledge base."""
FILE = "understanding.joblib"
"""Its name in a trained archive."""
TALK_AT_LEAST, FAQ_FOR_A_TALK = 90, 20
"""Examples that every kind of talk may have, and the questions in the knowledge base for which it may have one more.
Thousands of strangers' messages beside fifty entries would look nearer than the entries: of questions about these in
new words, 27 % were answered instead of 41 %."""
NOT_SUBJECTS = "talk"
"""The subject of all labels that the knowledge base does not answer."""


def label_of(entry_id: str) -> str:
    """Returns the label of an entry's examples: `faq/cost-total`."""
    return f"{FAQ}/{entry_id}"


@dataclass(frozen=True)
class Entry:
    """A label that examples have: an entry of the knowledge base, or an intent of another kind."""

    label: str
    topic: Optional[str] = None
    question: Optional[str] = None
    depends_on_insurer: bool = False
    expires: Optional[str] = None

    @classmethod
    def from_metadata(cls, label: str, metadata: Optional[Mapping[str, Any]]) -> "Entry":
        """Builds it from what the importer attached to the examples."""
        return cls(label, **(metadata or {}))

    @property
    def id(self) -> str:
        """What the knowledge base calls it."""
        return self.label.partition("/")[2]

    @property
    def is_faq(self) -> bool:
        """Whether the knowledge base answers it."""
        return self.topic is not None

    @property
    def subject(self) -> str:
        """What it is about: its topic; all that the knowledge base does not answer is one subject."""
        return self.topic or NOT_SUBJECTS


@dataclass(frozen=True)
class Model:
    """What was learned.

    Attributes:
        index: The examples.
        entries: What each label is.
        languages: Tells what is not English.
    """

    index: QuestionIndex
    entries: Mapping[str, Entry]
    languages: Languages

    @classmethod
    def learn(
        cls, texts: Sequence[str], labels: Sequence[str], encode: Encode, entries: Mapping[str, Entry]
    ) -> "Model":
        """Learns from examples.

        Args:
            texts: The examples.
            labels: Their labels, same length.
            encode: Gives unit vectors, shape (texts, 384).
            entries: What each label is.
        """
        wording = wording_of(texts, labels, entries)
        named = [(in_words(label), label) for label in sorted(set(labels))]
        examples = [*zip(texts, labels, strict=True), *named]
        kept = _balanced([(text, label) for text, label in examples if label not in (SPANISH, OTHER)], entries)
        groups = {label: entry.subject for label, entry in entries.items()}
        index = QuestionIndex([text for text, _ in kept], [label for _, label in kept], encode, wording, groups)
        return cls(index, dict(entries), Languages(wording, lexicons.other_languages()))

    def subject(self, label: str) -> str:
        """Returns what a label is about."""
        return self.entries[label].subject

    def save(self, folder: Path) -> None:
        """Writes it into a folder."""
        joblib.dump(self, folder / FILE, compress=3)

    @staticmethod
    def load(file: Union[Path, IO[bytes]]) -> "Model":
        """Reads what `save` wrote."""
        learned: Model = joblib.load(file)
        return learned


def wording_of(texts: Sequence[str], labels: Sequence[str], entries: Mapping[str, Entry]) -> Wording:
    """Returns what puts messages into the words of the knowledge base; the arguments are those of `Model.learn`."""
    questions = [text for text, label in zip(texts, labels, strict=True) if entries[label].is_faq]
    return Wording(questions or texts, lexicons.english_words(), lexicons.typing(), lexicons.spanish())


def _balanced(examples: Sequence[Tuple[str, str]], entries: Mapping[str, Entry]) -> List[Tuple[str, str]]:
    """Returns the examples, with fewer of each kind of talk where the knowledge base is small."""
    most = max(TALK_AT_LEAST, sum(entries[label].is_faq for _, label in examples) // FAQ_FOR_A_TALK)
    taken: Counter[str] = Counter()
    kept = []
    for text, label in examples:
        taken[label] += 1
        if entries[label].is_faq or taken[label] <= most:
            kept.append((text, label))
    return kept


def in_words(label: str) -> str:
    """Returns a label as the words it is made of, which say what it is about: `faq/cost-total` is "cost total"."""
    return label.rsplit("/", 1)[-1].replace("-", " ").replace("_", " ")
