"""Whether we may send a text, and leave a voicemail."""

import re
from typing import Dict, Optional

from iop.intake.replies import NO, YES, YES_TO_A_PART, reply_in
from iop.intake.words import words

_NEGATION = r"(?:no|not|don'?t|do not|never|please don'?t|without|sin|nada de)"
_TEXT = r"(?:texts?|texting|txt|sms|mensajes? de texto|text messages?)"
_VOICEMAIL = r"(?:voice ?mails?|vm|vms|(?:leave|leaving) (?:me )?(?:a |any )?messages?|buz[oó]n(?: de voz)?)"
_UNWANTED = (
    r"\b(?:can'?t|cannot|(?:rather|prefer)(?: (?:you|they))? (?:didn'?t|don'?t|not))"
    r"(?: (?:have|get|leave|send)(?: a| any)?)?"
)
_NO_TEXT = re.compile(
    rf"\b{_NEGATION}\b(?:\s+\w+){{0,2}}?\s+{_TEXT}\b(?! only)|\b(?:calls? only|only calls?|(?:voice ?mail|"
    rf"vm) only|only (?:leave )?(?:a )?voice ?mails?|just (?:calls?|call me|voice ?mail))\b"
    rf"|\b{_TEXT}\b[^.,;]{{0,12}}\b(?:isn'?t|is not|not) (?:ok|okay|fine|good|safe)\b|\b(?:can'?t|cannot) (?:get |"
    rf"receive )?{_TEXT}\b|\b{_TEXT}:? no\b|{_UNWANTED} {_TEXT}\b",
    re.IGNORECASE,
)
_NO_VOICEMAIL = re.compile(
    rf"\b{_NEGATION}\b(?:\s+\w+){{0,2}}?\s+(?:{_VOICEMAIL}|messages?)\b(?! only)|\b(?:{_TEXT} only|only {_TEXT}|"
    rf"just {_TEXT})\b"
    rf"|\b{_VOICEMAIL}\b[^.,;]{{0,12}}\b(?:isn'?t|is not|not) (?:ok|okay|fine|good|safe|set up)\b|"
    rf"\b{_VOICEMAIL}:? no\b|{_UNWANTED} {_VOICEMAIL}\b",
    re.IGNORECASE,
)
_MAY_TEXT = re.compile(
    rf"\b(?:can|may|could|ok(?:ay)? to|fine to|please|just|yes to|prefer|rather|pueden?)\s+(?:me )?{_TEXT}\b|"
    rf"\btext (?:me|first|please)\b|\b{_TEXT}(?: me)? "
    rf"(?:works?|(?:is|are|r)(?: \w+)? (?:ok|okay|fine|good|better|best|great|cool|safe))\b"
    rf"|\b{_TEXT}:? (?:ok|okay|fine|yes|only)\b|\bonly {_TEXT}\b",
    re.IGNORECASE,
)
_MAY_VOICEMAIL = re.compile(
    rf"\b(?:can|may|could|ok(?:ay)? to|fine to|please|yes to|pueden?|just|and|"
    rf"or)\s+(?:leave (?:me )?)?(?:a )?{_VOICEMAIL}\b"
    rf"|\b{_VOICEMAIL} (?:works?|(?:is|are|r)(?: \w+)? (?:ok|okay|fine|good|safe))\b"
    rf"|\b{_VOICEMAIL}:? (?:ok|okay|fine|yes|only)\b",
    re.IGNORECASE,
)
_SEEN_TEXT, _SEEN_VOICEMAIL = (
    re.compile(
        r"\b(?:reads?|sees?|checks?|goes (?:through|thru)|looks? (?:at|through|thru)|listens?(?: to)?|hears?|monitors?"
        rf"|has|shares?|gets?)\b[^.;]{{0,30}}\b(?:{what}|messages?)\b"
        rf"|\b{what} (?:is|are|get|gets) (?:shared|read|seen|checked|heard|monitored)\b",
        re.IGNORECASE,
    )
    for what in (_TEXT, _VOICEMAIL)
)
"""Somebody else reads or hears it: that is no permission."""
_BESIDE_A_NAME = words(
    """yes yeah yep yup sure ok okay fine si sí please pls only just the a an is are be and or n y by via for me my
    phone best better good great preferred i id i'd would prefer like want rather maybe probably works work send
    leave can they you to at on that this number first now thanks thank through message messages with them of easier
    do its it's way por de un una en"""
)
"""Words beside which naming one of the two allows it."""
_ANY_TEXT, _ANY_VOICEMAIL = re.compile(rf"\b{_TEXT}\b", re.IGNORECASE), re.compile(rf"\b{_VOICEMAIL}\b", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b|\bjust\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|either|las dos|los dos|ambos|ambas|cualquiera|whichever|whatever)\b", re.IGNORECASE)
_NEITHER = re.compile(r"\b(?:neither|none|ninguno|ninguna)\b|\bno to both\b|\bnot either\b", re.IGNORECASE)


def permission_in(text: str, asked: bool = False) -> Dict[str, bool]:
    """Returns `may_text` and `may_voicemail`, as far as a text says so.

    Args:
        text: The message.
        asked: Whether that was just asked: then naming one of the two, and nothing else, allows it.
    """
    if asked:
        whole = _whole_answer(text)
        if whole is not None:
            return {"may_text": whole, "may_voicemail": whole}
    found: Dict[str, bool] = {}
    names = asked and _only_names(text)
    if _NO_TEXT.search(text) or _SEEN_TEXT.search(text):
        found["may_text"] = False
    elif _MAY_TEXT.search(text) or (names and _ANY_TEXT.search(text)):
        found["may_text"] = True
    if _NO_VOICEMAIL.search(text) or _SEEN_VOICEMAIL.search(text):
        found["may_voicemail"] = False
    elif _MAY_VOICEMAIL.search(text) or (names and _ANY_VOICEMAIL.search(text)):
        found["may_voicemail"] = True
    if asked and len(found) == 1:
        other = "may_voicemail" if "may_text" in found else "may_text"
        refused = next(iter(found.values())) is False
        if refused and re.match(r"\W*(?:yes|yeah|yep|sure|ok|fine|si|sí)\b", text, re.IGNORECASE):
            found[other] = True
        elif not refused:
            found[other] = False
    return found


def _only_names(text: str) -> bool:
    """Whether a text says nothing but which of the two."""
    rest = _ANY_VOICEMAIL.sub(" ", _ANY_TEXT.sub(" ", text.lower()))
    return set(re.findall(r"[^\W_](?:[^\W_]|['\u2019])*", rest)) <= _BESIDE_A_NAME


def _whole_answer(text: str) -> Optional[bool]:
    if _NEITHER.search(text):
        return False
    names_one = _ANY_TEXT.search(text) or _ANY_VOICEMAIL.search(text)
    if re.search(r"\b(?:don'?t|not)\b.{0,12}\b(?:either|both)\b|\bso no\W*$", text, re.IGNORECASE):
        return False
    if (
        _BOTH.search(text)
        and _only_names(_BOTH.sub(" ", text))
        and not _ONLY.search(text)
        and not re.search(r"\bnot both\b", text, re.IGNORECASE)
    ):
        return True
    reply = reply_in(text)
    return None if names_one else {YES: True, YES_TO_A_PART: True, NO: False}.get(str(reply))
