"""Phone numbers and e-mail addresses as people write them, and what must not be kept."""

import re
from typing import List, Optional

import phonenumbers
from email_validator import EmailNotValidError, validate_email

REGION = "US"
_SPOKEN_EMAIL = re.compile(
    r"(\S+) (?:at|\(at\)|\[at\]) (\S+) (?:dot|\(dot\)|punto) (com|org|net|edu|gov|us)\b", re.IGNORECASE
)
_EMAIL = re.compile(r"[^\s<>(),;:\"]+@[^\s<>(),;:\"]+")
_SSN = re.compile(r"\b\d{3}[- ]\d{2}[- ]\d{4}\b")
_BIRTH = re.compile(
    r"\b(?:dob|d\.o\.b\.?|date of birth|birthday|birthdate|born(?: on)?)\b(?: is|:|)?\s*[\w/,. -]{0,24}"
    r"|\b\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d{2}\b",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"\b(?:member|policy|group|subscriber|insurance|id)\s*(?:id|number|no\.?|#)?\s*(?:is|:|#)?\s*[A-Z]{0,4}\d[A-Z0-9-]{5,}",
    re.IGNORECASE,
)
SENSITIVE = {"ssn": _SSN, "birth": _BIRTH, "member": _MEMBER}


def phone_in(text: str) -> Optional[str]:
    """Returns the last phone number in a text as E.164: who corrects a number says the right one last."""
    found: List[str] = [
        phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        for match in phonenumbers.PhoneNumberMatcher(text, REGION, leniency=phonenumbers.Leniency.POSSIBLE)
        if len(phonenumbers.national_significant_number(match.number)) == 10 or match.number.country_code != 1
    ]
    return found[-1] if found else None


def email_in(text: str) -> Optional[str]:
    """Returns the last e-mail address in a text, normalised."""
    spoken = _SPOKEN_EMAIL.sub(r"\1@\2.\3", text)
    for candidate in reversed(_EMAIL.findall(spoken)):
        try:
            return str(
                validate_email(candidate.strip(".!?'"), check_deliverability=False, test_environment=True).normalized
            )
        except EmailNotValidError as error:
            if "special-use" in str(error):  # reserved for examples, also in this project's own tests
                return candidate.strip(".!?'").lower()
    return None


def without_sensitive(text: str) -> "tuple[str, bool]":
    """Returns a text without social security numbers, dates of birth and member numbers, and whether there were any."""
    clean = text
    for pattern in SENSITIVE.values():
        clean = pattern.sub(" ", clean)
    return clean, clean != text
