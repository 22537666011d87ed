"""Who a call is for, and names as people write them."""

import re
from typing import Mapping, Optional, Sequence, Tuple

from iop.admissions.lead import LOVED_ONE, REFERRAL, SELF

_KIN = (
    r"son|daughter|kid|child|kids|children|husband|wife|spouse|partner|boyfriend|girlfriend|fianc[eé]e?|mom|mum|mother|dad|"
    r"father|parent|parents|brother|sister|sibling|friend|buddy|roommate|cousin|uncle|aunt|nephew|niece|grandma|grandpa|"
    r"grandmother|grandfather|grandson|granddaughter|ex|coworker|neighbor|stepson|stepdaughter|teen|loved one|family member|"
    r"hijo|hija|esposo|esposa|marido|novio|novia|hermano|hermana|mam[aá]|pap[aá]|madre|padre|amigo|amiga"
)
_FOR_KIN = re.compile(
    rf"\b(?:my|our|mi|a|his|her)\s+(?:\w+\s+){{0,2}}?(?:{_KIN})\b|^(?:{_KIN})[.!]?$|\bsomeone (?:else|i love|i know)\b",
    re.IGNORECASE,
)
_FOR_SELF = re.compile(
    r"\b(?:for me|myself|for myself|it'?s me|its for me|just me|i need|for my own|para m[ií]|soy yo)\b|^(?:me|self|i am|i do|mine|yo)[.!]?$",
    re.IGNORECASE,
)
_REFERRAL = re.compile(
    r"\b(?:client|patient) of (?:mine|ours)\b|\bmy (?:client|patient)\b|\b(?:referral|referring|refer a)\b"
    r"|\bi(?:'?m| am) (?:a|an|his|her|their|the) (?:\w+ ){0,2}(?:therapist|counselor|nurse|doctor|physician|psychiatrist|social worker|"
    r"case manager|probation officer|attorney|lawyer|discharge planner|clinician)\b|^(?:a )?(?:referral|client|professional|patient)[.!]?$",
    re.IGNORECASE,
)

_WORD = r"[^\W\d_][^\W\d_'’.-]*(?:['’-][^\W\d_]+)*\.?"
_INTRODUCED = re.compile(
    rf"\b(?:my (?:full |first )?name is|my name'?s|name is|name:|the name is|i am called|they call me|it'?s|its|this is|i'?m|i am|"
    rf"me llamo|mi nombre es|soy|call me|name)\s+({_WORD}(?:\s+{_WORD}){{0,3}})",
    re.IGNORECASE,
)
_SURE = re.compile(r"\b(?:name|llamo|nombre|they call me|called)\b", re.IGNORECASE)
_NO_NAMES = frozenset(
    """a an the and or but so for from in on at to of with my his her our your their me him them it its this that is am are was
    not no yes yeah ok okay sure please pls thanks thank you back later asap tonight today tomorrow morning mornings afternoon
    afternoons evening evenings night nights noon lunch week weekend weekends weekday weekdays monday tuesday wednesday thursday
    friday saturday sunday anytime any time after before around between when now soon call text email phone number reach
    trying looking calling asking writing interested wondering hoping worried scared afraid sad tired ready done good fine sorry
    just here there about son daughter husband wife mom dad mother father brother sister friend friends mine myself self loved one
    sober clean addicted alcoholic depressed anxious struggling drinking using years old male female insurance i im he she they we
    maybe idk what why how who where can could would will do does did have has had want need like lol hi hello hey never mind stop
    skip nothing none someone somebody referral client patient nurse therapist counselor first last full actually also too very
    free available home work off out""".split()
)


def for_whom_in(text: str) -> Optional[str]:
    """Returns `self`, `loved_one` or `referral`, where a text says who the call is for."""
    if _REFERRAL.search(text):
        return REFERRAL
    if _FOR_KIN.search(text.strip()):
        return LOVED_ONE
    return SELF if _FOR_SELF.search(text.strip()) else None


def name_in(
    text: str, entities: Sequence[Mapping[str, object]] = (), asked: bool = False
) -> Tuple[Optional[str], Optional[str]]:
    """Returns first and last name of the person who writes; the last name may hold several words.

    Args:
        text: The message.
        entities: What the tagger found in it.
        asked: Whether the name was just asked for: then the whole message may be one.
    """
    for match in reversed(list(_INTRODUCED.finditer(text))):
        words = _until_no_name(match.group(1).split())
        if words and (asked or _SURE.search(match.group()) or _tagged(words, entities) or words[0][:1].isupper()):
            return _split(words)
    if asked:
        plain = re.sub(r"[,!?\"()]|\.$", " ", text).split()
        words = _until_no_name(plain)
        if words and len(words) == len(plain) <= 4:
            return _split(words)
        tagged = [str(found.get("value", "")) for found in entities if found.get("entity") == "person"]
        if tagged:
            return _split(tagged[0].split())
    return None, None


def _until_no_name(words: Sequence[str]) -> "list[str]":
    kept = []
    for word in words:
        bare = word.lower().strip(".,")
        if bare in _NO_NAMES or bare.replace("'", "").replace("’", "") in _NO_NAMES or not re.fullmatch(_WORD, word):
            break
        kept.append(word)
    return kept


def _tagged(words: Sequence[str], entities: Sequence[Mapping[str, object]]) -> bool:
    people = " ".join(str(found.get("value", "")) for found in entities if found.get("entity") == "person").lower()
    return words[0].lower() in people.split()


def _split(words: Sequence[str]) -> Tuple[str, Optional[str]]:
    tidy = [_tidy(word) for word in words]
    return tidy[0], " ".join(tidy[1:]) or None


def _tidy(word: str) -> str:
    """Writes a name that came in small letters or capitals with a capital; others stay as they are."""
    if word.islower() or (word.isupper() and len(word) > 2):
        return "".join(part.capitalize() for part in re.split(r"(['’-])", word.lower()))
    return word
