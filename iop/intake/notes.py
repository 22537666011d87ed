"""The note: the free line for admissions, in the person's words, without what is for the call."""

from typing import Iterable, Optional

LONGEST_NOTE = 300


def with_notes(before: Optional[str], told: Iterable[str]) -> Optional[str]:
    """Returns a note with what was told since, each thing once, or nothing where nothing is new."""
    parts = [before] if before else []
    new = [part for part in dict.fromkeys(told) if part and part not in str(before)]
    return "; ".join(parts + new)[:LONGEST_NOTE] if new else None
