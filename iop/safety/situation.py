"""Whose danger it is and where, as far as the texts of one kind of danger differ by it."""

import re
from itertools import pairwise
from typing import FrozenSet, Optional, Sequence

SOMEBODY_ELSE = "somebody_else"
"""Somebody whom the writer knows hurts themselves."""
ON_THE_ROAD = "on_the_road"
"""Somebody drives, or is about to, who drank or used."""
HURT_CHILD = "hurt_child"
"""A baby or a small child was shaken, hit or dropped."""
PILLS = "pills"
"""Too many pills that are no opioids, by somebody who is awake: naloxone is not what helps first."""
SITUATIONS = (
    ("self_harm", SOMEBODY_ELSE),
    ("harm_others", ON_THE_ROAD),
    ("harm_others", HURT_CHILD),
    ("abuse_violence", HURT_CHILD),
    ("overdose_emergency", PILLS),
)
"""The kinds of danger with a situation that has texts of its own."""


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
_PILLS = re.compile(
    r"\b(?:pills?|tablets?|capsules?|meds|medicines?|medications?|tylenol|acetaminophen|paracetamol|advil|ibuprofen|motrin"
    r"|aspirins?|aleve|naproxen|excedrin|nyquil|benadryl|melatonin|unisom|ambien|trazodone|seroquel|lithium|zoloft|prozac"
    r"|lexapro|antidepressants?|gabapentin|klonopins?|xanax|ativan|valium|benzos?|adderall|vitamins?|pastillas?|tabletas?"
    r"|aspirinas?|medicinas?)\b"
)
_OPIOIDS = re.compile(
    r"\b(?:heroin\w*|fent\w*|oxy\w*|oxies|perc\w*|vicodin|norcos?|hydros?|hydrocodone|roxy\w*|roxies|blues|opio\w+|opiates?"
    r"|methadone|metadona|subs?|suboxone|morphine|morfina|dilaudid|tramadol|codeine|lean|dope|tar|kratom|shot|shoot|inject\w*"
    r"|snort\w*|needle|syringe|street|pressed|dealer)\b"
)
_DOES_NOT_ANSWER = re.compile(
    r"\b(?:wake|waking|woke|wakes|awake|breath\w*|blue|gr[ae]y|purple|unconscious|unresponsive|respond\w*|passed|limp|cold"
    r"|gurgl\w*|snor\w*|collapsed|floor|answer\w*|despiert\w*|respir\w*|contesta|azul|morad[oa])\b"
)
_BABY = _set("baby babys babies infant newborn toddler bebe")
_CHILD = _BABY | _set("kid kids child son daughter stepson boy girl nino nina hijo hija")
_SHAKEN = re.compile(r"\b(?:shook|shaken|sacudi|sacudio)\b")
_HIT = re.compile(
    r"\b(?:threw|thrown|dropped|slammed|slapped|hit|hurt|squeezed|smothered|choked|burned|golpee|golpeo|pegue|pego)\b"
)
_NOT_YET = re.compile(
    r"\b(?:gonna|going|want|wanna|might|may|scared|afraid|could|will|ill|would|id|urge|urges|about to|almost|nearly"
    r"|before|thoughts?|think (?:about|of)|thinking|feel like|quiero|voy|miedo|casi)\b"
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
    if route in ("harm_others", "abuse_violence") and _is_child_hurt(words):
        return HURT_CHILD
    if route == "overdose_emergency":
        text = " ".join(words)
        return PILLS if _PILLS.search(text) and not (_OPIOIDS.search(text) or _DOES_NOT_ANSWER.search(text)) else None
    if route == "harm_others" and not (_DRINK.isdisjoint(words) or _ROAD.isdisjoint(words)):
        return None if _ON_PURPOSE.search(" ".join(words)) else ON_THE_ROAD
    return None


def _is_child_hurt(words: Sequence[str]) -> bool:
    """Whether a baby was hurt, or a child shaken, and not only may be."""
    text = " ".join(words)
    before = text[: found.start()] if (found := _SHAKEN.search(text) or _HIT.search(text)) else None
    if before is None or _NOT_YET.search(before):
        return False
    return not (_CHILD if _SHAKEN.search(text) else _BABY).isdisjoint(words)


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
