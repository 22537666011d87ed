"""Which kind of danger a message tells of: a gun beside a drink is no overdose, a gun at a head no suicide."""

import pytest

from iop.safety import check

pytestmark = pytest.mark.usefixtures("trained")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("out on the porch with my revolver and a pint of rum", ("suicide_self", None)),
        ("my husband had his pistol against my temple last night", ("abuse_violence", None)),
        ("my stepfather is pointing a shotgun at my mother", ("abuse_violence", None)),
        ("the kids are with their father and he wrote that they will all be in heaven soon", ("abuse_violence", None)),
        ("i drank some oven cleaner and it burns", ("overdose_emergency", "poison")),
        ("my toddler got into my bag and a pill is missing", ("overdose_emergency", "child_ate")),
        ("using by myself again tonight", ("overdose_emergency", "about_to_use")),
        ("ran out of xanax yesterday after six years, could i die", ("medical_emergency", None)),
        ("i gave birth two weeks ago and a voice says he is a demon", ("medical_emergency", "newborn")),
        ("my little girl went under in the bathtub and she is coughing", ("medical_emergency", "under_water")),
        ("i shook her, she is only six weeks old", ("harm_others", "hurt_child")),
        (
            "thoughts of dropping my baby keep coming, i would never do it and they scare me",
            ("harm_others", "unwanted"),
        ),
        ("im 14 and if my stepdad touches my sister again i will stab him", ("harm_others", "protects")),
        ("somebody spiked my drink, i woke up without my jeans", ("abuse_violence", "assaulted")),
        ("the baby is locked in the car and it is so hot", ("abuse_violence", "hot_car")),
        ("my wife attempted on tuesday, she is in the icu", ("third_party_suicide", "in_hospital")),
        ("my grandmother has dementia and wandered off an hour ago", ("third_party_suicide", "missing")),
        ("i just slit my wrist", ("suicide_self", "acted")),
        ("i cut myself and it wont stop bleeding", ("self_harm", "acted")),
        ("i want to hurt my leg until i feel something", ("self_harm", None)),
        ("need to punish my skin again", ("self_harm", None)),
        ("a voice in my head says to slit my wrists", ("suicide_self", None)),
        ("i passed out at the store today", ("medical_emergency", None)),
    ],
)
def test_the_kind_and_the_situation(text, wanted):
    verdict = check(text)
    assert (verdict.route, verdict.situation) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "had a slip on sunday with two beers and feel so guilty, may i still come",
        "i threw out my razors this morning and im proud",
        "im not going to make it to my appointment today",
        "cut my chin shaving lol",
        "i shot about forty guys in warzone last night",
        "my father killed himself in april and i cry every day",
        "my sponsor says to kill the ego",
        "i gave my rifle to my uncle to keep",
        "please delete what i wrote last night, i was drunk",
        "i shot my sister a text and she says hi",
        "i take two pills for my heart and melatonin",
    ],
)
def test_what_only_sounds_like_danger(text):
    assert check(text).route is None
