"""Which of several numbers is to be used: "office is 303..., cell 720.... cell is better"."""

import re
from typing import Optional, Sequence

_LABEL = r"(?:cell|mobile|home|house|work|office|land ?line|casa|trabajo|celular)"
_PREFERRED = re.compile(
    rf"\b(?P<label>{_LABEL})(?: (?:number|one|phone))?(?: is|'s) (?:better|best|preferred|easier|easiest)\b"
    r"|\b(?:prefer|only (?:use|call|try)|(?:use|call|try)(?: only)?)(?: me)?(?: (?:on|at))? (?:the |my )?"
    rf"(?P<which>{_LABEL})\b(?! (?:during|before|after|at|in|on|or|if|number|\d))",
    re.IGNORECASE,
)


def clause_around(text: str, start: int, end: int) -> str:
    """Returns what stands in the same clause as a number, without the number.

    Args:
        text: The message.
        start: Where the number begins.
        end: Where it ends.
    """
    return re.split(r"[,.;\n]|\band\b", text[:start])[-1] + re.split(r"[,.;\n]|\band\b", text[end:])[0]


def preferred_in(text: str, numbers: Sequence[str], labelled: Sequence[str]) -> Optional[str]:
    """Returns the number of the phone that is to be used, if a message says which.

    Args:
        text: The message.
        numbers: The person's own numbers in it.
        labelled: All numbers in it, each with the words of its clause.
    """
    said = _PREFERRED.search(text) if len(numbers) > 1 else None
    label = str(said["label"] or said["which"]).lower() if said else None
    marked = (one.partition(" ") for one in labelled)
    return next((number for number, _, words in marked if label and number in numbers and label in words.lower()), None)
