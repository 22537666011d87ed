"""Reads the details in a message: everything that it says, whatever was asked."""

import re
import unicodedata
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Dict, Mapping, Optional, Sequence

from iop.admissions.lead import LOVED_ONE, SELF
from iop.intake.asked_of_call import asked_of_call_in
from iop.intake.besides import ENOUGH, told_besides
from iop.intake.contact import (
    DIGITS,
    email_in,
    other_numbers_in,
    phone_in,
    tells_contact,
    without_contact,
    without_sensitive,
)
from iop.intake.discretion import wishes_in, without_wish
from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, FOR_WHOM, NAME, PERMISSION, TIME
from iop.intake.for_whom import TOGETHER, for_whom_in, is_nothing_else, together_in
from iop.intake.health import is_clinical, without_health
from iop.intake.kept_permission import permission_kept
from iop.intake.limits import limited_in
from iop.intake.name_details import name_told, patient_in
from iop.intake.name_spelling import is_spelling_of
from iop.intake.names import name_of_another, tells_of_another
from iop.intake.notes import with_notes
from iop.intake.permission import (
    MAY_TEXT,
    allowed_with_a_yes,
    names_only_a_way,
    permission_in,
    without_ways,
)
from iop.intake.place import insurer_in, language_in, missing_language_in, region_in
from iop.intake.refused_calls import refused_calls_in
from iop.intake.replies import reply_in
from iop.intake.time_words import TIMES
from iop.intake.times import beside_before, corrected_hour, free_time_in, is_remark, time_in, without_replaced
from iop.intake.who_is_called import calls_another, own_beside_another
from iop.plain import straight

_LIMITS = re.compile(
    r"\W*(?:(?:ok|okay|yes|yeah|but|and|no|please|actually|pero|s[ií])\W+)*"
    r"(?P<limit>(?:only|just|not (?:before|after|at|in|on|when|while)|never|except|unless"
    r"|s[oó]lo|solamente|nunca|menos|excepto)\b.*)",
    re.IGNORECASE,
)
"""Begins a time with its conditions: "only between 9 and 11 am when he's at work"."""
_WHICH = re.compile(r"\b(?:use|call|try)\b.*\b(?:cell|mobile|home|house|work|office|land ?line)\b", re.IGNORECASE)
_EXTENSION = re.compile(
    rf"\b(?P<kind>option|opci[oó]n|ext|extensi[oó]n|x)\.?(?: (?:is|es)|:)? ?(?P<digits>\d{{1,6}}|{'|'.join(DIGITS)})\b",
    re.IGNORECASE,
)
_CALLED_SO = re.compile(r"\b(?:se llama|(?:su|mi) nombre es) [^\W\d_]+", re.IGNORECASE)
"""Domingo may be a name, which is no day."""
_BOTH_PEOPLE = re.compile(
    rf"{TOGETHER}|\b(?:and|y|&) (?:for )?(?:me|myself|m[ií])\b|\b(?:me|myself|m[ií]) (?:and|y|&)", re.IGNORECASE
)
_ONLY_BESIDE = frozenset(("x", "option", "opción", "opcion"))
"""Before digits that belong to a number only beside it."""
_CORRECTS = re.compile(r"\b(?:not|spel\w*|should (?:be|say)|meant|instead|actually)\b", re.IGNORECASE)
"""In what puts a detail right at the summary."""
SHORT = 5
"""Words of a message that may be a time although something else was asked."""


def _tells_for_whom(text: str, answers: Optional[str], is_known: bool) -> bool:
    """Whether naming somebody says who it is for: asked for that, or shortly after it, as "a client" is no name."""
    shortly = answers == NAME and len(text.split()) <= 2 and not text.strip()[:1].isupper()
    out_of_turn = answers is not None and not is_known and is_nothing_else(text)
    return answers == FOR_WHOM or shortly or out_of_turn


def _is_of_a_number(clause: str) -> bool:
    """Whether a part of a message says when to try which number: "use cell during the day, home at night"."""
    return bool(_WHICH.search(clause)) and TIMES.search(clause) is not None and not tells_contact(clause)


def _for_whom(text: str, answers: Optional[str], is_known: bool, another_is_called: bool) -> Optional[str]:
    """Returns whom it is for; the answer to "what name?" does not make it for oneself: "mine? Gwen"."""
    if answers == FOR_WHOM and (tells_of_another(text) or (another_is_called and name_of_another(text)[0])):
        return LOVED_ONE
    told = for_whom_in(text, _tells_for_whom(text, answers, is_known), is_known)
    return None if told == SELF and answers == NAME and is_known else told


@dataclass(frozen=True)
class Details:
    """What a message tells.

    Attributes:
        fields: Values by the names of `LeadFields`.
        sensitive: Whether there was something that is not kept, and should be told on the phone.
    """

    fields: Dict[str, Any] = field(default_factory=dict)
    sensitive: bool = False


def read(
    text: str,
    entities: Sequence[Mapping[str, Any]] = (),
    asked: Optional[str] = None,
    known: Mapping[str, Any] = MappingProxyType({}),
    asks_for_call: bool = False,
    another_is_called: bool = False,
) -> Details:
    """Reads one message.

    Args:
        text: The message.
        entities: What the pipeline found: `person`, `insurer` and others.
        asked: The open question, see `iop.intake.draft`.
        known: Fields that were given before: a name or person that is known is only replaced by what clearly says so.
        asks_for_call: Whether the message asks for a call: then it may say how.
        another_is_called: Whether somebody else than the person who writes is to be called.
    """
    written, sensitive = without_sensitive(unicodedata.normalize("NFC", text))
    own = own_beside_another(straight(written), another_is_called)
    if own:
        written = straight(written).replace(own, " ", 1)
    clean = straight(written)
    phone, email = phone_in(clean, known.get("phone")), email_in(clean, known.get("email"))
    reached = bool(phone or email)
    others = other_numbers_in(clean)
    others += [clause.strip() for clause in re.findall(r"[^,.;\n]+", clean) if others and _is_of_a_number(clause)]
    for other in others:
        clean, written = clean.replace(other, ", "), straight(written).replace(other, ", ")
    rest = without_contact(clean)
    answers = asked if reply_in(text, asked) is None else None
    wishes = wishes_in(rest) if reached or answers or asks_for_call else []
    named = without_contact(written)
    limited = limited_in(rest) if answers == PERMISSION else None
    for wish in wishes:
        rest, named = without_wish(rest, wish), without_wish(straight(named), wish)
        limited = (limited[0], without_wish(limited[1], wish)) if limited else None
    allowed, of_time = limited or (rest, without_ways(rest) if answers in (TIME, PERMISSION) else rest)
    of_time = without_replaced(_CALLED_SO.sub(" ", of_time))
    alone = re.split(r"[.,;!\n]+", rest) if reached and answers is None else []
    limit = _LIMITS.match(rest) if answers == CONFIRM else None
    remarks = answers in (CONFIRM, PERMISSION, EXTRAS) and not (limit or reached) and is_remark(of_time)
    found: Dict[str, Any] = {
        "phone": phone,
        "email": email,
        "for_whom": _for_whom(rest, answers, "for_whom" in known, another_is_called)
        or next((for_whom_in(one, True, "for_whom" in known) for one in alone if is_nothing_else(one)), None),
        "region": None if asked == CONTACT and not reached else region_in(rest, answers == EXTRAS, reached),
        "language": language_in(rest, answers == EXTRAS),
        "insurer": insurer_in(rest, entities, known.get("insurer")),
        "best_time": None
        if remarks
        else time_in(
            limit["limit"] if limit else of_time,
            answers in (TIME, PERMISSION) or limit is not None,
            reached or answers == CONFIRM or (answers is not None and len(rest.split()) <= SHORT),
        ),
        **permission_in(
            next(filter(names_only_a_way, alone), allowed),
            asked == PERMISSION or (asked == TIME and names_only_a_way(rest)) or any(map(names_only_a_way, alone)),
        ),
        **(allowed_with_a_yes(rest) if answers == CONFIRM else {}),
        **(permission_kept(rest, known) if asked == PERMISSION or phone else {}),
        **{name: False for wish in wishes for name, allowed in permission_in(wish).items() if not allowed},
    }
    extension = _EXTENSION.search(clean)
    if extension and not phone and (extension["kind"].lower() in _ONLY_BESIDE or not known.get("phone")):
        extension = None
    before = known.get("note")
    if extension:
        digits = extension["digits"].lower()
        what = "option" if extension["kind"].lower().startswith("op") else "extension"
        others = [f"{what} {DIGITS.get(digits, digits)}", *others]
        before = "; ".join(one for one in str(before or "").split("; ") if not one.startswith("extension ")) or None
    notes = [*([f"asked for by {own}"] if own else []), *others, *wishes]
    if limited and not (wishes or found["best_time"]):
        notes.append(rest.strip(" .,"))
    if answers == FOR_WHOM and _BOTH_PEOPLE.search(rest):
        notes.append(rest.strip(" .,"))
    elif asks_for_call:
        notes += together_in(rest)
    if found.get(MAY_TEXT) or email or known.get("email"):
        notes += refused_calls_in(rest)
    notes += filter(None, [missing_language_in(rest)])
    found["note"] = with_notes(before, map(without_health, notes))
    if found["best_time"] is None and answers == TIME:
        found["best_time"] = free_time_in(rest)
    elif found["best_time"]:
        found["best_time"] = beside_before(str(found["best_time"]), known.get("best_time"))
    elif answers == CONFIRM and corrected_hour(rest, known.get("best_time")):
        found["best_time"] = corrected_hour(rest, known.get("best_time"))
    if is_clinical(str(found["best_time"])):
        found["best_time"] = time_in(rest, about_a_call=True)
    found.update(name_told(named, entities, answers, known, found, another_is_called or calls_another(clean)))
    names_them = found.get("first_name") or str(known.get("first_name")).lower() in rest.lower().split()
    if answers == FOR_WHOM and another_is_called and names_them and not found["for_whom"]:
        found["for_whom"] = LOVED_ONE
    name = " ".join(filter(None, (found.get("first_name"), found.get("last_name")))).lower().split()
    if name and set(name) & set(str(found["best_time"]).lower().split()):  # "Mark Friday", "call me Friday"
        found.update({"best_time": None} if answers == NAME else {"first_name": None, "last_name": None})
    patient = patient_in(named, answers, known, found)
    if patient:
        role = "asked for by" if another_is_called and patient == known.get("first_name") else "about"
        found["note"] = with_notes(found["note"] or before, [f"{role} {patient}"]) or found["note"]
    kept = {name: value for name, value in found.items() if value is not None}
    asked_of_call = asked_of_call_in(rest)
    if (answers and (kept or remarks or asked_of_call or answers != CONFIRM)) or asks_for_call:
        insurers = (one for one in entities if one.get("entity") == "insurer" and "end" in one and kept.get("insurer"))
        typed = (text[int(one["start"]) : int(one["end"])] for one in insurers)
        told = told_besides(without_replaced(rest), (known, kept), typed, 1 if answers == EXTRAS else ENOUGH)
        first = str(kept.get("first_name") or "")
        told = [one for one in told if not (first and is_spelling_of(one, first))]
        if answers == CONFIRM and not remarks:
            told = [one for one in told if not _CORRECTS.search(one)]
        told += [one for one in asked_of_call if not any(one in other for other in (*told, str(kept.get("note"))))]
        note = with_notes(kept.get("note") or before, told)
        kept.update({"note": note} if note else {})
        sensitive = sensitive or (answers in (EXTRAS, CONFIRM) and not kept and is_clinical(rest))
    return Details(kept, sensitive)
