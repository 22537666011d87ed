"""Whether a call is refused, whenever and whoever: "text only, dont call", "instead of calling"."""

import re
from typing import List

from iop.intake.ways import Named, named_in

_ANY_CALL = re.compile(r"\b(?:calls?|calling|ring|phone (?:me|us)|llam\w+)\b", re.IGNORECASE)
_INSTEAD_OF_CALLS = re.compile(
    r"\b(?:instead of|rather than|not|en (?:vez|lugar) de) (?:a |an |any |phone |una )*(?:call|calls|calling"
    r"|llamar(?:me)?|llamadas?)\b"
    r"(?! (?:at|on|before|after|him|her|them|my)\b)",
    re.IGNORECASE,
)


def refuses_calls(text: str) -> bool:
    """Whether a text says not to call, whenever and whoever: "don't call, e-mail me", but not "don't call at night"."""
    return bool(refused_calls_in(text))


def refused_calls_in(text: str) -> List[str]:
    """Returns the words with which a text says not to call at all: "text only, dont call", "instead of calling"."""
    instead = [found.group() for found in _INSTEAD_OF_CALLS.finditer(text)]
    refused = [f"{one.clause}{one.said}".strip() for one in named_in(text) if _is_refused_call(one)]
    return list(dict.fromkeys(instead + refused))


def refuses_a_call(text: str) -> bool:
    """Whether a text refuses calls, perhaps only at some time: "don't call at night"."""
    return any(one.is_refused and _ANY_CALL.search(one.said) for one in named_in(text))


def wants_instead_of_calls(text: str) -> bool:
    """Whether a text names what takes the place of a call: "text me instead of calling"."""
    return bool(_INSTEAD_OF_CALLS.search(text))


def _is_refused_call(one: Named) -> bool:
    ends = re.match(r"(?: please| pls)?\W*(?:$|[^\w\s]|(?:just|only|but|text|txt|rather|s[oó]lo|mejor)\b)", one.after)
    return bool(one.is_refused and _ANY_CALL.search(one.said) and ends)
