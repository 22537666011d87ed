"""Phone numbers and e-mail addresses as people write them, and what must not be kept."""

import re
from typing import List, Optional, Tuple

import phonenumbers

from iop.facility import facility
from iop.intake.mail import addresses_in, valid, with_right_host, without_addresses, written_out
from iop.intake.number_ends import corrected
from iop.intake.preferred_number import clause_around, preferred_in
from iop.plain import straight

REGION, COUNTRY_CODE = "US", 1
DIGITS = {
    **dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)),
    **dict(zip("cero uno dos tres cuatro cinco seis siete ocho nueve".split(), "0123456789", strict=True)),
    "oh": "0",
    "o": "0",
}
_SPOKEN_DIGITS = re.compile(rf"\b(?:(?:{'|'.join(DIGITS)})\b[\s,.-]*){{3,}}", re.IGNORECASE)
_DICTATED = re.compile(rf"\b(?:(?:\d{{1,4}}|{'|'.join(DIGITS)})\b[\s,.-]*){{3,}}", re.IGNORECASE)
"""Words among digits: "3 oh 3 - 5 5 5 - 0 1 0 8"."""
_WHOLE = (10, 11)
_ONE_BY_ONE = re.compile(r"(?<!\d)(?:\d[ ,.-]{1,3}){9,10}\d(?!\d)")
_CORRECTS = re.compile(
    r"\b(?:sorry|actually|wait|i mean|meant|instead|correct\w*|wrong|typo|should be|oops"
    r"|perd[oó]n|disculpe|quise decir|mejor dicho|equivocad\w+|cambi[eéo]\w*)\b|\bno\W*(?:it'?s|es)?\W*$",
    re.IGNORECASE,
)
"""Between two numbers, of which the second is meant."""
_REJECTED = re.compile(
    r"\b(?:not|no longer|isn'?t|instead of|rather than"
    r"|(?:not|don'?t|do not|never) (?:to )?(?:call|text|use|try|ring)(?: me)?(?: at| on)?"
    r"|no(?: me)? (?:llamen?|marquen?|usen?)(?: al?)?|no es(?: el)?|en (?:vez|lugar) del?)\s*$",
    re.IGNORECASE,
)
_REJECTED_AFTER = re.compile(
    r"\W*(?:(?:but|so|please|and)\W+)*"
    r"(?:(?:don'?t|do not|never) (?:call|use|try|text|ring)(?: me)? (?:there|that|it|this)\b"
    r"|(?:is|was|that'?s|it'?s) (?:the |my |an? )?(?:wrong|old)\b"
    r"|no (?:me )?(?:llamen?|marquen?) (?:ah[ií]|all[ií])\b)",
    re.IGNORECASE,
)
"""After a number that is not to be called."""
_MINE = re.compile(
    r"\b(?:mine(?: is|:)?|(?:but |so )?use|my own(?: \w+)?(?: is|:)?|me (?:at|on)|el m[ií]o(?: es)?)\s*$",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:(?:my \w+'?s|his|her|their) (?:number|cell|phone)(?: is|:)?"
    r"|(?:n[uú]mero|celular|cel|tel[eé]fono) de mi \w+(?: es|:)?)\s*$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:called|tried|dialed|rang|texted|your (?:number|line|office)|you(?: guys)? at|llam[eé](?: al?)?"
    r"|su n[uú]mero)\b"
    r"[^.;\d]{0,20}$",
    re.IGNORECASE,
)
"""Before a number that somebody called."""
_WHEN = re.compile(r" +(?:at|in|during|after|before|on|until|till|if|when|for|my)\b[^,.;\n]*", re.IGNORECASE)
"""After one more number, when it is to be tried, or whose it is."""
_IS_THEIRS = re.compile(r"^\W*(?:(?:which |that )?(?:is|'s)|it'?s|that'?s)\s+my\s+\w+'?s\b", re.IGNORECASE)
_PHONE_SHAPE = re.compile(r"(?<!\d)(?<!\d:)\+?\(?\d(?:(?:[\s()-]|\.(?!\s))*\d){9,14}")
_LIKE_CONTACT = re.compile(r"(?:\d[\s.()-]*){5}|\S@|@\S")
_LIKE_NUMBER = re.compile(
    r"(?<![\d:$])\d{3,}(?!\s*(?:am|pm)\b)|\b(?:digits?|area code|number|phone|cell)\b", re.IGNORECASE
)
_LIKE_ADDRESS = re.compile(r"@|\.(?:com|net|org|edu)\b|\be-?mail\b|\bcorreo\b", re.IGNORECASE)
_CUT_SHORT = re.compile(
    r"(?<![\d-])\d{3}[-. ]\d{4}(?![\d-])"
    r"|\b(?:number|cell|phone|call|text|reach|contact)(?: me)?(?: is| at| on|:)? (?:\+?1[-. ])?"
    r"(?:\d[-. ]?){5,8}\d(?![\d-])",
    re.IGNORECASE,
)
"""A phone number without its area code, or with digits missing."""
_ONLY_DIGITS = re.compile(r"\W*(?!\d{5}-\d{4}\W*$)(?:\d[\s().-]*){6,9}\W*")
_WHOLE_SHAPE = re.compile(r"(?<![\d-])(?:\+?1[-. ])?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}(?![\d-])")
_MAIL = re.compile(
    r"^(?:(?:no|ok|okay|just|only|can i|i(?:'d| would)? (?:prefer|rather)|by|use|give|do)\W+)*(?:my |an? )?"
    r"e-?mail(?: address)?(?: (?:then|only|please|pls|instead|me|is (?:better|best|fine|ok)|works|better))*\W*$",
    re.IGNORECASE,
)
_ASKS_FOR_MAIL = re.compile(
    r"\b(?:e-?mail|write(?: to)?) (?:me|us)\b|\b(?:by|via|through|in an?) e-?mail\b|\bpor correo\b", re.IGNORECASE
)
_NO_CONTACT = re.compile(
    r"\b(?:don'?t|do not|dont|no) (?:have|own|use|got)(?: a| an| any)?(?: \w+)? ?(?:phone|number|cell|e-?mail)|"
    r"^no (?:phone|e-?mail|number)|"
    r"\bno (?:tengo|uso|hay)(?: \w+)? ?(?:tel[eé]fono|celular|n[uú]mero|correo|e-?mail)|"
    r"\bphone (?:is|got|was) (?:off|broken|shut off|stolen|disconnected)",
    re.IGNORECASE,
)
SENSITIVE = (
    re.compile(r"\b\d{3}[- ]\d{2}[- ]\d{4}\b|\b(?:ssn|social(?: security)?)\b[^\d]{0,25}\d[\d -]{2,10}", re.IGNORECASE),
    re.compile(
        r"\b(?:dob|d\.o\.b\.?|date of birth|birthday|birthdate|birth date|born|fecha de nacimiento|nac[ií])\b"
        r"[\s:,]*(?:is|on|in|es|el|en)?[\s:]*"
        r"(?:(?:\d{1,2} de )?[a-z]{3,10}\.?(?: del?)? ?\d{1,2}(?:st|nd|rd|th)?,? ?(?:\d{4}|\d{2})?"
        r"|\d{1,2}[/. -]\d{1,2}(?:[/. -]\d{2,4})?|\d{4})"
        r"|\b\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d{2}\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:member|policy|group|subscriber|medicaid|medicare|insurance)\s*(?:id|number|no\.?|num|#)\s*(?:is|:|"
        r"#)?\s*[a-z]{0,4}\d[a-z0-9-]{4,}"
        r"|\b(?:member|policy|subscriber)\s*(?:is|:|#)\s*[a-z]{0,4}\d[a-z0-9-]{5,}",
        re.IGNORECASE,
    ),
)
"""Social security numbers, dates of birth, and member numbers of insurers."""


def phone_in(text: str, known: Optional[str] = None) -> Optional[str]:
    """Returns the phone number that a text gives, as E.164.

    Of several it is the one that the person calls their own, else the first, unless the person corrects it: then the
    last that is not said to be wrong. Somebody else's counts where there is no other.

    Args:
        text: The message.
        known: The number that was given before, of which a text may correct a part.
    """
    plain = _as_digits(straight(text))
    own: List[str] = []
    beside: List[str] = []
    theirs: List[str] = []
    last_end = 0
    is_mine = False
    for match in phonenumbers.PhoneNumberMatcher(plain, REGION, leniency=phonenumbers.Leniency.POSSIBLE):
        before, after = plain[: match.start], plain[match.end :]
        if (
            _REJECTED.search(before)
            or _REJECTED_AFTER.match(after)
            or not _can_be_called(match.number)
            or _is_of_the_centre(match.number, before)
        ):
            continue
        number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        corrects = bool(own) and bool(_CORRECTS.search(plain[last_end : match.start]))
        if _THEIRS.search(before) or _IS_THEIRS.search(after):
            theirs.append(number)
        elif corrects or (_MINE.search(before) and not is_mine):
            own.insert(0, number)
            is_mine = is_mine or not corrects
        else:
            own.append(number)
        beside += [f"{number} {clause_around(plain, match.start, match.end)}"]
        last_end = match.end
    meant = preferred_in(plain, own, beside) or next(iter(own + theirs), None)
    given = meant or known
    changed = corrected(plain, given, last_end) if given else None
    return changed if changed and _is_valid(changed) else meant


def _is_of_the_centre(number: phonenumbers.PhoneNumber, before: str) -> bool:
    """Whether a number is the centre's own, and not somebody's who is to be called: "I called 303-555-0142"."""
    ours = phonenumbers.parse(facility().phone, REGION)
    return number == ours and (not facility().example or bool(_CALLED.search(before)))


def _is_valid(number: str) -> bool:
    return _can_be_called(phonenumbers.parse(number))


def _can_be_called(number: phonenumbers.PhoneNumber) -> bool:
    return bool(number.country_code == COUNTRY_CODE and phonenumbers.is_valid_number(number))


def other_numbers_in(text: str) -> List[str]:
    """Returns the parts of a text that give one more number to try, with the words before it: "my work 303-555-0199".

    Args:
        text: The message, with plain apostrophes.
    """
    first = phone_in(text)
    parts: List[str] = []
    begin = 0
    for match in phonenumbers.PhoneNumberMatcher(text, REGION, leniency=phonenumbers.Leniency.POSSIBLE):
        between = text[begin : match.start]
        if parts and _CORRECTS.search(between):
            parts.pop()
        before = re.split(r"[,.;\n]", between)[-1]
        number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        is_other = number != first and _can_be_called(match.number) and not _is_of_the_centre(match.number, between)
        is_wrong = first and begin == 0 and _CORRECTS.search(text, match.end)
        if is_other and not (
            is_wrong
            or _REJECTED.search(before)
            or _REJECTED_AFTER.match(text[match.end :])
            or _THEIRS.search(before)
            or _IS_THEIRS.search(text[match.end :])
        ):
            when = _WHEN.match(text, match.end)
            parts.append(text[match.start - len(before) : when.end() if when else match.end].strip())
        begin = match.end
    return parts if first else []


def email_in(text: str, known: Optional[str] = None) -> Optional[str]:
    """Returns the e-mail address that a text gives, normalised; of several as `phone_in` does.

    Args:
        text: The message.
        known: The address that was given before, of which a text may correct the part after the @.
    """
    spoken = written_out(straight(text))
    found = []
    for match in addresses_in(spoken):
        address = valid(match.group().strip(".!?'*"))
        if address and not _REJECTED.search(spoken[: match.start()]):
            found.append(address)
    return _meant(found, text) or (with_right_host(straight(text), known) if known else None)


def without_contact(text: str) -> str:
    """Returns a text with a comma in the place of every phone number and e-mail address."""
    return _PHONE_SHAPE.sub(" , ", without_addresses(_as_digits(text)))


def without_sensitive(text: str) -> Tuple[str, bool]:
    """Returns a text without `SENSITIVE` numbers, and whether there were any."""
    clean = text
    for pattern in SENSITIVE:
        clean = pattern.sub(" ", clean)
    return clean, clean != text


def tells_contact(text: str) -> bool:
    """Whether a message gives a way to reach somebody."""
    return bool(phone_in(text) or email_in(text))


def is_like_contact(text: str) -> bool:
    """Whether there is a phone number or an e-mail address in a message, whole or not."""
    return bool(_LIKE_CONTACT.search(text))


def is_like_number(text: str) -> bool:
    """Whether a message may be about a phone number: it has digits of one, or names it."""
    return bool(_LIKE_NUMBER.search(straight(text)))


def is_like_address(text: str) -> bool:
    """Whether a message may be about an e-mail address."""
    return bool(_LIKE_ADDRESS.search(text))


def is_cut_short(text: str) -> bool:
    """Whether a message gives a phone number that nobody can call, and no way to be reached: "555-0123"."""
    plain = _as_digits(straight(text))
    return bool(_CUT_SHORT.search(plain) or _ONLY_DIGITS.fullmatch(plain)) and not tells_contact(text)


def is_not_valid(text: str) -> bool:
    """Whether a message gives all digits of a phone number that cannot exist: "555-201-3344"."""
    return bool(_WHOLE_SHAPE.search(_as_digits(straight(text)))) and not tells_contact(text)


def is_foreign(text: str) -> bool:
    """Whether a message gives a phone number of another country, and no way to be reached: "+44 20 7946 0958"."""
    found = phonenumbers.PhoneNumberMatcher(text, REGION, leniency=phonenumbers.Leniency.POSSIBLE)
    return any(match.number.country_code != COUNTRY_CODE for match in found) and not tells_contact(text)


def wants_mail(text: str) -> bool:
    """Whether somebody says that an e-mail address is what they will give: "email then"."""
    return bool(_MAIL.match(text))


def asks_for_mail(text: str) -> bool:
    """Whether somebody wants to be written to, and not called: "can someone email me info"."""
    return bool(_ASKS_FOR_MAIL.search(text))


def has_no_contact(text: str) -> bool:
    """Whether somebody says that they have no phone or e-mail: "my phone is broken"."""
    return bool(_NO_CONTACT.search(straight(text)))


def _meant(found: List[str], text: str) -> Optional[str]:
    if not found:
        return None
    return found[-1] if _CORRECTS.search(text) else found[0]


def _as_digits(text: str) -> str:
    """Writes numbers that were dictated digit by digit as digits."""
    mixed = _DICTATED.sub(lambda said: f"{_digits(said)} " if _is_dictated(said) else said.group(), text)
    dictated = _SPOKEN_DIGITS.sub(lambda said: f"{_digits(said)} ", mixed)
    return _ONE_BY_ONE.sub(lambda typed: re.sub(r"\D", "", typed.group()), dictated)


def _is_dictated(said: "re.Match[str]") -> bool:
    """Whether digits have words among them, and are all of a phone number."""
    return bool(re.search(r"[a-z]", said.group(), re.IGNORECASE)) and len(_digits(said)) in _WHOLE


def _digits(said: "re.Match[str]") -> str:
    """Returns digits and words of digits as digits."""
    return "".join(DIGITS.get(one, one) for one in re.findall(r"[a-z]+|\d+", said.group().lower()))
