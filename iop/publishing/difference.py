"""What is different between two knowledge bases."""

from dataclasses import dataclass
from typing import Dict, List, Mapping, Tuple

from iop.knowledge.entries import FaqEntry, FaqFile


@dataclass(frozen=True)
class Change:
    """An entry that two knowledge bases do not share.

    Attributes:
        what: `added`, `removed`, or the names of the fields that differ.
        topic: Its topic (the newer one).
        entry: Its id.
        before: The field's value before, or an empty string.
        after: The field's value after, or an empty string.
    """

    what: str
    topic: str
    entry: str
    before: str
    after: str


def _by_id(files: Mapping[str, FaqFile]) -> Dict[str, Tuple[str, FaqEntry]]:
    return {entry.id: (topic, entry) for topic, file in files.items() for entry in file.entries}


def difference(old: Mapping[str, FaqFile], new: Mapping[str, FaqFile]) -> List[Change]:
    """Returns the changes from one knowledge base to another, by topic and entry."""
    before, after = _by_id(old), _by_id(new)
    found = [
        Change("removed", topic, key, one.question, "") for key, (topic, one) in before.items() if key not in after
    ]
    for key, (topic, entry) in after.items():
        if key not in before:
            found.append(Change("added", topic, key, "", entry.question))
            continue
        old_topic, other = before[key]
        if old_topic != topic:
            found.append(Change("topic", topic, key, old_topic, topic))
        for name, value in entry.dict().items():
            was = getattr(other, name)
            if was != value:
                found.append(Change(name, topic, key, _text(was, value), _text(value, was)))
    return sorted(found, key=lambda change: (change.topic, change.entry, change.what))


def _text(value: object, other: object) -> str:
    """Returns a value in words; of a list, what the other one does not have."""
    if isinstance(value, list):
        return "; ".join(str(item) for item in value if not isinstance(other, list) or item not in other)
    return "" if value is None else str(value)
