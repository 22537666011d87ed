"""Which of two names is the last one: "Tran is my last name", "thats my last name, first name is Thuy"."""

import re
from typing import Any, Mapping

_ORDER = re.compile(
    r"\b(?P<name>(?:that|it)s|[^\W\d_][^\W\d_-]*(?='s| is| was))(?:'s| is| was)? (?:actually |really |just )*(?:my|the)"
    r" (?P<which>first ?name|last ?name|family ?name|surname)\b"
    r"|\b(?P<nombre>[^\W\d_]+) es (?:mi|el) (?P<cual>nombre|apellido)\b",
    re.IGNORECASE,
)
_KNOWN = frozenset("that thats it its this eso ese".split())


def in_order(text: str, known: Mapping[str, Any]) -> str:
    """Returns a text in which "Tran is my last name" reads "last name Tran".

    Args:
        text: The message, with plain apostrophes.
        known: The fields that were given before: "that" is the name that is known.
    """

    def named(found: "re.Match[str]") -> str:
        name = found["name"] or found["nombre"]
        which = "first" if (found["which"] or found["cual"]).lower().startswith(("first", "nombre")) else "last"
        if name.lower() in _KNOWN:
            name = str(known.get("first_name") or "")
        return f"{which} name {name}," if name else found.group()

    return _ORDER.sub(named, text)
