"""Cuts long messages into pieces, so that one sentence of danger is not lost among many others."""

from typing import List, Sequence, Tuple

Words = Tuple[str, ...]

WINDOW = 26
STEP = 16
WHOLE = 45
"""Messages up to this many words are also read as a whole."""
PIECES = 2
"""How many pieces of a message have their meaning looked at; the cheap layers see more of them."""
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
