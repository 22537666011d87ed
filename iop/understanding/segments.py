"""Splits a message into sentences, and sentences into the questions that may be strung together in them."""

import re
from dataclasses import dataclass
from typing import List, Tuple

_WORD = re.compile(r"[^\W_]", re.UNICODE)
_ABBREVIATION = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|st|vs|etc|approx|no|mg|appt|hrs|min|inc|e\.g|i\.e|a\.m|p\.m|u\.s)|\b[a-z])\.$", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*\u2022])\s+(?=\S)|(?:^|(?<=\s))\(?\d\)\s*(?=\S)", re.MULTILINE)
_END = re.compile(r"(?<=[.?!;])[\"')\u201d]*\s+|\n+")
_ASKS = re.compile(
    r"^(?:(?:and|also|but|so|ok|okay|plus|then|well|um|hi|hey|hello|yes|thanks|please"
    r"|my (?:other )?questions?(?: is| are)?|first|second|third|secondly|finally|if not|if so)[,:]?\s+)*"
    r"(?:what|whats|what's|when|where|wheres|where's|which|who|whos|who's|whose|why|how|hows|how's|do|does|did|is|are|am|was|will"
    r"|would|can|could|should|may|might|has|have|any|anyone|don't|doesn't|isn't|aren't|can't|won't|wouldn't|couldn't"
    r"|whether|if\b[^?]*\b(?:what|how|who|where|when|can|could|do|does|will|would)"
    r"|wat|r|u|cuanto|cuánto|que|qué|como|cómo|donde|dónde|hay|tienen|puedo|aceptan)\b",
    re.IGNORECASE,
)
_WONDERS = re.compile(
    r"\b(?:wonder(?:ing)?|want(?:ed|s)? to (?:know|ask)|need to know|like to know|curious|not sure|tell me"
    r"|do (?:you|u|yall|y'all)|can (?:i|we|you|u)|how (?:much|many|long|do|does|can|soon|often|big)"
    r"|what (?:is|are|do|does|if|happens|time)|where (?:is|are)|is (?:it|there)|are (?:there|you))\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*[,;]\s*(?:and|also|plus)?\s+|\s+(?:and|or|n|&|plus|also|y)\s+(?:also\s+)?|\s+\?\s*|\s*\?\s*", re.IGNORECASE
)

_JOINT_END = re.compile(r"(?:\s*[,;]|\s+(?:and|or|n|&|plus|also|y))+\s*$", re.IGNORECASE)

LISTED_WORDS = 10
"""Words of a message that may be a list of subjects."""
CLAUSES_AT_MOST = 6
"""More pieces than this are a list of things in one question, not questions."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a message, and whether it asks something."""

    text: str
    asks: bool


def sentences(text: str) -> List[Sentence]:
    """Returns the sentences of a message that contain a letter or digit, in order.

    Numbered and dashed lists are taken apart, and each item asks; "Dr. Smith", "e.g." and "20 mg." stay whole.
    """
    out: List[Sentence] = []
    open_ended = False
    for number, block in enumerate(_LIST_MARK.split(text)):
        for part in _END.split(block):
            part = part.strip()
            if not _WORD.search(part):
                continue
            if open_ended:
                part = f"{out.pop().text} {part}"
            out.append(Sentence(part, number > 0 or is_question(part)))
            open_ended = bool(_ABBREVIATION.search(part))
    return out


def is_question(sentence: str) -> bool:
    """Whether a sentence asks something, with or without a question mark."""
    return "?" in sentence or bool(_ASKS.search(sentence)) or bool(_WONDERS.search(sentence))


def clauses(sentence: str) -> List[str]:
    """Returns the questions that are strung together in a sentence, in order; one where it is one question.

    Cut at commas, "and", "or", "also". Where two pieces or more ask, those that do not ask belong to the piece before
    ("Monday, Wednesday and Friday"), the first ones to the piece after; a short list of words in which none asks is a
    list of questions ("price, hours").
    """
    spans = _spans(sentence)
    asking = [bool(_ASKS.search(sentence[start:end])) for start, end in spans]
    if len(spans) < 2 or len(spans) > CLAUSES_AT_MOST:
        return [sentence]
    if not any(asking) and len(sentence.split()) <= LISTED_WORDS:
        return [sentence[start:end] for start, end in spans]
    starts = [start for (start, _), asks in zip(spans, asking, strict=True) if asks]
    if len(starts) < 2:
        return [sentence]
    starts[0] = 0
    ends = [*starts[1:], len(sentence)]
    return [_JOINT_END.sub("", sentence[start:end]).strip() for start, end in zip(starts, ends, strict=True)]


def _spans(sentence: str) -> List[Tuple[int, int]]:
    """Returns where the pieces between the joints start and end."""
    joints = [*((found.start(), found.end()) for found in _JOINT.finditer(sentence)), (len(sentence), len(sentence))]
    starts = [0, *(end for _, end in joints)]
    spans = [(start, joint[0]) for start, joint in zip(starts, joints, strict=False)]
    return [(start, end) for start, end in spans if _WORD.search(sentence[start:end])]
