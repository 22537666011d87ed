"""Which news is good news in which danger, and the short reply to it."""

import re
from typing import Dict, Mapping, Optional

from iop.safety.situation import ABOUT_TO_USE, BODILY, CHILD_LEFT, ON_THE_ROAD, SOMEBODY_ELSE, STIMULANT

_ALWAYS = {
    "thanks": "welcome",
    "to_the_hospital": "on_the_way",
    "experts_said": "experts_said",
    "reached_out": "reached_out",
    "help_is_called": "calls_now",
}
_HELPED = {**_ALWAYS, "doctors_or_police": "help_is_there"}
_OF_MEANS = {"out_of_reach": "out_of_reach"}
_OF_PEOPLE = {"driven": "on_the_way", "with_people": "safe_now"}
_OF_THE_WRITER = {**_OF_MEANS, **_OF_PEOPLE, "kept_for_me": "out_of_reach", "stepped_away": "stepped_away"}
_TO_DOCTORS = dict.fromkeys(("driven", "sets_off", "ride_ordered"), "on_the_way")
_NOT_ALONE = dict.fromkeys(
    ("with_people", "put_away", "out_of_reach", "kept_for_me", "reached_out", "stepped_away"), "not_alone"
)
_OFF_THE_ROAD = dict.fromkeys(
    ("off_the_road", "driven", "ride_ordered", "kept_for_me", "stepped_away"), "does_not_drive"
)
_GOOD: Mapping[str, Dict[str, str]] = {
    "own": {**_HELPED, **_OF_THE_WRITER, "alive": "alive", "put_away": "one_step_more"},
    "other": {**_HELPED, **_OF_PEOPLE, **_OF_MEANS, "found": "safe_now", "alive": "alive"},
    "harm": {
        **_HELPED,
        **_OF_THE_WRITER,
        **dict.fromkeys(("driven", "found", "got_away"), "safe_now"),
        "alive": "alive",
    },
    "body": {**_HELPED, **_TO_DOCTORS, "alive": "awake"},
    "home": {**_HELPED, "with_people": "safe_now", "got_away": "safe_now", "stepped_away": "safe_now"},
    "child": {**_HELPED, **_OF_PEOPLE, "found": "safe_now"},
    "road": {**_HELPED, **_OFF_THE_ROAD},
    "use": {**_HELPED, **_TO_DOCTORS, "alive": "awake", **_NOT_ALONE},
    "unreal": {**_ALWAYS, **_TO_DOCTORS},
}
"""The kinds of news of `data/safety/news.yml` that are good news in a group of dangers, and the reply to each."""
_OF_ROUTE = {
    "suicide_self": "own",
    "self_harm": "own",
    "third_party_suicide": "other",
    "harm_others": "harm",
    "abuse_violence": "home",
    **dict.fromkeys(BODILY, "body"),
}
_OF_SITUATION = {
    ON_THE_ROAD: "road",
    ABOUT_TO_USE: "use",
    SOMEBODY_ELSE: "other",
    CHILD_LEFT: "child",
    STIMULANT: "unreal",
}
"""In fear of what is not there, "the police are with them" is no help."""
_WHERE_KEYS_COUNT = ("own", "other", "harm")
_KEYS = re.compile(r"\bkeys?\b")
"""Of a car, a safe or a truck with a gun in it: whoever gave them away is safer, also where nobody was to drive."""
_NEAR_ONES = re.compile(
    r"\b(?:he|hes|dad|father|husband|boyfriend|stepdad|partner|wife|girlfriend|(?<!me and my )son)s?\b"
)
_PARENTS = re.compile(r"\b(?:mom|mother|parents|brother)s?\b")
"""Who may be the danger at home."""
_PUT_THERE = re.compile(r"\b(?:put|puts|sent|landed) (?:me|us|him|her|my \w+) in\b")
"""Who is in a hospital because of somebody."""


def reply_to(kind: str, plain: str, route: str, situation: Optional[str]) -> Optional[str]:
    """Returns which of the short replies of `iop.safety.short_words` answers news; None where it is no good news.

    Args:
        kind: Of the news, as in `data/safety/news.yml`.
        plain: The message, as `bare` returns it.
        route: The danger that was spoken of.
        situation: That of the danger.
    """
    group = _OF_SITUATION.get(situation or "") or _OF_ROUTE[route]
    is_feared = _NEAR_ONES.search(plain) or (situation == "young" and _PARENTS.search(plain))
    if group == "home" and ((kind in ("with_people", "to_the_hospital") and is_feared) or _PUT_THERE.search(plain)):
        return None
    if kind == "off_the_road" and group in _WHERE_KEYS_COUNT and _KEYS.search(plain):
        return "out_of_reach"
    return _GOOD[group].get(kind)
