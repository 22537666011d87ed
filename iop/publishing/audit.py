"""The log of what was published: lines are only ever added, and each carries the hash of the one before it."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import List, Optional

from iop import clock
from iop.errors import InputFileError

FIRST = "0" * 64


@dataclass(frozen=True)
class Record:
    """One thing that was done.

    Attributes:
        at: When, UTC, ISO 8601.
        who: The member of staff.
        action: `published`, `waits for approval`, `approved`, `rolled back` or `refused`; `found live` where the
            change that the log had last was interrupted before it was done.
        version: The version that it was done to; nothing where none was made.
        why: In the person's words.
        before: SHA-256 of the line before.
    """

    at: str
    who: str
    action: str
    version: Optional[int]
    why: str
    before: str


class AuditLog:
    """A file of JSON lines.

    Args:
        path: The file; it is made with the first record.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, who: str, action: str, version: Optional[int], why: str) -> None:
        """Appends a record, and waits until it is on the disk. The caller holds the lock of the versions.

        Raises:
            OSError: if it cannot be written; then the log is as it was.
        """
        lines = self._lines()
        before = _hash(lines[-1]) if lines else FIRST
        record = Record(clock.utcnow().isoformat(timespec="seconds"), who, action, version, why, before)
        line = json.dumps(asdict(record), ensure_ascii=False) + "\n"
        with self._path.open("ab", buffering=0) as file:
            length = os.fstat(file.fileno()).st_size
            try:
                rest = line.encode("utf-8")
                while rest:
                    rest = rest[file.write(rest) :]
                os.fsync(file.fileno())
            except OSError:
                file.truncate(length)
                raise

    def read(self) -> List[Record]:
        """Returns the records, oldest first.

        Raises:
            InputFileError: if a line was changed, removed or damaged.
        """
        before, records = FIRST, []
        for number, line in enumerate(self._lines(), 1):
            try:
                record = Record(**json.loads(line))
            except (ValueError, TypeError) as error:
                raise InputFileError.at(self._path, number, "damaged. Restore the file from a backup.") from error
            if record.before != before:
                raise InputFileError.at(
                    self._path, number, "a line before this was changed or removed. Restore the file from a backup."
                )
            records.append(record)
            before = _hash(line)
        return records

    def _lines(self) -> List[str]:
        if not self._path.exists():
            return []
        *lines, rest = self._path.read_text(encoding="utf-8").split("\n")  # U+2028 ends no line of JSON
        return [*lines, rest] if rest else lines


def _hash(line: str) -> str:
    return hashlib.sha256(line.encode("utf-8")).hexdigest()
