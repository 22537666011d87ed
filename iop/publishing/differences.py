"""What differs between two knowledge bases."""

import datetime as dt
import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Mapping, Optional, Tuple

from iop.knowledge.entries import FaqEntry, FaqFile, read_folder


@dataclass(frozen=True)
class Change:
    """An entry that both have, with other content.

    Attributes:
        id: The entry.
        fields: The names of what differs.
        lines: The differences of its texts, as `-old` and `+new` lines.
    """

    id: str
    fields: List[str]
    lines: List[str]


@dataclass(frozen=True)
class Differences:
    """What differs: ids of entries that only the new or only the old one has, and what changed in the others."""

    added: List[str]
    removed: List[str]
    changed: List[Change]

    @property
    def none(self) -> bool:
        """Whether both say the same."""
        return not (self.added or self.removed or self.changed)


def entries_of(folder: Path) -> Dict[str, Tuple[str, FaqEntry]]:
    """Returns the topic and entry of each id.

    Raises:
        InputFileError: if the knowledge base cannot be read.
    """
    return entries_in(read_folder(folder))


def entries_in(files: Mapping[str, FaqFile]) -> Dict[str, Tuple[str, FaqEntry]]:
    """Returns the topic and entry of each id of a knowledge base that was read."""
    return {entry.id: (topic, entry) for topic, file in files.items() for entry in file.entries}


def expired(entries: Mapping[str, Tuple[str, FaqEntry]], today: Optional[dt.date] = None) -> List[str]:
    """Returns the ids of entries that are not learned, because their last day has passed."""
    today = today or dt.date.today()
    return [id_ for id_, (_, entry) in entries.items() if entry.is_expired(today)]


def differences(old: Path, new: Path) -> Differences:
    """Compares two folders like `data/faq`.

    Raises:
        InputFileError: if one cannot be read.
    """
    before, after = entries_of(old), entries_of(new)
    changed = [_change(id_, before[id_], after[id_]) for id_ in before if id_ in after and before[id_] != after[id_]]
    return Differences([i for i in after if i not in before], [i for i in before if i not in after], changed)


def _change(id_: str, old: Tuple[str, FaqEntry], new: Tuple[str, FaqEntry]) -> Change:
    before, after = ({"topic": topic, **entry.dict()} for topic, entry in (old, new))
    fields = [name for name in before if before[name] != after[name]]
    lines: List[str] = []
    for name in fields:
        lines += difflib.ndiff(_lines(before[name]), _lines(after[name]))
    return Change(id_, fields, [f"{line[0]}{line[2:]}" for line in lines if line[0] in "+-"])


def _lines(value: object) -> List[str]:
    return [str(one) for one in value] if isinstance(value, list) else str(value or "").splitlines()
