"""Short things that people say while details are taken: yes, no, skip, stop, why, back."""

import re
from functools import lru_cache
from typing import Dict, List, Optional, Tuple

import yaml

from iop.settings import ROOT
from iop.understanding.wording import bare

YES, NO, SKIP, STOP, WHY, BACK, RESUME, DELETE = "yes", "no", "skip", "stop", "why", "back", "resume", "delete"
FILE = ROOT / "data" / "lexicons" / "replies.yml"

_PATTERNS: Tuple[Tuple[str, str], ...] = (
    (DELETE, r"\b(?:delete|erase|remove|forget)\b.{0,20}\b(?:my|everything|all|info|details|data|number|name)\b"),
    (
        STOP,
        r"^(?:please |no )?(?:stop|cancel|quit|exit|end|never ?mind|nvm|forget it|forget about it|leave me alone|drop it|"
        r"(?:i )?changed my mind|not now|maybe later|later|i dont want (?:a call|to be called|this|to)|dont call(?: me)?|no call)\b"
        r".{0,20}$",
    ),
    (
        WHY,
        r"^(?:but |and )?(?:why|what for|how come|what do (?:you|u) need (?:that|it|this) for)\b.{0,40}$"
        r"|\bwhy do (?:you|u) (?:need|want|ask)\b",
    ),
    (BACK, r"^(?:go back|back|previous|go back one|the one before)$"),
    (
        RESUME,
        r"\b(?:lets|let us) (?:go on|continue|finish)\b|^(?:ok |okay |yes )?(?:go on|continue|resume|carry on|keep going|im ready)\b",
    ),
    (SKIP, r"\b(?:rather not|prefer not|dont want to (?:say|give|tell|share)|no comment)\b"),
)


def reply_in(text: str) -> Optional[str]:
    """Returns what a short reply means, or nothing where it is something else."""
    plain = bare(text)
    for kind, pattern in _PATTERNS:
        if re.search(pattern, plain):
            return kind
    return _phrases().get(plain)


@lru_cache(maxsize=1)
def _phrases() -> Dict[str, str]:
    listed: Dict[str, List[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {bare(phrase): kind for kind, phrases in listed.items() for phrase in phrases}
