"""The name in a message, by what was asked and what is known."""

import re
from typing import Any, Dict, Mapping, Optional, Sequence

from iop.admissions.lead import LOVED_ONE, REFERRAL, SELF, may_be_same
from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, FOR_WHOM, NAME, PERMISSION
from iop.intake.name_order import in_order
from iop.intake.name_spelling import is_spelling_of, joined_letters, respelled, spelled_in
from iop.intake.name_words import WORD, Name, is_large, is_persons, until_no_name
from iop.intake.names import given_name_in, is_given_name, name_in, name_of_another, own_name_in
from iop.intake.others_named import without_others
from iop.intake.unusual_names import unusual_name_in
from iop.intake.who_is_called import is_own
from iop.intake.words import any_of, people

_INTRODUCED = re.compile(r"\b(?:i(?:'?m| am)|this is|soy) ([^\W\d_]+)\s*(?:[,.;]|$)", re.IGNORECASE)
_FOR_ONESELF = re.compile(
    r"(?:\b(?:it'?s |is )?for|^\W*(?:just )?)\s*\b(?:me|myself)\b(?=\W*[A-Z\d]|\W*,| (?:i'?m|i am|this is|my name)\b)"
    r"|\bpara m[ií]\b"
)
"""Beside a name: "for me, Jo"."""
_RELATIVE = re.compile(
    rf"\b(?:(?:my|our|mi) (?:\w+ )?(?:{any_of(people().kin)}),?|(?:calling|here|asking|it'?s|is) (?:for|about))"
    rf" (?P<name>{WORD}(?: {WORD})?)",
    re.IGNORECASE,
)
_ASKED_BACK = re.compile(r"\b(?:(?:my|mi) (?:own |first )?(?:name|nombre)|mine|me)\s*\?+\s*(?=\w)", re.IGNORECASE)
"""Before a name: "mine? Kim"."""
_IN_BRACKETS = re.compile(r"(?<=[^\W\d_]) \([^\W\d_]+\) (?=[A-Z])")
"""A second given name: "Sam (Samantha) Lee"."""
_QUESTION = re.compile(r"[^.,;!?\n]*\?+")
_TAG = re.compile(r"[\s,]+(?:ok|okay|alright|right|cool|yeah|please|sí|si)\s*\?+\s*$", re.IGNORECASE)
"""A question that is none: "Max Power, ok?"."""


def name_told(
    text: str,
    entities: Sequence[Mapping[str, Any]],
    answers: Optional[str],
    known: Mapping[str, Any],
    found: Mapping[str, Any],
    calls_another: bool = False,
) -> Dict[str, Optional[str]]:
    """Returns the first and last name that a message tells; and no insurer where that is one: "Oscar", "Kaiser Jones".

    Args:
        text: The message, without phone numbers, e-mail addresses and wishes about the call.
        entities: What the pipeline found in it.
        answers: The open question, if the message may answer it.
        known: The fields that were given before: a known name is only replaced by what clearly says so.
        found: The other details of the message.
        calls_another: Whether somebody else than the person who writes is to be called.
    """
    reached = bool(found["phone"] or found["email"])
    text = _ASKED_BACK.sub("my name is ", _TAG.sub("", _IN_BRACKETS.sub(" ", text)))
    text = text if reached else _QUESTION.sub(" ", text)
    written, text = text, in_order(joined_letters(without_others(text)), known)
    if "first_name" in known and answers != NAME:
        right = {} if reached else respelled(text, known)
        if right:
            return {"first_name": None, "last_name": None, **right}
        first, last = name_of_another(text) if calls_another else (None, None)
        if first is None:
            first, last = _other_name(text, entities, answers, known, reached)
    else:
        first, last = name_of_another(text) if calls_another else (None, None)
        if first is None:
            first, last = _first_name(text, entities, answers, found, reached)
    name = str(first or "")
    is_insurer = bool(name) and name.lower() in str(found["insurer"]).lower().split()
    if is_insurer and not (is_given_name(name) or (answers == NAME and last)):
        return {}
    spelled = next((word for word in spelled_in(written) if name and is_spelling_of(word, name)), first)
    told = {"first_name": spelled, "last_name": last if last != first else None}
    return {**told, "insurer": None} if is_insurer and answers == NAME else told


def patient_in(text: str, answers: Optional[str], known: Mapping[str, Any], found: Mapping[str, Any]) -> Optional[str]:
    """Returns the name of a relative beside the one to ask for: "for my wife Angie", and "Donna" after "Angie".

    Args:
        text: The message, as for `name_told`.
        answers: The open question, if the message may answer it.
        known: The fields that were given before.
        found: The details of the message.
    """
    name = str(found.get("first_name") or "")
    before = str(known.get("first_name") or "")
    if name and answers in (CONTACT, PERMISSION) and before and not (is_own(text) or may_be_same(before, name)):
        return before
    is_of_relative = name and LOVED_ONE in (found["for_whom"], known.get("for_whom"))
    for told in _RELATIVE.finditer(text) if is_of_relative else ():
        patient = until_no_name(told["name"].split())
        if patient and patient[0].lower() != name.lower() and (is_large(patient[0]) or is_persons(patient[0], ())):
            return " ".join(patient).rstrip(".")
    return None


def _other_name(
    text: str, entities: Sequence[Mapping[str, Any]], answers: Optional[str], known: Mapping[str, Any], reached: bool
) -> Name:
    """Returns the name that takes the place of the known one; beside somebody else's, that of the person who writes."""
    told = name_in(text, entities, False, reached, is_known=True)
    if told[0] or told[1]:
        return told
    if known.get("for_whom") in (LOVED_ONE, REFERRAL) and is_own(text):
        return name_in(text, entities)
    is_answer = answers == CONFIRM or (answers in (CONTACT, PERMISSION) and known.get("for_whom") == LOVED_ONE)
    return given_name_in(text) if is_answer else (None, None)


def _first_name(
    text: str,
    entities: Sequence[Mapping[str, Any]],
    answers: Optional[str],
    found: Mapping[str, Any],
    reached: bool,
) -> Name:
    """Returns the name where none is known, or where it was just asked."""
    text = _FOR_ONESELF.sub(", ", text)
    told = name_in(text, entities, answers == NAME, reached)
    if answers == FOR_WHOM and found["for_whom"] == SELF and not told[0]:
        told = own_name_in(_FOR_ONESELF.sub(",", text), entities)
    tells_else = any(found[name] for name in ("for_whom", "region", "language", "insurer"))
    if answers not in (None, EXTRAS) and not (tells_else or told[0] or told[1]):
        asks_who = answers in (FOR_WHOM, NAME)
        told = given_name_in(text, entities if asks_who else (), asks_who and not found["best_time"])
    if reached and not told[0]:
        introduced = _INTRODUCED.search(text)
        told = (unusual_name_in(introduced.group(1)) if introduced else None), told[1]
    return told
