"""Typed text made comparable: apostrophes as keyboards write them, words without accents and punctuation."""

import re
import unicodedata

_APOSTROPHE = re.compile("[\u2018\u2019\u02bc\u2032\u00b4`]")
_NOT_WORD = re.compile(r"[^a-z0-9$%/ ]+")


def straight(text: str) -> str:
    """Returns a text with plain apostrophes: telephones put curved ones."""
    return _APOSTROPHE.sub("'", text)


def bare(text: str) -> str:
    """Returns the text in lower case, without accents, apostrophes and punctuation, for comparing words."""
    plain = unicodedata.normalize("NFKD", straight(text.lower()).replace("'", ""))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_NOT_WORD.sub(" ", plain).split())
