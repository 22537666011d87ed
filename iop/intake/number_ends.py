"""The right end of a phone number that was given: "last digit is 9", "it ends in 0145", "wait 0156"."""

import re
from typing import Optional

from iop.intake.words import words

_PHONE = r"(?:(?:tele)?phone|cell(?: ?phone)?|mobile)"
_NUMBER = rf"(?:(?:{_PHONE} )?number|{_PHONE})"
_COUNT = r"(?:1|2|3|4|one|two|three|four|couple(?: of)?|few)"
_ENDS = rf"(?P<thing>{_NUMBER}|it)(?: (?:actually|really|should|must|will))? ends? (?:in|with)"
_LAST = (
    rf"(?:last|final) (?:(?:{_COUNT} )?(?P<digit>digits?|numbers?)|{_COUNT})"
    rf"(?P<whose> (?:of|in|on) (?:my|the|that) {_NUMBER})?(?: (?:is|are|should be|was|were))?"
)
_NO_MORE = (
    r"(?![\s().-]*\d|\s*[/:%]|\s*(?:hours?|hrs?|h|minutes?|mins?|days?|weeks?|wks?|months?|mos?|years?|yrs?|times?|am|pm"
    r"|a\.m|p\.m|o'?clock|st|nd|rd|th)\b)"
)
"""Not a longer number, a time or a span."""
_END = re.compile(rf"\b(?:{_ENDS}|{_LAST}):? (?P<digits>\d{{1,4}})\b{_NO_MORE}", re.IGNORECASE)
_AT_ONCE = re.compile(
    r"\W*(?:wait|sorry|oops|no|actually|i mean|make that)(?: it'?s| it is)?\W+(?P<digits>\d{4})\W*$", re.IGNORECASE
)
_NOT_THE_OTHER = re.compile(
    r"(?<![\d-])(?P<right>\d{2,4}),? (?:and )?(?:not|no) (?P<wrong>\d{2,4})(?![\d-])", re.IGNORECASE
)
_MINE = re.compile(
    r"(?:^|[^\w\s']\s*|\b(?:sorry|but|and|so|no|wait|oops|oh|ok|yes|yeah|actually|because|think|said|meant|mean|is|its"
    r"|it's)\s+)(?:(?:my|the|that|this|correct|right|real|actual|whole)\s+)*$",
    re.IGNORECASE,
)
"""What may stand before "number ends in": not "my member", not "his"."""
_CORRECTING = words(
    """sorry oops oh no not wait actually i i'm im mean meant made make a mistake typo mistyped typed wrong incorrect
    the my that this is it its it's should be was correct right real number phone cell cellphone mobile telephone
    digit digits last but and so hold on please pls ok okay yes yeah hey hi um uh think said gave you change fix
    update to instead of call me at use"""
)
"""All that may stand beside "it ends in 0145" and "last four are 0145": what else is named may be what ends so."""
_SOMETHING_ELSE = re.compile(
    r"\b(?:cards?|social|ssn|security|insurance|medicaid|medicare|member|policy|accounts?|ids?|zip|code|licen[sc]e|birth\w*"
    r"|dob|bills?|claim|group|case|his|her|their|(?!(?:it|that|here|what|number|phone|cell)'s)\w+'s)\b",
    re.IGNORECASE,
)


def right_end(text: str, number_end: int = 0) -> Optional[str]:
    """Returns the digits with which a phone number that was given ends after all, 1 to 4 of them.

    What ends must be the number: a shift, a lease and an insurance card end in digits, too.

    Args:
        text: The message, with digits for dictated numbers, and with plain apostrophes.
        number_end: Where the last phone number in it ends; 0 where there is none.
    """
    at_once = _AT_ONCE.match(text, number_end) if number_end else None
    if at_once:
        return at_once["digits"]
    found = _END.search(text)
    return found["digits"] if found and _is_of_the_number(text, found) else None


def exchanged_end(text: str, known: str) -> Optional[str]:
    """Returns the right end of a number whose wrong end a text names, too: "0149 not 0142".

    Args:
        text: The message, with digits for dictated numbers, and with plain apostrophes.
        known: The number that was given before.
    """
    found = _NOT_THE_OTHER.search(text)
    return found["right"] if found and known.endswith(found["wrong"]) else None


def _is_of_the_number(text: str, found: "re.Match[str]") -> bool:
    before, after = text[: found.start()], text[found.end() :]
    if found["whose"]:
        return True
    if found["digit"]:
        return not _SOMETHING_ELSE.search(text)
    if found["thing"] and found["thing"].lower() != "it":
        return bool(_MINE.search(before))
    return set(re.findall(r"[^\W\d_](?:[^\W\d_]|')*", f"{before} {after}".lower())) <= _CORRECTING
