"""The right part of a phone number that was given: "it ends in 0145", "0128 at the end", "not 82, 28"."""

import re
from itertools import takewhile
from typing import List, Optional, Set

from iop.intake.words import words

_PHONE = r"(?:(?:tele)?phone|cell(?: ?phone)?|mobile)"
_NUMBER = rf"(?:(?:{_PHONE} )?number|{_PHONE})"
_COUNT = r"(?:1|2|3|4|one|two|three|four|couple(?: of)?|few)"
_ENDS = (
    rf"(?P<thing>{_NUMBER}|it)(?: (?:actually|really|should|must|will))? ends?(?: (?:in|with)|(?= \d{{4}}\b))"
    r"|termina en"
)
_LAST = (
    rf"(?:last|final) (?:(?:{_COUNT} )?(?P<digit>digits?|numbers?)|{_COUNT})"
    rf"(?P<whose> (?:of|in|on) (?:my|the|that) {_NUMBER})?(?: (?:is|are|should be|was|were))?"
    r"|[uú]ltimos (?:cuatro|tres|dos|\d)(?: (?:d[ií]gitos|n[uú]meros))?(?: son)?"
)
_NO_MORE = (
    r"(?![\s().-]*\d|\s*[/:%]|\s*(?:hours?|hrs?|h|minutes?|mins?|days?|weeks?|wks?|months?|mos?|years?|yrs?|times?"
    r"|am|pm"
    r"|a\.m|p\.m|o'?clock|st|nd|rd|th)\b)"
)
"""Not a longer number, a time or a span."""
_END = re.compile(rf"\b(?:{_ENDS}|{_LAST}):? (?P<digits>\d{{1,4}})\b{_NO_MORE}", re.IGNORECASE)
_THE_END = re.compile(
    rf"(?<![\d-])(?P<digits>\d{{1,4}}) (?:(?:at|for|in|on|as|is) the (?:very )?(?:end|last(?: {_COUNT}| digits?)*)"
    r"|(?:is|are) (?:the )?last|al final|(?:son|es) (?:los|el) [uú]ltimos?)\b",
    re.IGNORECASE,
)
_INSTEAD_OF_IT = re.compile(
    r"(?<![\d-])(?P<right>\d{2,4})\W+(?:and )?(?:not|no|isn'?t|instead of|rather than) (?P<wrong>\d{2,4})(?![\d-])"
    r"|\b(?:(?:not|isn'?t|instead of|rather than) (?=\d+\W)|(?=\d+ but ))(?P<wrong_first>\d{2,4})\W+"
    r"(?:(?:but|it'?s|it is|i mean|i meant|use|should be|make it|rather) ){0,2}(?P<right_last>\d{2,4})(?![\d-])",
    re.IGNORECASE,
)
_AREA_CODE = re.compile(
    r"\barea code(?: (?:is|was|should be|to|actually|really|it'?s)){0,2}:? \(?(?P<code>\d{3})\b"
    r"|(?<![\d-])(?P<before>\d{3})\)? (?:is (?:the |my )?|for the |as (?:the )?)?area code\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:sorry|oops|whoops|crap|shit|damn|dang|shoot|ugh|my bad"
    r"|wait|no|not|actually|i mean|meant|made a mistake|typo|mistyped|wrong"
    r"|should be|fix|change|perd[oó]n|me equivoqu[eé]|quise decir|mejor dicho|equivocad[oa])\b|\*",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:1[0-2]|[1-9]):?[0-5][05]$")
_LATEST_HOUR = 12
_MINE = re.compile(
    r"(?:^|[^\w\s']\s*|\b(?:sorry|but|and|so|no|wait|oops|oh|ok|yes|yeah|actually|because|think|said|meant|mean|is|its"
    r"|it's)\s+)(?:(?:my|the|that|this|correct|right|real|actual|whole)\s+)*$",
    re.IGNORECASE,
)
"""What may stand before "number ends in": not "my member", not "his"."""
_CORRECTING = words(
    """sorry oops whoops crap shit damn dang shoot ugh bad oh no not wait actually i
    i'm im mean meant made make a mistake typo mistyped typed
    wrong incorrect
    the my that this is it its it's should be was correct right real number phone cell cellphone mobile telephone
    digit digits last but and so hold on please pls ok okay yes yeah hey hi um uh think said gave you change fix
    update to instead of call me at use sry put end ends for code area
    es el la los son mi número numero teléfono telefono celular perdón perdon disculpe equivoqué equivoque quise decir
    mejor dicho equivocado equivocada últimos ultimos termina en dígitos digitos cuatro que y"""
)
"""All that may stand beside "it ends in 0145" and "last four are 0145": what else is named may be what ends so."""
_SOMETHING_ELSE = re.compile(
    r"\b(?:cards?|social|ssn|security|insurance|medicaid|medicare|member|policy|accounts?|ids?|zip|code|licen[sc]e"
    r"|birth\w*"
    r"|dob|bills?|claim|group|case|his|her|their|(?!(?:it|that|here|what|number|phone|cell)'s)\w+'s)\b",
    re.IGNORECASE,
)


def corrected(text: str, known: str, number_end: int = 0) -> Optional[str]:
    """Returns a number with the part that a text corrects; nothing where it corrects none.

    Args:
        text: The message, with digits for dictated numbers, and with plain apostrophes.
        known: The number, as E.164.
        number_end: Where the last phone number in the text ends; 0 where there is none.
    """
    end = right_end(text, number_end)
    if end:
        return known[: -len(end)] + end
    changed = _exchanged(text, known)
    if changed:
        return changed
    area = _AREA_CODE.search(text)
    if area and not number_end and not _SOMETHING_ELSE.search(text.replace(area.group(), " ")):
        return known[:-10] + (area["code"] or area["before"]) + known[-7:]
    return None


def right_end(text: str, number_end: int = 0) -> Optional[str]:
    """Returns the digits with which a phone number that was given ends after all, 1 to 4 of them.

    What ends must be the number: a shift, a lease and an insurance card end in digits, too.

    Args:
        text: The message, with digits for dictated numbers, and with plain apostrophes.
        number_end: Where the last phone number in it ends; 0 where there is none.
    """
    found = _END.search(text)
    if found:
        return found["digits"] if _is_of_the_number(text, found) else None
    after = text[number_end:]
    at_the_end = _THE_END.search(after)
    if at_the_end and _words(after[: at_the_end.start()] + after[at_the_end.end() :]) <= _CORRECTING:
        return at_the_end["digits"]
    return _end_after(after) if number_end else _end_alone(text)


def _end_after(text: str) -> Optional[str]:
    """Returns the first digits after a number, if they are four and words of correction stand before them."""
    first = re.search(rf"(?<![\d-])\d{{4}}\b{_NO_MORE}", text)
    before = re.split(r"\d", text)[0]
    if first is None or len(before) != first.start():
        return None
    said = list(takewhile(_CORRECTING.__contains__, reversed(_words_in(before))))
    is_correction = said[:1] != ["not"] and bool(_CORRECTS.search(" ".join(reversed(said))))
    return first.group() if is_correction else None


def _end_alone(text: str) -> Optional[str]:
    """Returns the four digits of a message that says nothing else but that something was wrong: "sorry 0128"."""
    groups = re.findall(r"\d+", text)
    is_end = len(groups) == 1 and re.search(rf"(?<![\d-])\d{{4}}{_NO_MORE}", text) and not _CLOCK.match(groups[0])
    return groups[0] if is_end and _CORRECTS.search(text) and _words(text) <= _CORRECTING else None


def _exchanged(text: str, known: str) -> Optional[str]:
    """Returns a number with another part in the place of the one that a text says to be wrong: "0149 not 0142"."""
    found = _INSTEAD_OF_IT.search(text)
    if found is None:
        return None
    right, wrong = found["right"] or found["right_last"], found["wrong"] or found["wrong_first"]
    if max(int(right), int(wrong)) <= _LATEST_HOUR and not right.startswith("0"):
        return None
    if known.endswith(wrong):
        return known[: -len(wrong)] + right
    at = known.rfind(wrong, len(known) - 10)
    return known[:at] + right + known[at + len(wrong) :] if at > 0 and len(right) == len(wrong) else None


def _words(text: str) -> Set[str]:
    return set(_words_in(text))


def _words_in(text: str) -> List[str]:
    return re.findall(r"[^\W\d_](?:[^\W\d_]|')*", text.lower())


def _is_of_the_number(text: str, found: "re.Match[str]") -> bool:
    before, after = text[: found.start()], text[found.end() :]
    if found["whose"]:
        return True
    if found["digit"]:
        return not _SOMETHING_ELSE.search(text)
    if found["thing"] and found["thing"].lower() != "it":
        return bool(_MINE.search(before))
    return _words(f"{before} {after}") <= _CORRECTING
