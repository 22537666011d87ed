"""A phone number that comes in several messages: "720", "555", "0149"; or "555 0134" and then "303"."""

import re
from typing import Optional

from iop.intake.contact import phone_in
from iop.intake.words import words

_BESIDE = words(
    """sorry oops its it's it is area code the then and my number phone cell ok okay yes yeah wait no i mean starts with
    ends in call me at on um uh perdón perdon es mi número numero código codigo de área y con clave lada el la"""
)
"""Words beside a piece of a number."""
_CORRECTED = re.compile(r"\b(?:no|wait|sorry|oops|i mean|perd[oó]n)\b", re.IGNORECASE)
_AREA_CODE, WHOLE = 3, 10
"""Digits."""


def piece_in(text: str) -> Optional[str]:
    """Returns the digits of a message that is a piece of a phone number, and nothing where it is something else.

    Args:
        text: The message, with plain apostrophes; of "0142 no wait 0143" the last digits count.
    """
    if not set(re.findall(r"[^\W\d_](?:[^\W\d_]|')*", text.lower())) <= _BESIDE or re.search(r"[?/:$%@]", text):
        return None
    last = re.search(r"\d", _CORRECTED.split(text)[-1])
    digits = re.sub(r"\D", "", _CORRECTED.split(text)[-1] if last else text)
    return digits if 0 < len(digits) < WHOLE else None


def joined(before: str, piece: str) -> str:
    """Returns the digits so far, and none where they begin no number.

    An area code that comes late goes to the front; too many digits begin anew.
    """
    late = len(piece) == _AREA_CODE and len(before) == WHOLE - _AREA_CODE
    digits = piece + before if late else before + piece
    is_wrong = len(digits) > WHOLE or (len(digits) == WHOLE and phone_in(digits) is None)
    digits = piece if is_wrong else digits
    return digits if len(digits) == WHOLE - _AREA_CODE or phone_in(f"{digits[:_AREA_CODE]}5550100") else ""
