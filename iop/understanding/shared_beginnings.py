"""Finds the questions of a clause that share their beginning: "can i keep my therapist and my meds"."""

import re
from typing import List

from iop.understanding.segments import CLAUSES_AT_MOST, asks

_VERB_FIRST = r"(?:do|does|did|can|could|will|would|should|is|are|am|may|must|r)"
_SUBJECT = (
    r"(?:(?:i|you|u|we|he|she|it|they|anyone|anybody|someone|everyone|everybody|people|ya?'?ll|insurance)"
    r"|(?:my|the|your|ur|his|her|our|this|that|a|an|any)\s+\w+)(?:\s+(?:guys|folks|all|people))?"
)
_ADDED = r"(?:\s+(?:have|has|need|get|got|want|be able)\s+to|\s+(?:still|also|just|even|really|ever|both|not))*"
_PARTICLE = r"(?:\s+(?:with|for|to|up|on|out|in|about|off|at|of|from|as|through|me|us|him|find|getting))*"
_ASKED = re.compile(
    rf"^(?P<verbless>.*?\b{_VERB_FIRST}\s+{_SUBJECT}{_ADDED})\s+(?!(?:there|and|n|or|plus)\b)\w+{_PARTICLE}\s+(?=\S)",
    re.IGNORECASE,
)
"""A verb before its subject, and what is done: "do you guys help with"."""
_OTHERWISE = re.compile(
    r"^.*?\b(?:(?:is|are)\s+there(?:\s+(?:any\s+)?help\s+(?:with|for))?"
    r"|(?:what|where)(?:'s|s| is| are)"
    r"|(?:info|information|questions?)\s+(?:on|about|for|regarding)"
    r"|(?:you|u|ya?'?ll)(?:\s+guys)?\s+(?:got|have|do|take|accept|offer|treat|help(?:\s+with)?))\s+(?=\S)",
    re.IGNORECASE,
)
"""Other beginnings that several things may go on from: "is there help with", "info on"."""
_JOINT = re.compile(r"\s*,\s*(?:(?:and|plus)\s+)?|\s+(?:and|n|&|\+|plus|y)\s+|\s*[&+]\s*", re.IGNORECASE)
_ONE_THING = re.compile(r"\b(?:between|btwn|both|together|diff(?:erence)?|combined?)\b", re.IGNORECASE)
"""Says that the things are asked about as one: "the difference between this and inpatient"."""
_TELLS = re.compile(
    r"^(?:i'?m|i|he'?s?|she'?s?|we(?:'re)?|they(?:'re)?|it'?s?|but|like|if|cause|because|so|then|or|also|not|when)\b",
    re.IGNORECASE,
)
"""Begins what is told, or another choice: no further thing."""
_VERB = re.compile(
    r"^(?:accept|be|bring|call|come|do|drink|drive|eat|fill|find|get|give|go|have|help|keep|leave|let|live|make|offer|pay"
    r"|provide|quit|see|send|sleep|smoke|start|stay|stop|switch|take|talk|teach|tell|test|treat|use|visit|work|write)\b",
    re.IGNORECASE,
)
ITEM_WORDS = 7
"""Words of one of the things at most; what is longer is told, not listed."""


def sharing_a_beginning(clause: str) -> List[str]:
    """Returns the questions of a clause, each with the beginning that they share; only the clause where it is one.

    "Can i keep my therapist and my meds" is "can i keep my therapist" and "can i keep my meds"; an added verb takes the
    place of the first: "do you help with gambling and take blue cross".
    """
    asked = _ASKED.search(clause) or _OTHERWISE.search(clause)
    if not asked:
        return [clause]
    items = _JOINT.split(clause[asked.end() :].strip())
    if not 1 < len(items) <= CLAUSES_AT_MOST or _ONE_THING.search(clause) or not all(map(_is_thing, items)):
        return [clause]
    whole, verbless = asked.group(0), asked.groupdict().get("verbless")
    return [
        f"{whole}{items[0]}",
        *(f"{verbless} {item}" if verbless and _VERB.search(item) else f"{whole}{item}" for item in items[1:]),
    ]


def _is_thing(item: str) -> bool:
    return 0 < len(item.split()) <= ITEM_WORDS and not (_TELLS.search(item) or asks(item))
