"""Whether we may send a text, and leave a voicemail."""

import re
from typing import Dict, Optional

from iop.intake.replies import NO, YES, reply_in

_NEGATION = r"(?:no|not|don'?t|do not|never|please don'?t|without|sin|nada de)"
_TEXT = r"(?:texts?|texting|txt|sms|mensajes? de texto|text messages?)"
_VOICEMAIL = r"(?:voice ?mails?|vm|vms|(?:leave|leaving) (?:me )?(?:a |any )?messages?|buz[oó]n(?: de voz)?)"
_NO_TEXT = re.compile(
    rf"\b{_NEGATION}\b(?:\s+\w+){{0,2}}?\s+{_TEXT}\b(?! only)|\b(?:calls? only|only calls?|(?:voice ?mail|"
    rf"vm) only|only (?:leave )?(?:a )?voice ?mails?|just (?:calls?|call me|voice ?mail))\b"
    rf"|\b{_TEXT}\b[^.,;]{{0,12}}\b(?:isn'?t|is not|not) (?:ok|okay|fine|good|safe)\b|\b(?:can'?t|cannot) (?:get |"
    rf"receive )?{_TEXT}\b|\b{_TEXT}:? no\b",
    re.IGNORECASE,
)
_NO_VOICEMAIL = re.compile(
    rf"\b{_NEGATION}\b(?:\s+\w+){{0,2}}?\s+(?:{_VOICEMAIL}|messages?)\b(?! only)|\b(?:{_TEXT} only|only {_TEXT}|"
    rf"just {_TEXT})\b"
    rf"|\b{_VOICEMAIL}\b[^.,;]{{0,12}}\b(?:isn'?t|is not|not) (?:ok|okay|fine|good|safe|set up)\b|"
    rf"\b{_VOICEMAIL}:? no\b",
    re.IGNORECASE,
)
_MAY_TEXT = re.compile(
    rf"\b(?:can|may|could|ok(?:ay)? to|fine to|please|just|yes to|prefer|rather|pueden?)\s+(?:me )?{_TEXT}\b|"
    rf"\btext (?:me|first|please)\b|\b{_TEXT}(?: me)? "
    rf"(?:is|are|r|works?)(?: \w+)? ?(?:ok|okay|fine|good|better|best|great|cool|me)?\b|\b{_TEXT} (?:ok|okay|fine|"
    rf"only)\b|\bonly {_TEXT}\b",
    re.IGNORECASE,
)
_MAY_VOICEMAIL = re.compile(
    rf"\b(?:can|may|could|ok(?:ay)? to|fine to|please|yes to|pueden?|just|and|"
    rf"or)\s+(?:leave (?:me )?)?(?:a )?{_VOICEMAIL}\b"
    rf"|\b{_VOICEMAIL} (?:is|are|r|works?)(?: \w+)? ?(?:ok|okay|fine|good)?\b|\b{_VOICEMAIL} (?:ok|okay|fine|only)\b",
    re.IGNORECASE,
)
_ANY_TEXT, _ANY_VOICEMAIL = re.compile(rf"\b{_TEXT}\b", re.IGNORECASE), re.compile(rf"\b{_VOICEMAIL}\b", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b|\bjust\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|either|las dos|los dos|ambos|ambas|cualquiera|whichever|whatever)\b", re.IGNORECASE)
_NEITHER = re.compile(r"\b(?:neither|none|ninguno|ninguna)\b|\bno to both\b|\bnot either\b", re.IGNORECASE)


def permission_in(text: str, asked: bool = False) -> Dict[str, bool]:
    """Returns `may_text` and `may_voicemail`, as far as a text says so.

    Args:
        text: The message.
        asked: Whether that was just asked: then naming one of the two allows it.
    """
    if asked:
        whole = _whole_answer(text)
        if whole is not None:
            return {"may_text": whole, "may_voicemail": whole}
    found: Dict[str, bool] = {}
    if _NO_TEXT.search(text):
        found["may_text"] = False
    elif _MAY_TEXT.search(text) or (asked and _ANY_TEXT.search(text)):
        found["may_text"] = True
    if _NO_VOICEMAIL.search(text):
        found["may_voicemail"] = False
    elif _MAY_VOICEMAIL.search(text) or (asked and _ANY_VOICEMAIL.search(text)):
        found["may_voicemail"] = True
    if asked and len(found) == 1:
        other = "may_voicemail" if "may_text" in found else "may_text"
        refused = next(iter(found.values())) is False
        if refused and re.match(r"\W*(?:yes|yeah|yep|sure|ok|fine|si|sí)\b", text, re.IGNORECASE):
            found[other] = True
        elif not refused:
            found[other] = False
    return found


def _whole_answer(text: str) -> Optional[bool]:
    if _NEITHER.search(text):
        return False
    names_one = _ANY_TEXT.search(text) or _ANY_VOICEMAIL.search(text)
    if re.search(r"\b(?:don'?t|not)\b.{0,12}\b(?:either|both)\b|\bso no\W*$", text, re.IGNORECASE):
        return False
    if _BOTH.search(text) and not _ONLY.search(text) and not re.search(r"\bnot both\b", text, re.IGNORECASE):
        return True
    reply = reply_in(text)
    return None if names_one else {YES: True, NO: False}.get(str(reply))
