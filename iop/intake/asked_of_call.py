"""What somebody asks of the call itself, and that they were here before: "text before you call"."""

import re
from typing import List

_PLACE = r"(?:cell(?: ?phone)?|mobile|home|house|work|office|land ?line)"
_PERSON = r"(?:counselor|therapist|person|nurse|clinician|staff)"
_HERE = r"(?:your (?:program|iop|facility|center|centre|place)|you guys|you all|y'?all)"
_WHEN = (
    r"(?: (?:(?:(?:about|like) )?\w+ (?:years?|months?|weeks?) ago|last (?:year|month|fall|spring|summer|winter)"
    r"|(?:back )?in (?:19|20)\d\d|before|once|twice))?"
)
_THROUGH = r"(?: (?:a|in|at|to|through|with|of|patient|client|treatment|iop|rehab))*"
_ASKED = re.compile(
    rf"\b(?:an? )?(?:fe)?male {_PERSON}\b"
    r"|\b(?:llam\w+|habl\w+ con|prefiero|quiero) (?:una? )(?:mujer|hombre|consejer[oa])\b"
    r"|\b(?:talk to|speak (?:to|with)|call from|prefer|want|only) (?:a |an )(?:woman|lady|female|man|male)\b"
    r"|\b(?:text|txt)(?: me)?(?: first)? (?:before|prior to) (?:(?:you|u|they|someone) )?call(?:ing|s)?\b"
    rf"|\b(?:only (?:use|call|try)|(?:use|call|try) only) (?:(?:on|at) )?(?:the |my )?{_PLACE}\b"
    rf"|\b(?:use|call|try) (?:the |my )?{_PLACE} only\b"
    r"|\bcall(?: me| us)? (?:\w+ )?(?:quietly|discreetly|privately|secretly|confidentially)\b"
    rf"|\b(?:i (?:was|went|did|came)|i(?:'?ve| have) been|graduated from){_THROUGH} {_HERE}{_WHEN}"
    r"|\b(?:former|previous|past|old|returning) (?:patient|client)\b"
    r"|\bestuve en su programa(?: hace \w+ (?:años?|meses))?",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:do|does|are|is|have) (?:you|u|they|there|any)\b[^.!]*$", re.IGNORECASE)
"""Before what is only asked about: "do you have a female counselor"."""


def asked_of_call_in(text: str) -> List[str]:
    """Returns the parts of a message that ask for something of the call, or tell of a stay here.

    Args:
        text: The message, with plain apostrophes.
    """
    return [found.group() for found in _ASKED.finditer(text) if not _ASKS.search(text[: found.start()])]
