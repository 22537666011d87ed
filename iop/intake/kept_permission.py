"""What is left as it was where a number changes: whether we may text, and leave a voicemail."""

import re
from typing import Any, Dict, Mapping

from iop.admissions.lead import PERMISSIONS
from iop.intake.permission import names_any
from iop.intake.replies import YES, YES_TO_A_PART, reply_in

_SAME = re.compile(
    r"\b(?:same (?:rules?|permissions?|deal|terms|settings|conditions|thing"
    r"|as (?:before|last time|the (?:old|other|first|last)(?: one| number)?|i said))"
    r"|mism[oa]s? (?:reglas|permisos?|condiciones)|lo mismo|igual (?:que antes|que el otro)|como antes)\b",
    re.IGNORECASE,
)
_ALL_THE_SAME = re.compile(r"\W*(?:the |it'?s |all )*same\W*|\W*igual\W*", re.IGNORECASE)


def says_same(text: str) -> bool:
    """Whether a message says that nothing changes: "same as before"."""
    return bool(_SAME.search(text) or _ALL_THE_SAME.fullmatch(text.strip()))


def permission_kept(text: str, known: Mapping[str, Any]) -> Dict[str, bool]:
    """Returns what a text leaves as it was: "same rules" all, and a bare yes what was refused before.

    Args:
        text: The message.
        known: The fields that were given before.
    """
    before = {name: known[name] for name in PERMISSIONS if name in known}
    if _SAME.search(text):
        return before
    is_bare = reply_in(text) in (YES, YES_TO_A_PART) and not names_any(text)
    return {name: False for name, allowed in before.items() if is_bare and not allowed}
