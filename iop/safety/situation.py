"""Whose danger it is and where, as far as the texts of one kind of danger differ by it."""

from itertools import pairwise
from typing import FrozenSet, Optional, Sequence

from iop.safety import later, told

SOMEBODY_ELSE = "somebody_else"
"""Somebody whom the writer knows hurts themselves."""
ON_THE_ROAD = "on_the_road"
"""Somebody drives, or is about to, who drank or used."""
HURT_CHILD = "hurt_child"
"""A baby or a small child was shaken, hit or dropped."""
PILLS = "pills"
"""Too many pills that are no opioids, by somebody who is awake: naloxone is not what helps first."""
ARMED = "armed"
"""Somebody who may end their life has a weapon."""
MISSING = "missing"
"""Somebody who uses, or is not well, did not come home."""
CHILD_LEFT = "child_left"
"""A child is left alone, not cared for or hurt by others; a relative or a neighbor writes."""
YOUNG = "young"
"""The writer is a child or in their teens."""
AFRAID = "afraid"
"""The writer is afraid of somebody at home who was not violent yet."""
CHILD_ATE = "child_ate"
"""A small child swallowed what it should not have."""
ABOUT_TO_USE = "about_to_use"
"""The writer is about to use drugs."""
FELL = "fell"
"""Somebody fell or hit their head, and does not wake."""
STIMULANT = "stimulant"
"""Meth or its like, and no sleep, make the writer see or fear what may not be there."""
BODILY = ("overdose_emergency", "medical_emergency")
"""Kinds of danger in which a body is in need."""
OWN = ("suicide_self", "self_harm")
"""Kinds of danger that come from the one who is in them."""
CHILD_CALLS = "child_calls"
"""A child writes about a grown-up who is ill or does not wake."""
NO_RESPONSE = "no_response"
"""Naloxone was given and did not wake the person."""
INJURED = "injured"
"""Violence after which a doctor has to look, however it feels: choking, a fall down stairs, a pregnancy."""
ACTED = "acted"
"""It happened: the writer or somebody else is badly hurt, or lies there."""
POISON = "poison"
"""Something corrosive or poisonous was swallowed that is no medicine and no drug."""
ASSAULTED = "assaulted"
"""The writer was assaulted sexually or drugged, not by a partner."""
NEWBORN = "newborn"
"""After a birth somebody hears voices, or believes strange things of the baby."""
UNWANTED = "unwanted"
"""Thoughts of hurting somebody that frighten the writer."""
PROTECTS = "protects"
"""A young person would hurt whoever abuses them or a child near them."""
IN_HOSPITAL = "in_hospital"
"""Somebody survived an attempt, and is in a hospital or home from it."""
HOT_CAR = "hot_car"
"""A child is alone in a car."""
UNDER_WATER = "under_water"
"""A child was under water."""
ON_THE_EDGE = "on_the_edge"
"""Somebody stands where they may fall or jump."""
LASTING = (YOUNG, CHILD_CALLS, HURT_CHILD, ACTED)
"""Situations that no later message takes back."""
SITUATIONS = (
    ("suicide_self", ACTED),
    ("self_harm", ACTED),
    ("third_party_suicide", ACTED),
    ("abuse_violence", ACTED),
    ("harm_others", ACTED),
    ("self_harm", SOMEBODY_ELSE),
    ("harm_others", ON_THE_ROAD),
    ("harm_others", HURT_CHILD),
    ("abuse_violence", HURT_CHILD),
    ("overdose_emergency", PILLS),
    ("third_party_suicide", ARMED),
    ("third_party_suicide", MISSING),
    ("abuse_violence", CHILD_LEFT),
    ("abuse_violence", YOUNG),
    ("abuse_violence", AFRAID),
    ("overdose_emergency", CHILD_ATE),
    ("overdose_emergency", ABOUT_TO_USE),
    ("overdose_emergency", FELL),
    ("medical_emergency", FELL),
    ("medical_emergency", STIMULANT),
    ("overdose_emergency", CHILD_CALLS),
    ("medical_emergency", CHILD_CALLS),
    ("overdose_emergency", NO_RESPONSE),
    ("abuse_violence", INJURED),
    ("overdose_emergency", POISON),
    ("abuse_violence", ASSAULTED),
    ("medical_emergency", NEWBORN),
    ("harm_others", NEWBORN),
    ("harm_others", UNWANTED),
    ("harm_others", PROTECTS),
    ("third_party_suicide", IN_HOSPITAL),
    ("third_party_suicide", ON_THE_EDGE),
    ("abuse_violence", HOT_CAR),
    ("medical_emergency", UNDER_WATER),
    ("overdose_emergency", UNDER_WATER),
)
"""The kinds of danger with a situation that has texts of its own, see `situations.yml`."""


def situation(route: Optional[str], words: Sequence[str], kin: FrozenSet[str] = frozenset()) -> Optional[str]:
    """Returns the situation in which a message of danger was written, or None where the texts do not differ.

    Args:
        route: What takes over.
        words: The message's plain words.
        kin: Words for people whom the writer may know.
    """
    text = " ".join(words)
    if route == "self_harm" and _is_about_somebody_else(words, kin):
        return SOMEBODY_ELSE
    if (route == "suicide_self" and told.JUST_DONE.search(text)) or (route == "self_harm" and told.BLEEDS.search(text)):
        return ACTED
    if route in ("harm_others", "medical_emergency") and told.BIRTH.search(text) and told.BELIEF.search(text):
        return NEWBORN
    if route in ("harm_others", "abuse_violence") and _is_child_hurt(words):
        return HURT_CHILD
    if route == "abuse_violence":
        return _of_abuse(words, text)
    if route in BODILY and told.UNDER_WATER.search(text) and (_has_child(words, text) or told.WATERS.search(text)):
        return UNDER_WATER
    if route in BODILY and told.CHILD_WRITES.search(text) and told.DOES_NOT_ANSWER.search(text):
        return CHILD_CALLS
    if route == "overdose_emergency":
        return _of_overdose(words, text)
    if route == "medical_emergency":
        if told.STIMULANT.search(text) and told.UNREAL.search(text):
            return STIMULANT
        return FELL if _fell(text) else None
    if route == "third_party_suicide":
        return _of_worry(text)
    return _of_harm(words, text) if route == "harm_others" else None


def situation_then(route: str, before: Optional[str], words: Sequence[str]) -> Optional[str]:
    """Returns the situation after one more message, which need not speak of danger by itself.

    Args:
        route: The kind of danger of the conversation.
        before: Its situation so far.
        words: The message's plain words.
    """
    text = " ".join(words)
    if _was_done(route, before, text):
        return ACTED
    if before in LASTING:
        return before
    if route == "third_party_suicide" and told.ON_THE_EDGE.search(text):
        return ON_THE_EDGE
    if route == "third_party_suicide" and told.WEAPON.search(text):
        return ARMED
    if route == "third_party_suicide" and before is None and told.GONE.search(text):
        return MISSING
    if route == "abuse_violence" and (told.YOUNG.search(text) or later.YOUNG_ALONE.search(text)):
        return YOUNG
    if (
        route == "abuse_violence"
        and told.INJURED.search(text)
        and (before is None or (before == AFRAID and told.VIOLENCE.search(text)))
    ):
        return INJURED
    if route == "overdose_emergency" and told.NO_RESPONSE.search(text):
        return NO_RESPONSE
    if route in BODILY and before is None and told.CHILD_WRITES.search(text):
        return CHILD_CALLS
    if route in BODILY and before is None and told.FALL.search(text):
        return FELL
    if route == "self_harm" and before is None and told.OF_ANOTHER.search(text):
        return SOMEBODY_ELSE
    if before == AFRAID and told.VIOLENCE.search(text) and not told.NO_VIOLENCE.search(text):
        return None
    if before == PILLS and told.DOES_NOT_ANSWER.search(text) and not later.STILL_ANSWERS.search(text):
        return None
    return before


def _was_done(route: str, before: Optional[str], text: str) -> bool:
    """Whether a later message says that somebody hurt themselves or another badly."""
    if later.WISHES.search(text):
        return False
    if route in OWN and before is None:
        return bool(later.DID_IT.search(text))
    of_others = ("third_party_suicide", "abuse_violence", "harm_others")
    return (
        route in of_others and before not in (ON_THE_ROAD, CHILD_LEFT, HURT_CHILD) and bool(later.WAS_DONE.search(text))
    )


def _has_child(words: Sequence[str], text: str) -> bool:
    return bool(told.SMALL.search(text)) or not told.CHILDREN.isdisjoint(words)


def _of_worry(text: str) -> Optional[str]:
    if told.ON_THE_EDGE.search(text):
        return ON_THE_EDGE
    if told.ATTEMPTED.search(text) and told.IN_CARE.search(text) and not told.REFUSES.search(text):
        return IN_HOSPITAL
    is_armed = told.WEAPON.search(text) and told.ACUTE.search(text)
    return ARMED if is_armed else MISSING if told.GONE.search(text) else None


def _of_harm(words: Sequence[str], text: str) -> Optional[str]:
    if told.ABUSER.search(text):
        return PROTECTS
    if told.THOUGHTS.search(text) and told.UNWANTED.search(text):
        return UNWANTED
    if told.DRINK.isdisjoint(words) or not told.ROAD.search(text) or told.ON_PURPOSE.search(text):
        return None
    return ON_THE_ROAD


def _of_abuse(words: Sequence[str], text: str) -> Optional[str]:
    if told.YOUNG.search(text):
        return YOUNG
    has_child = _has_child(words, text)
    if has_child and told.CAR.search(text) and told.LEFT_IN_CAR.search(text) and not told.VIOLENCE.search(text):
        return HOT_CAR
    if told.ASSAULTED.search(text) and not told.PARTNER.search(text):
        return ASSAULTED
    if has_child and told.OF_OTHERS.search(text):
        return CHILD_LEFT
    if told.VIOLENCE.search(text) and not told.NO_VIOLENCE.search(text):
        return INJURED if told.INJURED.search(text) else None
    if told.LEFT.search(text) and has_child and not (told.FEAR.search(text) or told.THREATENS.search(text)):
        return CHILD_LEFT
    return AFRAID if told.FEAR.search(text) or told.NO_VIOLENCE.search(text) else None


def _of_overdose(words: Sequence[str], text: str) -> Optional[str]:
    if told.NO_RESPONSE.search(text):
        return NO_RESPONSE
    swallowed, unfit = told.SWALLOWED.search(text), told.UNFIT.search(text)
    is_small = told.SMALL.search(text) and (swallowed or unfit)
    has_drugs = told.CHILD_HAS.search(text) and (
        told.PILLS.search(text) or told.OPIOIDS.search(text) or "stash" in words
    )
    ate = is_small or (not told.CHILD.isdisjoint(words) and (has_drugs or (swallowed and unfit)))
    if (ate or told.MOUTHED.search(text)) and not told.DOES_NOT_ANSWER.search(text):
        return CHILD_ATE
    if _fell(text):
        return FELL
    if told.POISON.search(text) and not told.DOES_NOT_ANSWER.search(text):
        return POISON
    is_of_writer = not told.WRITER.isdisjoint(words) or told.OTHERS.isdisjoint(words)
    if is_of_writer and told.ABOUT_TO_USE.search(text) and not told.TAKEN.search(text):
        return ABOUT_TO_USE
    return (
        PILLS
        if told.PILLS.search(text) and not (told.OPIOIDS.search(text) or told.DOES_NOT_ANSWER.search(text))
        else None
    )


def _fell(text: str) -> bool:
    return bool(told.FALL.search(text) and told.DOES_NOT_ANSWER.search(text))


def _is_child_hurt(words: Sequence[str]) -> bool:
    """Whether a baby was hurt, or a child shaken, and not only may be."""
    text = " ".join(words)
    before = text[: found.start()] if (found := told.SHAKEN.search(text) or told.HIT.search(text)) else None
    if before is None or told.NOT_YET.search(before):
        return False
    if told.SHAKEN_BABY.search(text):
        return True
    return not (told.CHILD if told.SHAKEN.search(text) else told.BABY).isdisjoint(words)


def _is_about_somebody_else(words: Sequence[str], kin: FrozenSet[str]) -> bool:
    """Whether it is somebody else who hurts themselves: the nearest subject before the first word of harm decides."""
    if not told.OWN_SELF.isdisjoint(words):
        return False
    if not told.OTHER_SELF.isdisjoint(words):
        return True
    if any(word in told.OWN and after in told.BODY for word, after in pairwise(words)):
        return False
    writer = [
        word in told.WRITER and not (place and told.SHOWS.match(words[place - 1])) for place, word in enumerate(words)
    ]
    others = [word in told.OTHERS or word in kin or word.removesuffix("s") in kin for word in words]
    first = next((place for place, word in enumerate(words) if told.HARM.match(word)), None)
    if first is None:
        return any(others) and not any(writer)
    for place in range(first - 1, -1, -1):
        if others[place]:
            return True
        if writer[place] or words[place] in told.OWN:
            return False
    return any(others[first + 1 :])
