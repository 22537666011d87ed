"""What somebody tells admissions beside the details: "hes hard of hearing", "una nota: no oye bien"."""

import re
from typing import Optional

from iop.intake.besides import told_besides
from iop.intake.health import is_clinical
from iop.intake.words import any_of, people

_LABELLED = re.compile(
    r"^\W*(?:(?:yes|ok|okay|and|but|oh|wait|please|pls|s[ií]|y|pero)\W+)*"
    r"(?:(?:(?:please )?(?:add|put|make|write|include) )?(?:(?:a|one|this|una|un) )?(?:quick )?"
    r"(?:note|nota|ps|fyi|aviso)\b(?: (?:that|saying|to say|for (?:them|admissions)|que))*"
    r"|(?:also |just )?(?:one|another) (?:more )?thing\b|otra cosa\b|por cierto\b|by the way\b|btw\b)\W+(?P<told>\S.*)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"^\W*(?:(?:yes|ok|okay|and|but|also|please|pls|just|s[ií]|y|pero)\W+)*"
    r"(?:(?:can|could|would|will) (?:you|u) (?:please |pls )?)?"
    r"(?:(?:tell|let|warn|remind) (?:her|him|them|admissions|the (?:person|lady|man|woman|counselor|caller|nurse)"
    r"|who(?:m|so)?ever (?:calls|it is))"
    r"|d[ií]ga(?:n|le|les|nle|nles)?\b(?: a (?:ella|ellos|él|admisiones))?)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"^\W*(?:(?:yes|yeah|yep|ok|okay|and|but|also|oh|well|um|so|because|bc|s[ií]|y|pero|porque)\W+)*"
    rf"(?:i|i'?m|i'?ve|i'?ll|i'?d|im|ive|s?he|s?he'?s|we|we'?re|they|they'?re|there'?s|(?:my|our|his|her|mis?|su) \w+"
    rf"|the (?:client|patient|person)|(?:{any_of(people().kin)})|yo|él|ella|ellos|tengo|soy|estoy|vivo|trabajo|no)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"^\W*(?:(?:yes|yeah|yep|ok|okay|and|but|also|oh|well|um|so|s[ií]|y|pero)\W+)*", re.IGNORECASE)
_OF_THIS_CHAT = re.compile(
    r"\b(?:i (?:just )?(?:said|told|mean|meant)|i (?:do ?n'?t|do not|can'?t|cannot|did ?n'?t|never) (?:really )?"
    r"(?:understand|know|get (?:it|this|that)|see|read|remember|think|trust|agree|want|like|care|need (?:this|it|you))"
    r"|i(?:'?m| am) (?:not (?:sure|ready|comfortable|interested)|confused|lost|done|sorry|back|here|waiting|thinking)"
    r"|i (?:just |really )?(?:hate|want|think|guess|wish|hope|changed|asked|already|have (?:a |one |some )?questions?)"
    r"|chang\w*|fix|edit|wrong|mistakes?|typos?|incorrect|differ\w*|delete|cancel|stop|quit"
    r"|no (?:entiendo|s[eé]|quiero|estoy segur[oa]))\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"^\W*(?:(?:ok|okay|hm+|um+|well|but|oh|wait)\W+)*(?:i(?:'?m| am) (?:not (?:so |really )?sure|unsure|confused|lost)"
    r"|i (?:do ?n'?t|do not) (?:really )?(?:know|understand|get (?:it|this|that))"
    r"|no (?:s[eé]|entiendo|estoy segur[oa]))\b",
    re.IGNORECASE,
)
_SMALL_NUMBERS = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?)(?!\d)")

_CONDITION = re.compile(r"\b(?:only if|as long as|unless)\b", re.IGNORECASE)


def remark_in(text: str) -> Optional[str]:
    """Returns what a message tells admissions, in the person's words, or nothing where it tells them nothing.

    Args:
        text: The message, with plain apostrophes; it holds no detail and asks nothing.
    """
    labelled = _LABELLED.match(text)
    if labelled:
        return labelled["told"].strip()
    told = _LEADS.sub("", text).strip()
    if _TELLS.match(text):
        return told
    tells = told_besides(told) or _CONDITION.search(told) or is_clinical(told)
    return told if tells and not _OF_THIS_CHAT.search(text) else None


def is_for_them(text: str) -> bool:
    """Whether a message says itself that it is for admissions: "note: ...", "can you tell her ..."."""
    return bool(_LABELLED.match(text) or _TELLS.match(text))


def tells_of_somebody(text: str) -> bool:
    """Whether a message begins with whom it is about: "i dont have a car", "my husband works nights"."""
    return bool(_BEGINS.match(text)) and not _OF_THIS_CHAT.search(text)


def is_doubt(text: str) -> bool:
    """Whether somebody does not know or understand, which changes nothing: "im not sure"."""
    return bool(_DOUBTS.match(text))


def without_small_numbers(text: str) -> str:
    """Returns a text without its years and numbers up to 99: "i was there in 2019" is not about a phone number."""
    return _SMALL_NUMBERS.sub(" ", text)
