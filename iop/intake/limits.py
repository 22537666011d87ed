"""A limit to what is allowed: "voicemail but only my name", "yes as long as nobody says where it's from"."""

import re
from typing import Optional, Tuple

from iop.intake.permission import names_any, names_only_ways, permission_in
from iop.intake.refused_calls import refuses_calls

_LIMIT = re.compile(
    r"(?P<what>[^.;]{2,60}?)[\s,.;]+(?P<limit>(?:but|as long as|if|only|just|pero|solo|s[oó]lo|si)\b.{4,})",
    re.IGNORECASE,
)
_JOINS = re.compile(r"(?:but|as long as|if|pero|si)\b\W*(?:it'?s |es )?", re.IGNORECASE)


def limited_in(text: str) -> Optional[Tuple[str, str]]:
    """Returns what an answer to "may we text or leave a voicemail?" allows, and the limit, each in its words.

    Args:
        text: The message.
    """
    found = _LIMIT.fullmatch(text.strip())
    if found is None:
        return None
    what, limit = found["what"], found["limit"]
    is_limit = not (names_any(limit) or names_only_ways(limit) or permission_in(limit) or refuses_calls(limit))
    return (what, _JOINS.sub("", limit, count=1)) if is_limit and permission_in(what, asked=True) else None
