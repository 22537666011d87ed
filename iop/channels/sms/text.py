"""The form of a text message: its alphabet, the parts that a carrier counts, and where it may be cut."""

import re
from typing import List

from iop.knowledge.entries import TEXT_CHARACTERS

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""One septet each (3GPP TS 23.038, 6.2.1), without the escape itself."""

EXTENDED = frozenset("\f^{}\\[~]|€")
"""Two septets each (3GPP TS 23.038, 6.2.1.1)."""

REPLACEMENTS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
        "\u2026": "...",
        "\u2022": "-",
        "\u200b": "",
        "\ufeff": "",
    }
)

UNIT = re.compile(r"\s*(?:\+?\(?\d[\d ().-]*\d|\S)+")
"""What is never cut: a word, a link, or a number with the spaces inside it."""


def plain(text: str) -> str:
    """Replace typographic characters by those of the GSM-7 alphabet; letters are never changed."""
    return text.translate(REPLACEMENTS)


def is_gsm7(text: str) -> bool:
    """Say whether the text can be sent in the GSM-7 alphabet. Spanish á, í, ó and ú cannot."""
    return all(character in BASIC or character in EXTENDED for character in text)


def parts(text: str) -> int:
    """Count the parts that a carrier bills.

    GSM-7 holds 160 septets alone and 153 in a joined part; UCS-2 holds 70 and 67 units of 16 bits (3GPP TS 23.040).
    An escaped pair or a surrogate pair is never cut by a part's end.
    """
    gsm7 = is_gsm7(text)
    alone, joined = (160, 153) if gsm7 else (70, 67)
    widths = [1 + (character in EXTENDED if gsm7 else ord(character) > 0xFFFF) for character in text]
    if sum(widths) <= alone:
        return 1
    count, used = 1, 0
    for width in widths:
        if used + width > joined:
            count, used = count + 1, 0
        used += width
    return count


def split(text: str, limit: int = TEXT_CHARACTERS) -> List[str]:
    """Cut a text into messages of at most `limit` characters, at white space only.

    A single link or number that is longer than the limit stays whole in a message of its own.
    """
    messages: List[str] = []
    current = ""
    for unit in UNIT.findall(plain(text)):
        if current and len(current) + len(unit) > limit:
            messages.append(current)
            current = ""
        current = current + unit if current else unit.lstrip()
    return [*messages, current] if current else messages
