"""Who wants to be written to, and not called, at an address that is given already: "only email", "not phone"."""

import re

_MAIL = r"(?:e-?mails?|correo|mail)"
_ONLY_MAIL = re.compile(
    rf"\b(?:only|just|solo|sólo|solamente) (?:by |via |use |the |my |an? |to |me |send |por |mi |el )*{_MAIL}\b"
    rf"|\b{_MAIL}(?: me| us| address)?,? (?:only|instead|mejor|solamente)\b"
    rf"|\b{_MAIL}\b.*\b(?:not|no|instead of) (?:by |my |the |on (?:my )?|el |mi )?"
    r"(?:phone|cell|number|calls?|tel[eé]fono|llamadas?|celular)\b"
    rf"|\b(?:not|no) (?:by |my |the |el |mi )?(?:phone|cell|calls?|tel[eé]fono|llamadas?)\W+(?:\w+\W+){{0,2}}{_MAIL}\b"
    r"|\b(?:rather|prefer|want|like)(?: (?:them|they|you|u|someone|somebody|it|to|be|get|an?|by|if|that|just)){0,4}"
    r" e-?mail(?:ed|s)?\b(?! (?:address|is|to)\b)"
    rf"|\b(?:rather|prefer)\b.{{0,15}}\b{_MAIL}\b.{{0,20}}\b(?:than|over|to|not|instead)\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"\b(?:not only|also|too|as well|both|or (?:call|text)|and (?:call|text)|(?:no|(?<!rather )have) (?:an? )?e-?mail\b"
    r"|tambi[eé]n)\b",
    re.IGNORECASE,
)


def wants_only_mail(text: str) -> bool:
    """Whether a message says that letters take the place of calls, and asks nothing."""
    return bool(_ONLY_MAIL.search(text)) and not _ADDS.search(text) and "?" not in text
