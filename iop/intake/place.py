"""The state or ZIP, the language, and the insurer."""

import re
from functools import lru_cache
from typing import Mapping, Optional, Sequence

from iop.intake.words import states

_ZIP = re.compile(r"(?<![\d-])(\d{5})(?:-\d{4})?(?![\d-])")
_PLACED = re.compile(
    r"\b(?:in|from|live|living|state|near|resident|here in|vivo en|located|moved to|zip|code|postal"
    r"|c[oó]digo|estado|estoy en|soy de)\b",
    re.IGNORECASE,
)
_NAMES = (
    "spanish|español|espanol|english|inglés|ingles|french|vietnamese|chinese|mandarin|cantonese|arabic|russian|"
    "korean|portuguese|"
    "amharic|somali|tagalog|german|hindi|nepali|polish|italian|ukrainian|japanese|farsi|persian|dari|pashto|urdu|punjabi|"
    "bengali|burmese|swahili|tigrinya|hmong|thai|lao|khmer|turkish|greek|hebrew|romanian|creole|navajo|"
    "asl|sign language"
)
_LANGUAGE = re.compile(
    rf"\b(?:speaks?|in|prefers?|language:?|habla|hablo|hable|hablen|en|prefiero|quiero|idioma:?|or|and|y|o)\s+(?:only |"
    rf"mostly |el |solo )?({_NAMES})\b"
    rf"|\b({_NAMES})\s+(?:speaker|speaking|please|only|preferred|is better)\b|^({_NAMES})[.!]?$",
    re.IGNORECASE,
)
_SHORT = 3
"""Words of an answer that may be a town and the letters of its state."""
_WORDS_TOO = frozenset(("OK", "HI", "ME", "OR", "IN"))
_OF_AN_INSURER = re.compile(
    r"\b(?:blue ?cross|blue ?shield|bcbs|anthem|hmo|ppo|health ?plan|plan|insurance|seguro|medicaid|medi-?cal)"
    r"(?: \w+){0,2}? (?:(?:of|de) (?:the )?)?$",
    re.IGNORECASE,
)
"""Before a state that is a part of an insurer's name: "blue cross of texas"."""
_ANY_LANGUAGE = re.compile(rf"\b({_NAMES})\b", re.IGNORECASE)
_MISSING_LANGUAGE = re.compile(
    r"(?:\b(?:i|we|s?he|they|(?:my|our|mi|nuestr[oa]) \w+|ella|él|ellos|yo) )?(?:"
    r"\b(?:no|not|don'?t|doesn'?t|do not|does not|can'?t|cannot)(?: really| even)?"
    r"(?: (?:speak|speaking|know|understand|read|habl\w+|entiend\w+|sab\w+|lee\w*))"
    r"(?: (?:much|any|very|good|well|mucho|muy|bien|nada de|a lot of))*"
    r"|\b(?:speaks?|has|have|knows?|understands?|reads?) (?:no|little|very little|hardly any|barely any)|\bnot)"
    rf" (?:{_NAMES})\b(?: only(?=\W*$))?",
    re.IGNORECASE,
)
_EITHER = re.compile(rf"\b({_NAMES}) (?:or|and|y|o) ({_NAMES})\b", re.IGNORECASE)
_ENGLISH = {"español": "Spanish", "espanol": "Spanish", "inglés": "English", "ingles": "English", "asl": "ASL"}
_INSURANCE = re.compile(
    r"\b(?:insurance|insurer|plan|carrier|coverage|seguro(?: m[eé]dico)?|aseguranza)\s*"
    r"(?:is|:|=|through|with|company is|es|con|por)\s*(?:with |through )?"
    r"(?:el |la |por |con )?([A-Za-z][\w&'.-]*(?:\s+[A-Z][\w&'.-]*){0,3})",
    re.IGNORECASE,
)
_SELF_PAY = re.compile(r"\b(?:(?:self|private)[ -]pay(?:ing)?|(?:pay(?:ing)? )?out of pocket|pay(?:ing)? cash)\b", re.I)
SELF_PAY = "self-pay"
_UNINSURED = re.compile(
    r"(?:^|[,.;!]|\b(?:and|but)\b)\W*(?:(?:i|we|he|she|they|there is|there's|have|has|had|got|is) )*"
    r"no (?:health )?insurance(?=(?: (?:right now|at the moment|at all|yet|anymore|currently|now|no))*"
    r"(?:\W*(?:$|\b(?:and|but|no)\b)|\s*[,.;!]))"
    r"|\b(?:i|we|he|she|they)(?:'ve| have| has| got)+ no (?:health )?insurance\b"
    r"|\b(?:i|we|he|she|they) (?:don'?t|do not|doesn'?t|does not) have (?:any |health )*insurance\b"
    r"|\b(?:i'?m|i am|he'?s|he is|she'?s|she is|we'?re) uninsured\b|^\W*uninsured\W*$"
    r"|\bno (?:tengo|tenemos|tienen?|hay|cuento con|cuenta con|contamos con) (?:ning[uú]n |el )?(?:seguro|aseguranza)\b"
    r"(?! (?:social|de|que)\b)|^\W*sin (?:seguro|aseguranza)(?: m[eé]dic[oa])?\W*$"
    r"|\blost (?:my|our|his|her|their) (?:health )?insurance\b",
    re.IGNORECASE,
)
NO_INSURANCE = "none"
_VETERANS = re.compile(
    r"\b(?:through|have|use|with|got|by) (?:the )?va(?! \d)"
    r"(?=\W*(?:$|[,.;]|insurance|benefits?|coverage|health\w*))"
    r"|\bva (?:insurance|benefits?|coverage|health ?care|medical)\b|^\W*the va\W*$",
    re.IGNORECASE,
)
"""The insurance of veterans, and not Virginia."""
_ONE_MORE = re.compile(r"\b(?:also|too|as well|second\w*|another|plus|both|add|besides)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|plus|both|also)\b|[&+]", re.IGNORECASE)
_NO_INSURER = re.compile(
    r"^(?:good|bad|not|no|too|really|the|a|my|pretty|through|with|expired|great|ok|okay|fine|terrible|gone|mi|bueno|malo|muy|su|un)\b",
    re.IGNORECASE,
)


def region_in(text: str, asked: bool = False, beside_contact: bool = False) -> Optional[str]:
    """Returns the two-letter state or the ZIP that a text names.

    Args:
        text: The message, without phone numbers.
        asked: Whether it was just asked for.
        beside_contact: Whether the message also gave a phone number or an e-mail address.
    """
    zip_code = _ZIP.search(text)
    state = _named_state()
    sure = asked or beside_contact or bool(_PLACED.search(text) or (zip_code and state.search(text)))
    if (
        zip_code
        and (sure or text.strip(" .") == zip_code.group())
        and not re.search(rf"\$\s?{zip_code.group(1)}", text)
    ):
        return zip_code.group(1)
    if not sure:
        return None
    text = _VETERANS.sub(" ", text)
    for named in state.finditer(text):
        if not (
            _OF_AN_INSURER.search(text[: named.start()]) or re.match(r" (?:blue|access)\b", text[named.end() :], re.I)
        ):
            return states()[" ".join(named.group(1).lower().split())]
    return _letters_in(text, asked)


def _letters_in(text: str, asked: bool) -> Optional[str]:
    """Returns the state of which a text has the letters; small ones only alone or after a town."""
    letters, typed = "|".join(states().values()), len(text.split())
    found = None if text.isupper() and typed > 1 else re.search(rf"(?<![\w'])({letters})(?![\w'])", text)
    if not found and asked and typed <= _SHORT:
        found = re.search(rf"(?:^\W*|\w\W+)({letters})(?=\W*$|[,.;]|\W+\d{{5}})", text.upper())
    return found.group(1) if found and not (found.group(1) in _WORDS_TOO and typed > 1) else None


def missing_language_in(text: str) -> Optional[str]:
    """Returns the words that say which language a person does not speak: "ella no habla inglés"."""
    missing = _MISSING_LANGUAGE.search(text)
    return missing.group().strip() if missing else None


def language_in(text: str, asked: bool = False) -> Optional[str]:
    """Returns the language that a person prefers, in English; two where either will do."""
    text = _MISSING_LANGUAGE.sub(" ", text)
    match = _LANGUAGE.search(text.strip()) or (_ANY_LANGUAGE.search(text) if asked else None)
    if match is None:
        return None
    either = _EITHER.search(text)
    names = either.groups() if either else (next(group for group in match.groups() if group),)
    return ", ".join(_ENGLISH.get(name.lower(), name.capitalize()) for name in names)


def insurer_in(text: str, entities: Sequence[Mapping[str, object]] = (), known: Optional[str] = None) -> Optional[str]:
    """Returns the insurer that the pipeline found, or that stands after "my insurance is"; `NO_INSURANCE` for none.

    Args:
        text: The message.
        entities: What the pipeline found in it.
        known: The insurer that was told before: a second one is added to it where the message says so.
    """
    names = [str(found["value"]) for found in entities if found.get("entity") == "insurer"]
    if names:
        told = known.split(", ") if known and known != NO_INSURANCE and _ONE_MORE.search(text) else []
        part = _PART_OF_A_STATE.search(text)
        if part and len(names) == 1:
            names = [f"{names[0]} of {part.group(1).title()}"]
        names = [_with_plan(name, text) for name in names]
        more = names if _JOINED.search(text) and not re.search(r"\bor\b|\?", text) else names[:1]
        return ", ".join(dict.fromkeys([*told, *(name.title() if name.islower() else name for name in more)]))
    if _VETERANS.search(text):
        return "VA"
    if _UNINSURED.search(text) and not re.search(r"\bif\b|\?", text):
        return NO_INSURANCE
    if _SELF_PAY.search(text) and not re.search(r"\bif\b|\?|\b(?:how|can|do|does|what|is)\b", text, re.IGNORECASE):
        return SELF_PAY
    named = _INSURANCE.search(text)
    return named.group(1).strip(" .'") if named and not _NO_INSURER.search(named.group(1)) else None


def _with_plan(name: str, text: str) -> str:
    """Returns an insurer with the kind of plan that stands after it: "Cigna PPO"."""
    plan = _PLAN.search(text)
    return f"{name}{plan['plan']}" if plan and plan["before"].lower() in name.lower().replace(" ", "") else name


_PLAN = re.compile(
    r"\b(?P<before>\w+)(?P<plan>(?: (?:ppo|hmo|epo|pos|hdhp|global|choice|plus|open access|gold|silver|bronze|platinum"
    r"|advantage|select|premier|complete|basic|dual|connect|network|international|student)\b)+)",
    re.IGNORECASE,
)
_PART_OF_A_STATE = re.compile(rf"(?<!\bout) of ({'|'.join(states())})\b", re.IGNORECASE)
"""An insurer of one state is another one elsewhere: "blue cross of texas"."""


@lru_cache(maxsize=1)
def _named_state() -> "re.Pattern[str]":
    names = "|".join(name.replace(" ", r"\s+") for name in sorted(states(), key=len, reverse=True))
    return re.compile(rf"\b({names})\b", re.IGNORECASE)
