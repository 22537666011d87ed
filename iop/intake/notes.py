"""The note: the free line for admissions, in the person's words, without what is for the call."""

import re
from typing import Iterable, Optional

LONGEST_NOTE = 300

_CLINICAL = re.compile(
    r"\b(?:alcohol\w*|drink\w*|drunk|heroin|fentanyl|fent|meth\w*|cocaine|coke|crack|pills?|opioid\w*|opiate\w*|"
    r"xanax|benzo\w*|weed|"
    r"marijuana|cannabis|suboxone|oxy\w*|percs?|adderall|depress\w*|anxi\w*|bipolar|ptsd|schizo\w*|adhd|ocd|"
    r"psychosis|psychotic|trauma\w*|"
    r"relaps\w*|overdos\w*|withdraw\w*|detox\w*|sober|clean|addict\w*|last use\w*|used last|diagnos\w*|suicid\w*|"
    r"cutting|eating disorder|"
    r"alcoh[oó]l\w*|drogas?|hero[ií]na|fentanilo|coca[ií]na|metanfetamina|pastillas|mota|bebid[oa]s?|borrach\w+"
    r"|tomando|"
    r"depresi[oó]n|deprimid\w+|ansiedad|reca[ií]\w*|sobredosis|adicci[oó]n\w*|adict[oa]s?|desintox\w+|diagn[oó]stic\w+|"
    r"\d+ ?mg)\b",
    re.IGNORECASE,
)


def is_clinical(text: str) -> bool:
    """Whether a text tells of somebody's health: that is for the call, and never part of the note."""
    return bool(_CLINICAL.search(text))


def with_notes(before: Optional[str], told: Iterable[str]) -> Optional[str]:
    """Returns a note with what was told since, each thing once, or nothing where nothing is new."""
    parts = [before] if before else []
    new = [part for part in dict.fromkeys(told) if part and part not in str(before)]
    return "; ".join(parts + new)[:LONGEST_NOTE] if new else None
