"""Whether somebody else reads the texts or hears the voicemails: "my husband reads my texts"."""

import re

from iop.intake.ways import TEXT, VOICEMAIL

_READS = (
    r"\b(?:reads?|sees?|checks?|goes (?:through|thru)|looks? (?:at|through|thru)|listens?(?: to)?|hears?|monitors?"
    r"|(?:lee|leen|ve|ven|revisan?|checan?|mira|escuchan?|oyen?)"
    r"(?= (?:mis?|tod[oa]s|l[oa]s?|el|mensajes?|textos?)\b)"
    r"|has|shares?|gets?)\b[^.;]{0,30}\b"
)
""""Lee" and "Mira" are names, too."""
_SEEN = (
    re.compile(
        rf"{_READS}(?:{what}|messages?|mensajes?)\b|\b{what} (?:is|are|get|gets) (?:shared|read|seen|checked|heard"
        r"|monitored)\b",
        re.IGNORECASE,
    )
    for what in (TEXT, VOICEMAIL)
)
_SEEN_TEXT, _SEEN_VOICEMAIL = _SEEN
_PHONE = re.compile(
    r"\b(?:shares?|uses|answers|picks up)(?: all)? (?:my|the|our|this|a|that) (?:\w+ )?(?:phone|cell)\b"
    r"(?! (?:to|for)\b)(?<!i use my phone)|\bshared (?:phone|cell)\b"
    r"|\b(?:goes through|goes thru|looks (?:at|through|thru)|checks|monitors|revisan?|checan?)(?: all)?"
    r" (?:my|the|our|el|mi) (?:home |house )?(?:phone|cell|tel[eé]fono|cel|celular)\b",
    re.IGNORECASE,
)

_WATCHES = re.compile(
    r"\b(?:goes (?:through|thru)|looks (?:at|through|thru)|checks|monitors|tracks|watches|controls|listens (?:to|in on)"
    r"|revisa|checa|vigila|controla)(?: all)? (?:my|the|our|el|mi) (?:\w+ )?(?:phone|cell|calls|texts|messages|cel"
    r"|tel[eé]fono|celular|mensajes)\b",
    re.IGNORECASE,
)
_UNSAFE = re.compile(
    r"\b(?:not|isn'?t|never|wouldn'?t be) (?:really )?safe\b|\bunsafe\b|\bno es segur[oa]\b", re.IGNORECASE
)
_PARTNER = re.compile(
    r"\b(?:husband|wife|partner|boyfriend|girlfriend|bf|gf|fianc[eé]e?|spouse|ex|esposo|esposa|marido|pareja|novi[oa])\b",
    re.IGNORECASE,
)


def reads_texts(text: str) -> bool:
    """Whether a text says that somebody else reads the person's texts."""
    return bool(_SEEN_TEXT.search(text))


def hears_voicemails(text: str) -> bool:
    """Whether a text says that somebody else hears the person's voicemails."""
    return bool(_SEEN_VOICEMAIL.search(text))


def looks_at_phone(text: str) -> bool:
    """Whether a text says that somebody else looks at the phone: then only what is allowed beside it is allowed."""
    return bool(_PHONE.search(text))


def is_watched(text: str) -> bool:
    """Whether a text says that a partner watches the phone, or that a call or a message is not safe."""
    return bool(_UNSAFE.search(text) or (_WATCHES.search(text) and _PARTNER.search(text)))


def is_seen_by_others(text: str) -> bool:
    """Whether a text says that somebody else reads, hears or looks at what is sent to the person."""
    return reads_texts(text) or hears_voicemails(text) or looks_at_phone(text)
