"""Cuts messages into pieces, so that one sentence or clause of danger is not lost among many others."""

import re
from typing import List, Sequence, Tuple

from iop.safety.normalise import read

Words = Tuple[str, ...]

_CLAUSE_END = re.compile(
    r"[.,;:!?]+(?=\s|$)|[\n¿¡]|\s(?=(?:and|but|because|bc|cause|so|y|pero|porque)\s)", re.IGNORECASE
)

WINDOW = 26
STEP = 16
WHOLE = 45
"""Messages up to this many words are also read as a whole."""
PIECES = 2
"""How many pieces of a message have their meaning looked at; the cheap layers see more of them."""
SHORTEST = 3
"""Clauses of fewer words say nothing by themselves."""
MOST = 40
"""How many pieces of a very long message are looked at."""


def pieces(sentences: Sequence[Words]) -> List[Words]:
    """Returns the sentences of a message, the long ones as overlapping windows.

    Nothing for a message of one short sentence: it is its own piece.
    """
    found: List[Words] = []
    for sentence in sentences:
        if len(sentence) <= WINDOW + 4:
            found.append(sentence)
            continue
        found += [sentence[start : start + WINDOW] for start in range(0, len(sentence) - STEP + 1, STEP)]
    return [piece for piece in found if len(piece) > 1] if len(found) > 1 else []


def clauses(text: str) -> List[Words]:
    """Returns the clauses of a message, each read by itself; nothing where there is only one.

    Args:
        text: What a person sent.
    """
    found = dict.fromkeys(read(clause).words for clause in _CLAUSE_END.split(text))
    return [clause for clause in found if len(clause) >= SHORTEST] if len(found) > 1 else []
