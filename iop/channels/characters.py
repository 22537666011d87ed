"""Characters that a client can send, but that nothing behind it can store or encode."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a pair: an emoji that was cut in the middle, say. In JSON it can stand alone, in UTF-8 it cannot."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def storable(text: str) -> str:
    """Returns a text without NULs, and with U+FFFD in the place of each lone surrogate."""
    return _SURROGATE.sub(REPLACEMENT, text.replace("\x00", ""))
