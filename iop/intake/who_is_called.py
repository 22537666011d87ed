"""Whom a call is to reach, and whose a number or a name is: "call me, not him", "her number is ..."."""

import re
from typing import Optional

from iop.intake.name_words import WORD, is_large, is_persons, until_no_name
from iop.intake.words import COLLEAGUES, any_of, people

_CALL = r"(?:call|text|txt|reach|contact|talk to|ring|phone|e-?mail)"
_KIN = rf"(?:my|his|her|our|mis?|su) (?:\w+ )?(?:{any_of(people().kin)})\b"
_THEM = rf"(?:him|her|them|{_KIN})\b"
_ELLOS = rf"(?:él|ella|ellos|ellas|{_KIN})\b"
_NOT = r"\b(?:don'?t|do not|not|never|nobody should)"
_AT_WORK = rf"(?:my|our|his|her|the) (?:\w+ )?(?:{any_of(people().professionals)}|{COLLEAGUES}|receptionist)\b"
_CALL_THEM = rf"\b(?:{_CALL}|ll[aá]m(?:ar(?:le)?|en?(?:le)?) a|hablen? (?:a|con)) (?:{_KIN}|{_AT_WORK})"
_INSTEAD = r"\b(?:instead|mejor|en (?:vez|lugar) de)\b"
_SOMEBODY_ELSE = re.compile(rf"{_CALL_THEM}.{{0,20}}{_INSTEAD}|{_INSTEAD}.{{0,20}}{_CALL_THEM}", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\bl[oa]s? (?:pueden?|podr[ií]an?) (?:llamar|contactar|marcar)\b|\bll[aá]men?l[oa]s?\b"
    rf"|{_CALL_THEM}|\bcalls? (?:should |must |has to |needs to )?(?:go|be) to {_THEM}|(?<!for )\b{_THEM},? not me\b"
    rf"|\breach out to {_THEM}|\b(?<!\bi )(?<!i can )(?<!i'll )(?<!i will )(?<!should i )"
    rf"{_CALL} {_THEM}",
    re.IGNORECASE,
)
_THE_WRITER = re.compile(
    rf"\b(?:call|reach|contact|ring|phone) me\b.{{0,15}}(?:\binstead\b(?! of (?!{_THEM}))|\bnot {_THEM})"
    rf"|{_NOT} {_CALL} {_THEM}(?! (?:before|after|at|when|while|on|until|unless|between|during|in|till|yet|to|tomorrow"
    r"|today|tonight|if)\b)"
    rf"|{_NOT} {_THEM}\W+(?:but )?me\b|(?<!for )\bme,? not (?:for )?{_THEM}"
    rf"|\bno (?:l[aoe]s? )?(?:llamen?|marquen?|hablen?) (?:a|con) {_ELLOS}"
    r"(?! (?:antes|despu[eé]s|a las?|cuando|mientras|en|hasta|si|por|mañana|hoy|todav[ií]a|el|los)\b)"
    rf"|\b(?:ll[aá]m\w+|m[aá]rquen\w*|a m[ií])(?: a m[ií])?\W+(?:y )?no a {_ELLOS}",
    re.IGNORECASE,
)
"""With a time it only says when: "don't call him before 5"."""
_NOT_ME = re.compile(
    rf"(?<!for )\b{_THEM},? (?:and )?not me\b|\bnot me\W+(?:but )?{_THEM}"
    rf"|\b(?:a {_ELLOS}|l[aoe] llamen),? (?:y )?no a m[ií]\b",
    re.IGNORECASE,
)
_THING = r"(?:\w+ )?(?:name|number|cell|phone|land ?line|line|e-?mail)\b"
_COSA = r"(?:nombre|n[uú]mero|cel(?:ular)?|tel[eé]fono|correo)"
_THEIRS = re.compile(
    rf"\b(?:his|her|their|my \w+'?s) {_THING}|\bsu {_COSA}\b|\b{_COSA} de {_KIN}|\bse llama\b", re.IGNORECASE
)
_OWN = re.compile(
    r"\b(?:ask for|talk to|speak (?:to|with)) me\b"
    rf"|\bmy {_THING}|\bmine\b|\bi(?:'m| am|m)\b|\bthis is\b|\bme (?:at|on)\b"
    rf"|\bmi {_COSA}\b(?! de\b)|\bel m[ií]o\b|\bsoy\b|\bme llamo\b",
    re.IGNORECASE,
)


_SAME_NUMBER = re.compile(
    r"\bsame (?:phone|number|cell|line)\b|\b(?:el )?mismo (?:n[uú]mero|tel[eé]fono)\b", re.IGNORECASE
)
_LABEL = r"(?:me|(?:her|him|them)|(?:my )?(?:wife|husband|mom|dad|son|daughter|brother|sister))\s*[:=]"
_LABELLED = re.compile(rf"\b(?P<who>{_LABEL})\s*(?P<what>.*?)(?=\W*\b{_LABEL}|\.\s|$)", re.IGNORECASE)


_WRITER = re.compile(
    rf"\b(?:i'?m|i am|this is|my name is|soy|me llamo) "
    rf"(?P<who>(?:(?:his|her|their|the|su|el|la) (?:{any_of(people().kin)}),? )?(?P<name>{WORD}))",
    re.IGNORECASE,
)
_WHOM_TO_CALL = re.compile(r"\b(?:name|one|person) to (?:call|ask for|contact|talk to) is\b", re.IGNORECASE)


def own_beside_another(text: str, another_is_called: bool = False) -> Optional[str]:
    """Returns what writers tell of themselves where somebody else is to be called: "call my dad Bill, im Katie".

    Args:
        text: The message.
        another_is_called: Whether that was said before.
    """
    if calls_the_writer(text) or not (another_is_called or calls_another(text) or _WHOM_TO_CALL.search(text)):
        return None
    parts = {found["who"].lower().rstrip(" :="): found["what"] for found in _LABELLED.finditer(text)}
    if "me" in parts and len(parts) > 1:
        return parts["me"]
    for found in _WRITER.finditer(text):
        name = until_no_name([found["name"]])
        if name and (is_large(name[0]) or is_persons(name[0], ())):
            return found["who"]
    return None


def keeps_number(text: str) -> bool:
    """Whether somebody else is to be called at the number that is known: "call my manager Tom, same number"."""
    return bool(_SAME_NUMBER.search(text))


def calls_somebody_else(text: str) -> bool:
    """Whether somebody else is to be called instead: "actually call my mom instead"."""
    return bool(_SOMEBODY_ELSE.search(text))


def calls_them_not_me(text: str) -> bool:
    """Whether somebody else is to be called and the writer not: "call her not me"."""
    return bool(_NOT_ME.search(text))


def calls_the_writer(text: str) -> bool:
    """Whether the person who writes is to be called, and nobody else: "call me not him", "don't call her"."""
    return bool(_THE_WRITER.search(text)) and not calls_somebody_else(text)


def calls_instead(text: str) -> bool:
    """Whether the writer is to be called in the place of whom they told before: "actually call me instead"."""
    return calls_the_writer(text) and bool(re.search(rf"{_INSTEAD}|\bactually\b", text, re.IGNORECASE))


def calls_another(text: str) -> bool:
    """Whether a relative is to be called: "can someone call my husband"."""
    return bool(_ANOTHER.search(text)) and not calls_the_writer(text)


def is_own(text: str) -> bool:
    """Whether a message says that the name or number in it is the writer's own: "I'm Linda, my number is ..."."""
    return bool(_OWN.search(text)) and not _THEIRS.search(text)


def is_of_another(text: str, another_is_called: bool) -> bool:
    """Whether the name or number in a message is somebody else's than the writer's.

    Args:
        text: The message.
        another_is_called: Whether somebody else is to be called: then a name alone is theirs.
    """
    if _THEIRS.search(text):
        return True
    return another_is_called and not _OWN.search(text)
