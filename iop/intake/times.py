"""When somebody would like to be called, in their own words."""

import re
from typing import Optional

_CLOCK = r"\d{1,2}(?::\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.|ish|o'?clock)?"
_PIECE = (
    rf"(?:not |no |except |anytime |any time |early |late |mid ?|during |on |in the |at |this |next |weekday |weekend )*"
    rf"(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|mon|tues?|wed|thurs?|fri|sat|sun|weekdays?|weekends?|"
    rf"mornings?|afternoons?|evenings?|nights?|noon|lunch(?: ?time| break)?|today|tonight|tomorrow|anytime|any time|whenever|asap|"
    rf"as soon as possible|right away|right now|(?:after|before|around|by|from|past|until|till|between) (?:{_CLOCK}|work|school|noon|lunch|dinner)"
    rf"(?: ?(?:and|-|to) ?{_CLOCK})?|{_CLOCK}(?<=m)|{_CLOCK}(?<=m\.)|en la (?:ma[ñn]ana|tarde|noche)|por la (?:ma[ñn]ana|tarde|noche)|ma[ñn]ana)"
)
_TIMES = re.compile(rf"\b{_PIECE}(?:(?:\s*,\s*|\s+(?:and|or|but|on|in|to|-)\s+(?:the )?|\s+){_PIECE})*", re.IGNORECASE)
LONGEST = 80


def time_in(text: str, asked: bool = False) -> Optional[str]:
    """Returns the times that a text names, as it names them.

    Args:
        text: The message.
        asked: Whether the time was just asked for: then any short answer is one.
    """
    found = [match.group().strip(" ,") for match in _TIMES.finditer(text)]
    if found:
        return ", ".join(dict.fromkeys(found))[:LONGEST]
    plain = text.strip(" .!")
    return plain[:LONGEST] if asked and plain and len(plain) <= LONGEST and any(c.isalnum() for c in plain) else None
