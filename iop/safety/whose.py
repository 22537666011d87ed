"""Whose danger a message speaks of, where its words alone would say another's."""

import re
from typing import Optional, Sequence

from iop.safety import told

_ENVIES = re.compile(
    r"\b(?:(?:the )?lucky ones?|(?:got|had|has|have) (?:it |off )?(?:easy|lucky|better|the (?:better|best|easy)"
    r" (?:deal|end|way|part))|(?:had|has|have) the right idea|knew what (?:he|she|they) (?:was|were) doing"
    r"|(?:i |i sometimes |sometimes i )(?:envy|am jealous of|am envious of) (?:him|her|them|the dead)"
    r"|(?:jealous|envious) of (?:him|her|them)|(?:shouldve|should have|couldve|wish it (?:was|were|had|couldve))"
    r" (?:been )?me|(?:instead of|not) (?:him|her|them)$|(?:tuvo|tuvieron) (?:mas )?suerte|l[oa]s? envidio)\b"
)
"""What is said of the dead by who would be in their place."""
_DEAD = re.compile(
    r"\b(?:d(?:ied|ead|eath)|passed(?: away)?|buried|funeral|casket|grave|gone|lost|(?:killed|shot|hung|hanged)"
    r" (?:him|her|them)sel\w+|od|oded|overdosed|suicide|murio|murieron|muert[oa]s?|enterr\w+|fallecio)\b"
)
_FLIES = re.compile(r"\b(?:can|could|will|gonna|going to|wants? to|able to) fly\b")


def whose(route: Optional[str], words: Sequence[str]) -> Optional[str]:
    """Returns the kind of danger as that of whom a message says it to be of.

    Args:
        route: What the layers found.
        words: The message's plain words.
    """
    text = " ".join(words)
    if route == "suicide_self" and told.NOT_ME.search(text):
        return "third_party_suicide"
    if route == "third_party_suicide" and (told.ME_NOT_ANOTHER.search(text) or envies_the_dead(text)):
        return "suicide_self"
    if route == "medical_emergency" and told.HIGH_UP.search(text) and _FLIES.search(text):
        return "suicide_self" if told.OTHERS.isdisjoint(words) else "third_party_suicide"
    return route


def envies_the_dead(text: str) -> bool:
    """Whether plain words say of somebody who died that they have it better."""
    return bool(_ENVIES.search(text) and _DEAD.search(text))
