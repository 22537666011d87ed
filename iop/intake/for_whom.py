"""Who a call is for."""

import difflib
import re
from functools import lru_cache
from typing import Dict, FrozenSet, List, Optional

from iop.admissions.lead import LOVED_ONE, REFERRAL, SELF
from iop.intake.name_words import english_words
from iop.intake.words import any_of, people, words

_OWN = r"(?:my|our|mis?|nuestr[oa]s?|un[oa]?|sus?|a|an|his|her|the)"


_NO_CLIENT = (
    rf"\b(?:not|no|isn'?t|ain'?t)(?: (?:for|about|para|es|un|una|a|an|my|any|the|mi))* "
    rf"(?:{any_of(people().clients)})s?(?: (?:of )?(?:mine|ours))?\b"
)
_JOB = re.compile(
    rf"\b(?:i(?:'m| am|m)|as|this is|soy)\s+(?:(?:a|an|his|her|their|the|una?|la|el|su)\s+)?"
    rf"(?:\w+[ -]){{0,3}}?(?:{any_of(people().professionals)})\b"
    rf"|^\W*(?:(?:hi|hello|hey)\W+)?(?:{any_of(people().professionals)}) here\b",
    re.IGNORECASE,
)
_OWN_TREATMENT = re.compile(
    r"\b(?:for|it'?s|its|just) (?:just |only )?(?:me|myself)\b(?! or\b)|\bpara m[ií](?=\s*(?:$|[,.;!?]|mism[oa]))"
    r"|\bmy own (?:drinking|use|using|recovery|addiction|treatment|mental health)\b"
    r"|\bhelp (?:with |for |quitting |stopping )?my (?:own )?(?:drinking|drug|using|use|alcohol\w*|addiction|habit"
    r"|depression|anxiety|recovery|sobriety|mental health)\b"
    r"|\bi (?:drink|use) too much\b|\bi (?:want|need) to (?:quit|stop|get sober|get clean)\b"
    r"|\bi(?:'m| am|m) the (?:one|patient|client)\b",
    re.IGNORECASE,
)
"""Makes it for oneself, whatever one's job is: "I'm a nurse and need help with my drinking"."""
_WAS_HERE = re.compile(
    r"\bi(?:'m| am|m| was| used to be|'ve been|ve been| have been) (?:an? )?"
    rf"(?:\w+ ){{0,2}}?(?:{any_of(people().clients)})\b"
    rf"|\b(?:fui|soy|era) (?:un |una )?(?:{any_of(people().clients)})\b",
    re.IGNORECASE,
)
"""Tells of oneself as a patient: "I was a patient of yours"."""
_OWN_RELATIVE = re.compile(
    rf"\b(?:for|about) my (?:own )?(?:\w+ )?(?:{any_of(people().kin)})\b"
    rf"|\bpara mi (?:propi[oa] )?(?:{any_of(people().kin)})\b",
    re.IGNORECASE,
)
"""Makes it for a relative, whatever one's job is."""
_FOR = re.compile(
    r"\b(?:for|para|behalf of) (?:me|my|myself|our|a|an|m[ií]s?|una?|alguien|someone|somebody)\b"
    rf"|\bi(?:'m| am|m) the (?:one|patient|client)\b|{_NO_CLIENT}",
    re.IGNORECASE,
)


_ALONE = re.compile(
    r"\W*(?:(?:no|ok|yes|yeah|um+|oh|well|sorry|es|it'?s|it is|that'?s|just)\W+)*(?:for |para )?"
    r"(?:me|myself|self|him|her|them|mí|mi|él|ella)(?: (?:duh|lol|please|pls|plz))?\W*$",
    re.IGNORECASE,
)


TOGETHER = (
    rf"\b(?:me|myself) (?:and|&) (?:my|our) (?:{any_of(people().kin)})\b"
    rf"|\bmy (?:{any_of(people().kin)}) (?:and|&) (?:i|me|myself)\b"
    r"|\b(?:for )?(?:the )?both of us\b|\bus both\b|\bpara (?:los|las) dos\b"
)
"""Two people who want help: "me and my boyfriend"."""
_TOGETHER = re.compile(rf"[^.,;!?\n]*(?:{TOGETHER})[^.,;!?\n]*", re.IGNORECASE)
_CORRECTS = re.compile(
    r"\b(?:i mean|i meant|actually|no,? wait|wait,? no|sorry|scratch that|perd[oó]n|quise decir|digo)\b", re.IGNORECASE
)
_WHOSE = re.compile(r"\b(?P<whose>(?:my|our|his|her) )(?P<kin>[a-z]{5,})\b", re.IGNORECASE)
ALIKE = 0.85
"""The likeness (0 to 1, `difflib`) of a word with a slip to the right one."""
_SUITS = re.compile(
    r"\b(?:works?|better|best|good|fine|ok|okay|great|easier|easiest|hard|bad|ask|asks|asking) for (?:me|myself|us)\b",
    re.IGNORECASE,
)
"""Says not for whom it is: "tuesday works for me", "ask for me"."""


def is_nothing_else(text: str) -> bool:
    """Whether a message says for whom it is, and nothing else: "for her", told before or after it is asked."""
    return bool(_ALONE.match(text))


def with_right_kin(text: str) -> str:
    """Returns a text without slips in words for relatives: "my daugter"."""

    def right(found: "re.Match[str]") -> str:
        word = found["kin"].lower()
        close = [] if word in english_words() else difflib.get_close_matches(word, _kin(), 1, ALIKE)
        return f"{found['whose']}{close[0]}" if close else found.group()

    return _WHOSE.sub(right, text)


def together_in(text: str) -> List[str]:
    """Returns the clauses that speak of the writer and somebody else together: "me and my boyfriend both want help"."""
    return [found.group().strip() for found in _TOGETHER.finditer(text)]


def for_whom_in(text: str, asked: bool = False, is_known: bool = False) -> Optional[str]:
    """Returns `self`, `loved_one` or `referral`, where a text says who the call is for.

    Args:
        text: The message.
        asked: Whether that was just asked: then naming somebody is enough.
        is_known: Whether it was said before: then only "for ..." changes it, and not "when my husband is out".
    """
    if is_known and not (asked or _FOR.search(_SUITS.sub(" ", text))):
        return None
    text = with_right_kin(text)
    told = (_said_in(part.strip(" ,.;"), asked) for part in reversed(_CORRECTS.split(text)))
    return next(filter(None, told), None)


def _said_in(text: str, asked: bool) -> Optional[str]:
    said = re.sub(_NO_CLIENT, " ", _SUITS.sub(" ", text), flags=re.IGNORECASE)
    said = _JOB.sub(" ", said) if _OWN_TREATMENT.search(said) or _OWN_RELATIVE.search(said) else said
    if _TOGETHER.search(said):
        return SELF
    referral = _patterns(asked)[REFERRAL].search(_WAS_HERE.sub(" ", said))
    loved_one, own = (_patterns(asked)[kind].search(said) for kind in (LOVED_ONE, SELF))
    if referral and not re.search(r"\bmyself\b", said, re.IGNORECASE):
        return REFERRAL
    if own and re.search(r"\bnot (?:for )?(?:me|myself)\b|\bno (?:es )?para m[ií]\b", said, re.IGNORECASE):
        own = None
    if loved_one and own:
        return SELF if asked and own.start() < loved_one.start() else LOVED_ONE
    return LOVED_ONE if loved_one else SELF if own else None


@lru_cache(maxsize=1)
def _kin() -> FrozenSet[str]:
    return words(people().kin.replace("|", " "))


@lru_cache(maxsize=2)
def _patterns(asked: bool) -> "Dict[str, re.Pattern[str]]":
    kin, clients = any_of(people().kin), any_of(people().clients)
    jobs = any_of(people().professionals)
    whose = rf"{_OWN}\s+(?:(?!but\b|and\b|my\b)\w+[ -]){{0,3}}?"
    loved = [
        r"\b(?:for|help|about|get|getting|bring|para|ayudar? a|por|sobre|acerca de|behalf of|enroll|admit|send)"
        rf"\s+{whose}(?:{kin})\b",
        rf"\b(?:my|our|mis?)\s+(?:\w+[ -]){{0,3}}?(?:{kin})(?:\s+\w+)?\s+(?:really |just |desperately |also |still )*"
        r"(?!(?:can'?t|cannot|won'?t|must not|doesn'?t) (?:know|find out|see|hear|be told)\b)"
        r"(?!is (?:mad|angry|upset|leaving|done)\b)"
        r"(?:needs?|is|has|was|wants? (?:help|treatment|to (?:get|stop|quit))|keeps?|cannot|can'?t|won'?t|drinks?|"
        r"uses?|relapsed|needed|"
        r"struggles|who|necesitan?|quiere (?:ayuda|tratamiento|dejar)|toma mucho|bebe|got out|just)\b",
        rf"\b(?:my|our|mi)\s+(?:\w+[ -]){{0,3}}?(?:{kin})\W+(?:and |because )?(?:he|she|they)"
        r"(?:'?s|'?re| is| are) the one\b",
        rf"\b(?:it'?s|its|es)\s+(?:for\s+|para\s+)?(?:my|our|mis?)\s+(?:\w+[ -]){{0,3}}?(?:{kin})\b",
        rf"\b(?:my|our)\s+(?:\w+[ -]){{0,3}}?(?:{kin})(?:'|\u2019)?s (?:name|drinking|using|drug|addiction|"
        rf"recovery|a mess|in|not|"
        rf"been)\b",
        r"\b(?:for|about) (?:someone|somebody)\b|\b(?:someone|somebody) (?:else|i (?:love|know|care about))\b"
        r"(?! (?:answers?|picks? up|hears?|listens?|sees?|is (?:home|there|listening)|might|could|can)\b)|"
        r"\bloved one\b|\b(?:para|por) alguien\b|\botra persona\b|\bser querido\b",
    ]
    own = [
        _OWN_TREATMENT.pattern,
        r"\b(?:for|it'?s|its|just|is)\s+(?:just |only )?(?:me|myself)\b(?!\s+or\b)|\bfor my ?self\b|"
        r"\bmy own\b(?! (?:\w+ )?(?:number|phone|cell|name|e-?mail|line)\b)|"
        r"\bpara (?:mí\b|mi\b(?=\s*(?:$|[,.;!?]|(?:mism[oa]|por|gracias|nada|solamente)\b)))|"
        r"\bsoy yo\b|\byo mism[oa]\b",
        r"\b(?:i(?:'m| am|m)?|and)(?: really| just)? (?:need|want|wanna|ready for|looking for|ready to get)\s+"
        r"(?:some |to get |to find )?(?:help|treatment|sober|clean|rehab|iop|outpatient)\b(?! for| with my)",
        r"\bi(?:'m| am|m) the (?:one|patient)\b|\bi (?:drink|use) too much\b|\bi (?:want|need) to (?:quit|stop)\b",
    ]
    referral = [
        rf"\b(?:{clients})s?\s+of\s+(?:mine|ours)\b|\bone of (?:my|our) (?:{clients})s?\b|\b(?:my|our|a|mi|"
        rf"una?) (?:\w+ )?(?:{clients})\b(?!\s+(?:portal|"
        rf"rights|advocate))",
        _JOB.pattern,
        r"\b(?:referral|referring|refer (?:a|my|one|someone|somebody))\b",
        rf"(?:^|[.,;!]\s*)(?:{clients}) (?:needs?|wants?)\b",
    ]
    if asked:
        loved.append(
            rf"\b(?:my|our|mis?|nuestr[oa]|una?|sus?|a|his|her)\s+(?:\w+[ -]){{0,3}}?(?:{kin})\b|"
            rf"^(?:the |it'?s |its |es |el |la |al )?(?:{kin})\b|"
            rf"^(?:(?:it'?s )?(?:for )?(?:him|her|them)|(?:para )?(?:él|ella|ellos))\b"
        )
        loved.append(r"\b(?:someone|somebody) i\b|\balguien\b|\ba loved one\b|^loved one\b")
        own.append(
            r"^(?:it'?s |it is |that'?s |um+ |uh+ |just |well |yeah |yes )*(?:me|self|myself|i am|i do|mine|"
            r"yo|mí|mi$|a mí|soy yo|(?:es )?para mi$)\b"
        )
        referral.append(rf"^(?:(?:i'?m |it'?s )?(?:his|her|their|the) |a |an )?(?:{jobs})\W*$")
        referral.append(rf"^(?:a |an |it'?s a |my |una? |es una? |mi )?(?:{clients}|professional|profesional)\b")
    return {
        kind: re.compile("|".join(patterns), re.IGNORECASE)
        for kind, patterns in ((LOVED_ONE, loved), (SELF, own), (REFERRAL, referral))
    }
