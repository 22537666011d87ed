"""Reads the details in a message: everything that it says, whatever was asked."""

import re
from dataclasses import dataclass, field
from typing import Any, Dict, Mapping, Optional, Sequence

from iop.intake.contact import email_in, phone_in, without_sensitive
from iop.intake.draft import EXTRAS, NAME, PERMISSION, TIME
from iop.intake.people import for_whom_in, name_in
from iop.intake.replies import NO, YES, reply_in
from iop.intake.times import time_in

_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX "
    "UT VT VA WA WV WI WY DC"
).split()
_STATE_NAMES = dict(
    zip(
        (
            "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|"
            "iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|"
            "nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|"
            "rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|"
            "wyoming|district of columbia"
        ).split("|"),
        _STATES,
        strict=True,
    )
)
_STATE = re.compile(rf"\b({'|'.join(sorted(_STATE_NAMES, key=len, reverse=True))})\b", re.IGNORECASE)
_SHORT_STATE = re.compile(rf"\b({'|'.join(_STATES)})\b")
_ZIP = re.compile(r"(?<![\d-])(\d{5})(?:-\d{4})?(?![\d-])")
_LANGUAGE = re.compile(
    r"\b(?:speaks?|in|prefer|prefers|language:?|habla|hablo|en)\s+(spanish|español|english|inglés|french|vietnamese|chinese|mandarin|"
    r"arabic|russian|korean|portuguese|amharic|somali|tagalog|german)\b|^(spanish|español)[.!]?$",
    re.IGNORECASE,
)
_ENGLISH_NAMES = {"español": "Spanish", "inglés": "English"}
_NO_TEXT = re.compile(
    r"\b(?:no|not|dont|don't|do not|never)\b[^.,;]{0,12}\btext|\b(?:calls? only|only calls?|voicemail only|just call)\b",
    re.IGNORECASE,
)
_NO_VOICEMAIL = re.compile(
    r"\b(?:no|not|dont|don't|do not|never)\b[^.;]{0,18}\b(?:voice ?mails?|messages?)\b|\b(?:texts? only|only texts?|just texts?)\b",
    re.IGNORECASE,
)
_TEXT = re.compile(r"\b(?:texts?|texting)\b", re.IGNORECASE)
_VOICEMAIL = re.compile(r"\b(?:voice ?mails?|leave (?:a |me a )?messages?)\b", re.IGNORECASE)
_CLINICAL = re.compile(
    r"\b(?:alcohol\w*|drink\w*|drunk|heroin|fentanyl|meth\w*|cocaine|coke|crack|pills?|opioid\w*|opiate\w*|xanax|benzo\w*|weed|marijuana|"
    r"cannabis|suboxone|oxy\w*|percs?|adderall|depress\w*|anxi\w*|bipolar|ptsd|schizo\w*|adhd|ocd|psychosis|trauma\w*|relaps\w*|"
    r"overdos\w*|withdraw\w*|detox\w*|sober|clean|addict\w*|last use\w*|used last|diagnos\w*|suicid\w*|\d+ ?mg)\b",
    re.IGNORECASE,
)
LONGEST_NOTE = 200


@dataclass(frozen=True)
class Details:
    """What a message tells.

    Attributes:
        fields: Values by the names of `LeadFields`.
        sensitive: Whether there was something that is not kept, and should be told on the phone.
    """

    fields: Dict[str, Any] = field(default_factory=dict)
    sensitive: bool = False


def read(text: str, entities: Sequence[Mapping[str, Any]] = (), asked: Optional[str] = None) -> Details:
    """Reads one message.

    Args:
        text: The message.
        entities: What the pipeline found: `person`, `insurer` and others.
        asked: The open question, see `iop.intake.draft`.
    """
    clean, sensitive = without_sensitive(text)
    found: Dict[str, Any] = {"phone": phone_in(clean), "email": email_in(clean)}
    rest = re.sub(r"\S+@\S+|\+?\(?\d[\d\s().-]{8,}\d", " ", clean)
    found["for_whom"] = for_whom_in(rest)
    found["first_name"], found["last_name"] = name_in(rest, entities, asked == NAME)
    found["best_time"] = time_in(rest, asked == TIME and reply_in(text) is None)
    found["region"] = _region(rest, asked == EXTRAS)
    found["insurer"] = next((str(one["value"]) for one in entities if one.get("entity") == "insurer"), None)
    found["language"] = _language(rest)
    found |= _permission(rest, asked == PERMISSION)
    kept = {name: value for name, value in found.items() if value is not None}
    if asked == EXTRAS and reply_in(text) is None and not {"region", "insurer", "language"} & set(kept):
        note = rest.strip()[:LONGEST_NOTE]
        if _CLINICAL.search(note):
            sensitive = True
        elif note:
            kept["note"] = note
    return Details(_told_for(asked, kept), sensitive)


def _told_for(asked: Optional[str], kept: Dict[str, Any]) -> Dict[str, Any]:
    """Leaves out what a free answer to another question only seems to say: "Friday" is no time in a name."""
    if asked == NAME and "first_name" in kept:
        kept.pop("insurer", None)
    return kept


def _region(text: str, asked: bool) -> Optional[str]:
    zip_code = _ZIP.search(text)
    if zip_code and (asked or re.search(r"\bzip\b", text, re.IGNORECASE) or text.strip() == zip_code.group()):
        return zip_code.group(1)
    named = _STATE.search(text)
    if named and (asked or re.search(r"\b(?:in|from|live|state)\b", text, re.IGNORECASE)):
        return _STATE_NAMES[named.group(1).lower()]
    short = _SHORT_STATE.search(text.upper() if asked and len(text.split()) <= 2 else text)
    return short.group(1) if short and asked else None


def _language(text: str) -> Optional[str]:
    match = _LANGUAGE.search(text.strip())
    if match is None:
        return None
    word = (match.group(1) or match.group(2)).lower()
    return _ENGLISH_NAMES.get(word, word.capitalize())


def _permission(text: str, asked: bool) -> Dict[str, Any]:
    """Returns whether we may text and leave a voicemail, as far as it was said."""
    reply = reply_in(text) if asked else None
    if reply in (YES, NO):
        return {"may_text": reply == YES, "may_voicemail": reply == YES}
    found: Dict[str, Any] = {}
    if _NO_TEXT.search(text):
        found["may_text"] = False
    elif _TEXT.search(text) and (
        asked
        or re.search(
            r"\b(?:can|may|ok to|fine to|please) text|\btext me\b|\btexts? (?:is|are) (?:ok|fine)", text, re.IGNORECASE
        )
    ):
        found["may_text"] = True
    if _NO_VOICEMAIL.search(text):
        found["may_voicemail"] = False
    elif _VOICEMAIL.search(text):
        found["may_voicemail"] = True
    if asked and found:
        other = "may_voicemail" if "may_text" in found else "may_text"
        found.setdefault(other, not next(iter(found.values())))
    return found


def tells_contact(text: str) -> bool:
    """Whether a message gives a way to reach the person."""
    return bool(phone_in(text) or email_in(text))
