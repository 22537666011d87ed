"""Which news is good news in which danger, and the short reply to it."""

import re
from typing import Optional

from iop.safety.situation import BODILY

_OWN = ("suicide_self", "self_harm")
_ALWAYS = {
    "thanks": "welcome",
    "doctors_or_police": "help_is_there",
    "to_the_hospital": "on_the_way",
    "experts_said": "experts_said",
    "reached_out": "reached_out",
}
"""Kinds of news that count in every danger, and the reply to each."""
_OFF_THE_ROAD = ("off_the_road", "driven", "ride_ordered", "kept_for_me")
_INSTEAD_OF_USING = ("with_people", "put_away", "out_of_reach", "kept_for_me", "reached_out")
_TO_DOCTORS = ("driven", "sets_off", "ride_ordered")
_NEAR_ONES = re.compile(
    r"\b(?:he|hes|dad|father|husband|boyfriend|stepdad|partner|wife|girlfriend|(?<!me and my )son)s?\b"
)
_PARENTS = re.compile(r"\b(?:mom|mother|parents|brother)s?\b")
"""Who may be the danger at home."""


def reply_to(kind: str, plain: str, route: str, situation: Optional[str]) -> Optional[str]:
    """Returns which of the short replies of `iop.safety.short_words` answers news; None where it is no good news.

    Args:
        kind: Of the news, as in `data/safety/news.yml`.
        plain: The message, as `bare` returns it.
        route: The danger that was spoken of.
        situation: That of the danger.
    """
    is_at_home = route == "abuse_violence" and situation != "child_left"
    is_feared = is_at_home and (_NEAR_ONES.search(plain) or (situation == "young" and _PARENTS.search(plain)))
    is_own = route in _OWN and situation != "somebody_else"
    if situation == "on_the_road" and kind not in _ALWAYS:
        return "does_not_drive" if kind in _OFF_THE_ROAD else None
    if situation == "about_to_use" and kind in _INSTEAD_OF_USING:
        return "not_alone"
    if kind == "to_the_hospital" and is_feared:
        return None
    if kind in _ALWAYS:
        return _ALWAYS[kind]
    if route in BODILY:
        return "on_the_way" if kind in _TO_DOCTORS else None
    if kind == "driven":
        return None if is_at_home else "on_the_way"
    if kind == "got_away":
        return "safe_now" if is_at_home else None
    if kind == "with_people":
        return None if is_feared else "safe_now"
    if kind == "found":
        return None if is_at_home or is_own else "safe_now"
    if kind == "out_of_reach":
        return None if route == "abuse_violence" else "out_of_reach"
    return "out_of_reach" if kind == "kept_for_me" and is_own else None
