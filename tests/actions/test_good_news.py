"""Which news is good news in which danger."""

import pytest

from actions.good_news import reply_to
from iop.safety.utterances import NEWS, news
from iop.safety.verdict import ROUTES

SITUATIONS = (None, "on_the_road", "about_to_use", "somebody_else", "child_left", "young")


def test_every_kind_that_is_written_is_answered_somewhere() -> None:
    kinds = {u.kind for u in news() if u.label == NEWS}
    answered = {
        kind for kind in kinds for route in ROUTES for situation in SITUATIONS if reply_to(kind, "", route, situation)
    }
    assert answered == kinds


@pytest.mark.parametrize(
    ("kind", "plain", "route", "situation", "reply"),
    [
        ("found", "he is home", "third_party_suicide", "missing", "safe_now"),
        ("found", "he is home", "abuse_violence", None, None),
        ("found", "he is home", "suicide_self", None, None),
        ("found", "he is home", "overdose_emergency", None, None),
        ("with_people", "my sister is here", "abuse_violence", None, "safe_now"),
        ("with_people", "my husband is here", "abuse_violence", None, None),
        ("with_people", "my mom is here", "abuse_violence", "young", None),
        ("with_people", "my friend is here", "overdose_emergency", None, None),
        ("with_people", "my friend is here", "overdose_emergency", "about_to_use", "not_alone"),
        ("got_away", "we are at a hotel", "abuse_violence", None, "safe_now"),
        ("got_away", "i am at a hotel", "suicide_self", None, None),
        ("to_the_hospital", "he is taking me to the hospital", "abuse_violence", None, None),
        ("ride_ordered", "my cab is here", "medical_emergency", None, "on_the_way"),
        ("ride_ordered", "my cab is here", "harm_others", "on_the_road", "does_not_drive"),
        ("ride_ordered", "my cab is here", "suicide_self", None, None),
        ("out_of_reach", "i put the gun away", "harm_others", None, "out_of_reach"),
        ("out_of_reach", "i put the gun away", "abuse_violence", None, None),
        ("put_away", "i put them back in the bottle", "suicide_self", None, "one_step_more"),
        ("put_away", "i put it away", "third_party_suicide", None, None),
        ("doctors_or_police", "he put me in the hospital", "abuse_violence", None, None),
        ("driven", "my sister is coming to take him", "harm_others", None, "safe_now"),
        ("kept_for_me", "my brother has my gun", "suicide_self", None, "out_of_reach"),
        ("off_the_road", "gave my wife the keys", "suicide_self", None, "out_of_reach"),
        ("off_the_road", "i pulled over", "suicide_self", None, None),
        ("off_the_road", "gave my wife the keys", "abuse_violence", None, None),
        ("help_is_called", "my mom is calling 911", "harm_others", None, "calls_now"),
        ("alive", "she is breathing again", "overdose_emergency", None, "awake"),
        ("alive", "she is alive", "third_party_suicide", "acted", "alive"),
        ("stepped_away", "i climbed down", "suicide_self", None, "stepped_away"),
        ("got_away", "i got out", "harm_others", None, "safe_now"),
        ("doctors_or_police", "the police are with them", "medical_emergency", "stimulant", None),
        ("kept_for_me", "my brother has the gun", "third_party_suicide", "armed", None),
    ],
)
def test_the_danger_decides(kind: str, plain: str, route: str, situation: str, reply: str) -> None:
    assert reply_to(kind, plain, route, situation) == reply
