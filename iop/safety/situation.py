"""Whose danger it is and where, as far as the texts of one kind of danger differ by it."""

import re
from itertools import pairwise
from typing import FrozenSet, Optional, Sequence

SOMEBODY_ELSE = "somebody_else"
"""Somebody whom the writer knows hurts themselves."""
ON_THE_ROAD = "on_the_road"
"""Somebody drives, or is about to, who drank or used."""
SITUATIONS = {"self_harm": SOMEBODY_ELSE, "harm_others": ON_THE_ROAD}


def _set(words: str) -> FrozenSet[str]:
    return frozenset(words.split())


_I = _set("i im ive id ill yo me")
_OTHER_SELF = _set("himself herself themselves themself")
_OWN_SELF = _set("myself cortarme lastimarme quemarme autolesionarme")
_OWN = _set("my mi mis")
_OTHERS = _set("he she they hes shes theyre shed hed her his their el ella ellos se le su sus")
_HARM = re.compile(
    r"(?:cut|burn|hurt|harm|selfharm|scratch|carv|slic|stab|bang|punch|hit|bit|scar|wound|cort|lastim|quem|autoles)"
)
_BODY = _set("arm arms leg legs wrist wrists thigh thighs skin stomach hand hands hips cuts scars brazo brazos piernas")
_DRINK = _set(
    "drunk drinking drank wasted hammered plastered intoxicated tipsy buzzed high stoned beers drinks drink shots"
    " bottle vodka whiskey wine xanax pills meth weed heroin fentanyl bar borracho borracha tomado tomada tomo tomando"
)
_ROAD = _set(
    "drive drives driving drove wheel car truck van suv keys highway freeway road driveway manejar maneja manejando"
    " carro camioneta"
)
_ON_PURPOSE = re.compile(
    r"\b(?:kill\w*|murder\w*|shoot\w*|stab\w*|gun|guns|knife|bat|crash\w*|ram|over (?:him|her|them|people)|hurt|outside"
    r"|waiting|matar\w*|atropellar\w*)\b"
)


def situation(route: Optional[str], words: Sequence[str], kin: FrozenSet[str] = frozenset()) -> Optional[str]:
    """Returns the situation in which a message of danger was written, or None where the texts do not differ.

    Args:
        route: What takes over.
        words: The message's plain words.
        kin: Words for people whom the writer may know.
    """
    if route == "self_harm" and _is_about_somebody_else(words, kin):
        return SOMEBODY_ELSE
    if route == "harm_others" and not (_DRINK.isdisjoint(words) or _ROAD.isdisjoint(words)):
        return None if _ON_PURPOSE.search(" ".join(words)) else ON_THE_ROAD
    return None


def _is_about_somebody_else(words: Sequence[str], kin: FrozenSet[str]) -> bool:
    """Whether it is somebody else who hurts themselves: the nearest subject before the first word of harm decides."""
    if not _OWN_SELF.isdisjoint(words):
        return False
    if not _OTHER_SELF.isdisjoint(words):
        return True
    if any(word in _OWN and after in _BODY for word, after in pairwise(words)):
        return False
    others = [word in _OTHERS or word in kin or word.removesuffix("s") in kin for word in words]
    first = next((place for place, word in enumerate(words) if _HARM.match(word)), None)
    if first is None:
        return any(others) and _I.isdisjoint(words)
    for place in range(first - 1, -1, -1):
        if others[place]:
            return True
        if words[place] in _I or words[place] in _OWN:
            return False
    return any(others[first + 1 :])
