"""What somebody wants changed: "the number is wrong", "leave out my last name"."""

import re
from typing import Any, Dict, List, Mapping, Optional, Tuple

from iop.admissions.lead import PERMISSIONS, may_be_same
from iop.intake.discretion import wishes_in
from iop.intake.draft import CONTACT, EXTRAS, FILLED_BY, FOR_WHOM, NAME, PERMISSION, TIME
from iop.intake.permission import refusal_in
from iop.intake.times import time_in
from iop.intake.who_is_called import calls_another, calls_somebody_else, calls_the_writer
from iop.intake.words import any_of, people

LONGEST_REPLY = 2
"""Words of a message that is too short to carry a change."""
_ALONE = re.compile(
    r"\W*(?:(?:no|nope|yes|yeah|ok|um|oh|its|it's|just|only|please|change|fix)\W+)*(?:(?:the|my|that|his|her|el"
    r"|la|mi|su) )?"
    r"(?P<thing>[^\W\d][\w' -]{1,24}?)(?: (?:part|please|pls))*\W*$",
    re.IGNORECASE,
)
"""A detail that is named alone, after "what should I change?": "just the name"."""
_WORDS: Dict[str, Tuple[str, str, Tuple[str, ...]]] = {
    "last name": (r"last name|surname|apellidos?", NAME, ("last_name",)),
    "name": (r"(?:first )?name|nombre", NAME, ("first_name", "last_name")),
    "phone": (r"(?:phone )?number|phone|cell|tel[eé]fono|n[uú]mero", CONTACT, ("phone", "may_text", "may_voicemail")),
    "email": (r"e-?mail(?: address)?|correo", CONTACT, ("email",)),
    "permission": (
        r"texts?|textos?|mensajes?|buz[oó]n|voice ?mails?|permission|permiso",
        PERMISSION,
        ("may_text", "may_voicemail"),
    ),
    "time": (r"(?:best )?times?|hours?|hora|horario", TIME, ("best_time",)),
    "insurance": (r"insurance|insurer|plan|seguro|aseguranza", EXTRAS, ("insurer",)),
    "place": (r"state|zip(?: code)?|location|estado|c[oó]digo postal", EXTRAS, ("region",)),
    "language": (r"language|idioma", EXTRAS, ("language",)),
    "note": (r"note|nota", EXTRAS, ("note",)),
    "for whom": (r"who (?:it'?s|it is) for|the person", FOR_WHOM, ("for_whom",)),
}
_REMOVE = (
    r"(?<!don't )(?<!dont )(?<!not )(?:never ?mind(?: about)?|remove|forget|erase|leave out"
    r"|take out|take off|drop|olvid(?:ar?|en?)|without|don'?t (?:send|include|share|give)|skip"
    r"|delete|quit(?:ar?|en?)|borr(?:ar?|en?)|elimin(?:ar?|en?)|sin|no (?:pongan?|incluyan?))"
)
_WHOSE = r"(?:(?:my|the|that|his|her|their|mi|su|el|la|los) (?:\w+'?s )?)?"
_WRONG = (
    r"(?:wrong|not right|incorrect|isn'?t right|is not right|change|fix|edit|update|correct|"
    r"typo|redo|mistake|cambi(?:ar?|en?)|equivocad\w+|corr(?:egir|ij\w+)|incorrect[oa]|est[aá] mal|mal escrit[oa]|"
    r"no es (?:correct[oa]|ese|es[ae]|as[ií]))"
)


_CORRECTS = re.compile(
    rf"\b(?:{_WRONG}|spell\w*|mean|meant|actually|sorry|not|no|perd[oó]n|quise decir|se escribe|es con)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    rf"\b(?:{_WRONG}|make (?:it|that)|spell\w*|spelt|se escribe|switch|move|add|instead|actually|rather"
    r"|meant|better|after all"
    r"|mejor|en (?:vez|lugar) de|quise decir|agreg\w+|pong[ao]n?)\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"\b(?:i )?(?:forgot|forgotten|should have (?:said|told|mentioned)|didn'?t (?:say|tell|mention)|olvid[eéó]\w*)\b"
    r"|^\W*(?:(?:thanks|thank you|ok|okay|oh|and|also|btw|by the way|one more thing|hey|gracias|y)\W+)*"
    r"(?:my|mi) (?:insurance|insurer|(?:phone |cell )?number|phone|cell|e-?mail|(?:last )?name|zip(?: code)?"
    r"|state|seguro"
    r"|n[uú]mero|correo|nombre|apellido) (?:is|es)\b(?!.*\b(?:how|what|when|will|does|do|can|is it|cover\w*)\b)",
    re.IGNORECASE,
)
"""Says what was left out before, as a plain sentence: "i forgot, my insurance is aetna"."""
_CHANGE_TO = re.compile(
    r"\b(?:change|switch|move|cambi(?:ar?|en?)) (?:the |my |el |la |mi )?(?P<old>[^.,;]{1,30}?)"
    r" (?:to|for|por|a(?! las?\b)|(?=a las?\b))"
    r"(?: be)? ?(?P<new>(?:(?! and (?:it'?s|my|the|i|also|please)\b)[^;]){1,80})",
    re.IGNORECASE,
)
_END_ALONE = re.compile(
    r"\W*(?:(?:no|wait|sorry|oops|actually|yes|but)\W+)*(?:it'?s|it is|it should be|should be"
    r"|es) (?P<digits>\d{4})\W*$",
    re.IGNORECASE,
)
_CARRIES = re.compile(
    rf"\b(?:{_WRONG}|but|instead|only|not|don'?t|never|except|unless|take|remove|drop|add|put|make|use|switch|move"
    rf"|should"
    r"|actually|rather|pero|s[oó]lo|nunca|excepto|quit[ea]n?|agreg\w+|pong[ao]n?|mejor)\b",
    re.IGNORECASE,
)
_CORRECTS_A_DETAIL = re.compile(
    r"^\W*(?:no|wait|oops|sorry|actually|not|nope)\b.*(?:\d|@|\b(?:it'?s|it is|name|number|that'?s?|this|one|right|mine"
    r"|my|his|him|her|me)\b)|\d{2,}|\S@\S|\.(?:com|net|org)\b"
    rf"|\b(?:that|this|it)(?:'?s| is| was)? {_WRONG}|\b(?:{_WRONG}|not|isn'?t|instead|should be|i meant|change|use"
    rf"|take|remove|drop|put)\b.*"
    r"\b(?:name|number|phone|cell|e-?mail|address|digits?|time|one)\b"
    r"|\b(?:name|number|phone|cell|e-?mail|address|digits?|time)\b.*\b(?:not|isn'?t|instead|should be|wrong)\b",
    re.IGNORECASE,
)
_OF_THE_PROGRAM = re.compile(
    r"\b(?:groups?|class(?:es)?|sessions?|programs?|meetings?|schedules?|iop|therap\w+|treatment"
    r"|do you (?:have|offer|take)|grupos?|clases?|sesi[oó]n(?:es)?|programas?|reuni[oó]n(?:es)?|terapias?"
    r"|tratamiento)\b",
    re.IGNORECASE,
)
_OF_THE_CALL = re.compile(
    r"\b(?:tell|ask) (?:them|her|him|admissions)\b|\bvoice ?mails?\b|\bwhen (?:you|they|u|someone) calls?\b"
    r"|\bif (?:\w+ ){1,4}(?:answers?|picks? up)\b|\bd[ií]gan(?:les)?\b|\bcuando (?:me )?llamen\b",
    re.IGNORECASE,
)
_CANCELS_IT = re.compile(
    r"^(?:(?:no|ok|okay|yes|yeah|please|just|so|then|actually|i want to|i need to|can you|wait|s[ií]|mejor"
    r"|por favor)\W+)*"
    r"(?:cancel(?: (?:it|that|this|everything|all|the (?:call|request|inquiry)|my (?:call|request|inquiry)))?"
    r"|canc[eé]l(?:e|en|a)?(?:lo|la)|cancel(?:ar|e|en)(?: todo)?)"
    r"(?: (?:all|please|pls|now|then|thanks|ya|por favor|gracias))*\W*$",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"^(?!.*\b(?:can|could|would|will) you\b).*\?"
    r"|^\W*(?:wait,? )?(?:is|are|was|did|does|do you|(?:can|could|will|would) (?!you\b)|how|what|when|if)\b"
    r"|\b(?:don'?t|do not|not) cancel\b|\b(?:later|if|while|unless|until|at (?:work|home|my)|texts?|voice ?mails?)\b"
    r"|^\W*(?:c[oó]mo|cu[aá]ndo|qu[eé])\b|\bno cancel\w+"
    r"|\b(?:mientras|cuando|si|al trabajo|a la casa|a mi|antes|despu[eé]s|mensajes?|textos?)\b",
    re.IGNORECASE,
)
_CALL_OR_TEXT = re.compile(r"\bcall(?: me)? (?:or|and) text\b|\btext(?: me)? (?:or|and) call\b", re.IGNORECASE)
"""Who wants neither cancels; who wants no text changes what is allowed."""
_KIN = rf"(?:my|his|her|our|mis?|su) (?:\w+ )?(?:{any_of(people().kin)})\b"
_THEM = rf"(?:{_KIN}|\b(?:him|her|them)\b)"
_TOO = r"\b(?:also|too|as well|tambi[eé]n)\b"
_ALSO = re.compile(rf"{_TOO}.*\b{_THEM}|\b{_THEM}.*{_TOO}", re.IGNORECASE)
"""Somebody besides: "can you also call my brother"."""


def cancels(text: str) -> bool:
    """Whether a message that may cancel a call does so in plain words, and is no question, condition or change."""
    is_hedged = _HEDGED.search(_CALL_OR_TEXT.sub("call", text)) or time_in(text, asked=True)
    return not (is_hedged or calls_the_writer(text))


def cancels_it(text: str) -> bool:
    """Whether a message is nothing but "cancel it": after sending, that is the call."""
    return bool(_CANCELS_IT.match(text))


def corrects(text: str, found: Mapping[str, Any]) -> bool:
    """Whether a message changes what was sent: "i need to change my number", "actually can you make it mornings".

    Args:
        text: The message.
        found: What it tells.
    """
    if _OF_THE_PROGRAM.search(text):
        return False
    if to_ask_again(text) and re.search(r"\b(?:my|the|that)\b", text, re.IGNORECASE):
        return True
    told = [found.get(name) for name in PERMISSIONS]
    if refusal_in(text) or (True in told and (False in told or "?" not in text)):
        return True
    if wishes_in(text) and _OF_THE_CALL.search(text):
        return True
    others = set(found) - {"note"}
    return bool(others) and bool(_CHANGES.search(text) or (_ADDS.search(text) and "?" not in text))


def carries_change(text: str) -> bool:
    """Whether a message may change what was read back, understood or not: "but use the other one"."""
    return bool(_CARRIES.search(text)) and len(text.split()) > LONGEST_REPLY


def corrects_a_detail(text: str) -> bool:
    """Whether a message seems to correct a detail that was read back, whatever else it looks like: "no its 0128"."""
    return bool(_CORRECTS_A_DETAIL.search(text)) and not _OF_THE_PROGRAM.search(text)


def is_another_person(text: str, known: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether a message tells of somebody else than whom the known details are of, and does not correct the name."""
    before, now = known.get("first_name"), found.get("first_name")
    has_other_number = found.get("phone", known.get("phone")) != known.get("phone")
    if has_other_number and calls_another(text) and not (calls_somebody_else(text) or _CHANGES.search(text)):
        return True
    renamed = bool(before and now and not may_be_same(before, now) and not _CORRECTS.search(text))
    return renamed or (has_other_number and bool(_ALSO.search(text)))


def change_in(text: str, known: Mapping[str, Any]) -> Optional[Tuple[str, str]]:
    """Returns what a message changes, as a question, and the words of its new answer: "change lunch to after 6pm".

    Args:
        text: The message.
        known: The fields that were given before.
    """
    end = _END_ALONE.match(text)
    if end and known.get("phone"):
        return CONTACT, f"sorry {end['digits']}"
    change = _CHANGE_TO.search(text)
    if change is None:
        return None
    old, new = change["old"].strip().lower(), change["new"]
    named = next((question for words, question, _ in _WORDS.values() if re.search(rf"\b(?:{words})\b", old)), None)
    given = (question for question, names in FILLED_BY.items() for name in names if old == str(known.get(name)).lower())
    of_time = time_in(old, asked=True) or time_in(new, asked=True)
    question = named or next(given, TIME if of_time else None)
    return (question, new) if question else None


def to_remove(text: str) -> List[str]:
    """Returns the fields that a message asks to leave out, by the names of `LeadFields`."""
    for words, _, names in _WORDS.values():
        if re.search(rf"\b{_REMOVE}\s+{_WHOSE}(?:{words})\b", text, re.IGNORECASE):
            return list(names)
    return []


def to_ask_again(text: str) -> Optional[str]:
    """Returns the question whose answer a message says to be wrong, without giving the right one."""
    named = _named_alone(text)
    if named:
        return named
    for words, question, _ in _WORDS.values():
        about = rf"\b(?:{words})\b"
        if re.search(rf"\b{_WRONG}\b.{{0,20}}{about}|{about}.{{0,15}}\b{_WRONG}\b", text, re.IGNORECASE):
            return question
    return None


def _named_alone(text: str) -> Optional[str]:
    """Returns the question of which a message names the thing, and says nothing else: "the name"."""
    found = _ALONE.match(text)
    thing = found["thing"] if found else ""
    kinds = (question for words, question, _ in _WORDS.values() if re.fullmatch(words, thing, re.IGNORECASE))
    return next((question for question in kinds if question in (FOR_WHOM, NAME, CONTACT, TIME)), None)
