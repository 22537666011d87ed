"""One more number that is kept in the note, and is not to be tried after all: "take the work number off"."""

import re
from typing import Optional

_LABEL = r"(?P<label>work|home|cell|mobile|office|other|second|extra|\w+'s|trabajo|casa|otro)"
_DROPS = re.compile(
    r"\b(?:take|leave|get|remove|delete|drop|forget|erase|scratch|lose|don'?t (?:use|call|try)|not|no|quit(?:ar?|en?)"
    rf"|borr(?:ar?|en?)) (?:off |out )?(?:my |the |his |her |that |el |mi )?(?:{_LABEL} (?:phone )?(?:number|phone"
    rf"|cell|one|line)"
    rf"|n[uú]mero (?:del? (?:la )?)?{_LABEL.replace('label', 'label_after')})\b",
    re.IGNORECASE,
)
_ANY = frozenset(("other", "second", "extra", "otro"))
_NUMBER = re.compile(r"(?:\d[\s().-]*){7}")


def note_without_number(text: str, note: Optional[str]) -> Optional[str]:
    """Returns the note without the number that a message takes off; nothing where it takes none off.

    Args:
        text: The message, with plain apostrophes.
        note: The note so far: parts with semicolons between them.
    """
    found = _DROPS.search(text)
    if found is None or not note:
        return None
    label = (found["label"] or found["label_after"]).lower()
    parts = note.split("; ")
    kept = [one for one in parts if not (_NUMBER.search(one) and (label in _ANY or label in one.lower()))]
    return "; ".join(kept) if len(kept) < len(parts) else None
