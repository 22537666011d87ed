"""What a message means after a danger that was spoken of before."""

import pytest

from iop.safety import Danger, Verdict, goes_on, in_course
from iop.safety.situation import (
    ABOUT_TO_USE,
    ACTED,
    AFRAID,
    ARMED,
    CHILD_ATE,
    CHILD_CALLS,
    HURT_CHILD,
    INJURED,
    MISSING,
    NO_RESPONSE,
    ON_THE_EDGE,
    PILLS,
    SOMEBODY_ELSE,
    YOUNG,
)


def verdict(route, is_plain=True, situation=None):
    return Verdict(route, situation=situation, is_plain=is_plain)


@pytest.mark.parametrize(
    ("before", "route", "text"),
    [
        ("medical_emergency", "suicide_self", "the curtains keep moving"),
        ("self_harm", "suicide_self", "not to die, to feel anything"),
        ("third_party_suicide", "harm_others", "he is drunk in the barn"),
        ("abuse_violence", "third_party_suicide", "shes by herself"),
        ("overdose_emergency", "suicide_self", "nobody is with me"),
    ],
)
def test_a_message_that_does_not_say_another_danger_by_itself_keeps_the_one_before(before, route, text):
    assert in_course(Danger(before), verdict(route, is_plain=False), text).route == before
    assert in_course(Danger(before), verdict(route), f"i {text}").route in (before, route)


@pytest.mark.parametrize(
    ("before", "route", "text"),
    [
        ("suicide_self", "overdose_emergency", "i shot up all of it"),
        ("medical_emergency", "suicide_self", "i want to be dead"),
        ("third_party_suicide", "suicide_self", "honestly i want to die too"),
        ("third_party_suicide", "overdose_emergency", "she took the whole bottle"),
        ("third_party_suicide", "harm_others", "he says he will shoot us all"),
        ("third_party_suicide", "abuse_violence", "hes pointing it at my mom"),
        ("suicide_self", "third_party_suicide", "now he wants to die as well"),
    ],
)
def test_another_danger_that_is_said_by_itself_takes_its_place(before, route, text):
    assert in_course(Danger(before), verdict(route), text) == Danger(route)


@pytest.mark.parametrize(
    ("route", "text"),
    [
        ("suicide_self", "theres a shotgun in the garage"),
        ("abuse_violence", "he has a revolver"),
        ("harm_others", "yes he owns two rifles"),
    ],
)
def test_a_weapon_beside_somebody_who_may_end_their_life_is_about_them(route, text):
    assert in_course(Danger("third_party_suicide"), verdict(route), text) == Danger("third_party_suicide", ARMED)


def test_words_without_a_person_are_about_the_person_of_before():
    assert in_course(Danger("third_party_suicide"), verdict("suicide_self"), "wants to die tonight").route == (
        "third_party_suicide"
    )
    before = Danger("self_harm", SOMEBODY_ELSE)
    assert in_course(before, verdict("suicide_self"), "wants to die, too") == before


def test_the_situation_stays_until_another_is_told():
    before = Danger("abuse_violence", AFRAID)
    assert in_course(before, verdict("abuse_violence"), "he is at the door") == before
    assert in_course(before, verdict("abuse_violence", situation=YOUNG), "im 12") == Danger("abuse_violence", YOUNG)
    assert in_course(before, verdict("suicide_self"), "i want to die") == Danger("suicide_self")


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (Danger("third_party_suicide"), "he has guns", ARMED),
        (Danger("third_party_suicide", MISSING), "he took his gun", ARMED),
        (Danger("third_party_suicide"), "he never came home", MISSING),
        (Danger("third_party_suicide"), "i am scared", None),
        (Danger("abuse_violence"), "im fourteen", YOUNG),
        (Danger("abuse_violence"), "im in 8th grade", YOUNG),
        (Danger("abuse_violence"), "im 14 weeks pregnant", INJURED),
        (Danger("abuse_violence", AFRAID), "im 14 weeks pregnant", AFRAID),
        (Danger("abuse_violence", AFRAID), "he strangled me in june", INJURED),
        (Danger("abuse_violence"), "he threw me down the steps", INJURED),
        (Danger("overdose_emergency"), "gave her narcan twice and nothing", NO_RESPONSE),
        (Danger("overdose_emergency"), "narcan worked, shes talking", None),
        (Danger("overdose_emergency"), "im 8", CHILD_CALLS),
        (Danger("overdose_emergency", PILLS), "im 12", PILLS),
        (Danger("overdose_emergency"), "im 40", None),
        (Danger("self_harm"), "shes 11", SOMEBODY_ELSE),
        (Danger("self_harm"), "i called her parents", SOMEBODY_ELSE),
        (Danger("self_harm"), "i told my mom", None),
        (Danger("abuse_violence"), "im 12 minutes away", None),
        (Danger("abuse_violence", AFRAID), "now he hit me", None),
        (Danger("abuse_violence", AFRAID), "he never hit me", AFRAID),
        (Danger("overdose_emergency", PILLS), "she doesnt wake up", None),
        (Danger("overdose_emergency", PILLS), "im dizzy", PILLS),
        (Danger("suicide_self"), "i have a gun", None),
    ],
)
def test_what_is_told_later_changes_the_situation(before, text, after):
    assert goes_on(before, text) == Danger(before.route, after)


@pytest.mark.parametrize("text", ["no my brother is", "not me, my daughter is", "my mom does though", "he has a plan"])
def test_who_was_taken_for_the_one_in_danger_may_speak_of_another(text):
    assert goes_on(Danger("suicide_self"), text) == Danger("third_party_suicide")
    assert goes_on(Danger("self_harm"), text).situation == SOMEBODY_ELSE


@pytest.mark.parametrize("text", ["i have a plan", "my mom is here", "my sister has a car", "he left me"])
def test_who_speaks_of_others_beside_their_own_danger_stays_in_it(text):
    assert goes_on(Danger("suicide_self"), text) == Danger("suicide_self")


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (Danger("third_party_suicide"), "she cut her throat"),
        (Danger("third_party_suicide", ARMED), "we heard two shots"),
        (Danger("abuse_violence"), "he stabbed my brother"),
        (Danger("abuse_violence", YOUNG), "mom isnt moving"),
        (Danger("harm_others"), "i shot somebody"),
        (Danger("suicide_self"), "i slit my wrists"),
        (Danger("self_harm"), "it wont stop bleeding"),
    ],
)
def test_what_has_happened_is_heard_and_stays(before, text):
    assert goes_on(before, text) == Danger(before.route, ACTED)
    assert goes_on(Danger(before.route, ACTED), "he has a gun").situation == ACTED


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (Danger("third_party_suicide"), "he says he will jump"),
        (Danger("third_party_suicide"), "he hung up on me"),
        (Danger("suicide_self"), "i cut my hair"),
        (Danger("self_harm"), "i cut again"),
        (Danger("abuse_violence"), "he passed out drunk"),
        (Danger("harm_others"), "i would never shoot"),
    ],
)
def test_what_has_not_happened_changes_nothing(before, text):
    assert goes_on(before, text) == before


@pytest.mark.parametrize(
    ("route", "verdict_route", "text"),
    [
        ("abuse_violence", "third_party_suicide", "his truck is in the street and im scared"),
        ("abuse_violence", "suicide_self", "im afraid he will kill me"),
        ("abuse_violence", "overdose_emergency", "shes not moving"),
        ("abuse_violence", "harm_others", "he comes up the steps with a bat"),
        ("third_party_suicide", "harm_others", "he shot our neighbor"),
        ("suicide_self", "self_harm", "i cut my wrists"),
        ("suicide_self", "third_party_suicide", "a friend took my gun home with him"),
        ("suicide_self", "harm_others", "the knife is on my desk"),
        ("harm_others", "abuse_violence", "i hid the knives"),
        ("overdose_emergency", "suicide_self", "its in my hand"),
    ],
)
def test_the_kind_does_not_drift(route, verdict_route, text):
    assert in_course(Danger(route), verdict(verdict_route), text).route == route


@pytest.mark.parametrize(
    ("before", "earlier", "text", "after"),
    [
        ("harm_others", "gonna shoot up tonight", "in my arm", Danger("overdose_emergency", ABOUT_TO_USE)),
        ("harm_others", "ill stab my uncle, he touches me", "im 15", Danger("abuse_violence", YOUNG)),
        ("suicide_self", "the pills are on my desk", "i took them all", Danger("overdose_emergency", PILLS)),
        ("overdose_emergency", "i shook her hard", "shes 3 months old", Danger("harm_others", HURT_CHILD)),
        ("overdose_emergency", "my son swallowed some tablets", "hes 3", Danger("overdose_emergency", CHILD_ATE)),
        ("suicide_self", "my son looked up ways to hang yourself", "hes 13", Danger("third_party_suicide")),
    ],
)
def test_a_message_may_explain_the_one_before(before, earlier, text, after):
    assert goes_on(Danger(before), text, [earlier]) == after


@pytest.mark.parametrize(("is_plain", "route"), [(False, "medical_emergency"), (True, "suicide_self")])
def test_only_a_danger_that_was_not_plain_may_become_another(monkeypatch, is_plain, route):
    said = {
        "its back": verdict("suicide_self", is_plain=is_plain),
        "its back. the shaking": verdict("medical_emergency"),
    }
    monkeypatch.setattr("iop.safety.detector.check", said.get)
    assert goes_on(Danger("suicide_self"), "the shaking", ["its back"]) == Danger(route)


def test_a_situation_that_lasts_is_not_taken_back():
    assert goes_on(Danger("abuse_violence", YOUNG), "im scared of him").situation == YOUNG
    assert goes_on(Danger("overdose_emergency", PILLS), "shes awake").situation == PILLS


def test_what_explains_the_danger_may_sound_like_it():
    after = in_course(Danger("harm_others"), verdict("harm_others"), "i mean shoot up in my arm", ["ill shoot up"])
    assert after == Danger("overdose_emergency", ABOUT_TO_USE)


@pytest.mark.parametrize(
    ("before", "route", "text"),
    [
        ("overdose_emergency", "abuse_violence", "someone is banging on my door they heard me fall"),
        ("third_party_suicide", "harm_others", "the police will shoot him if they come"),
        ("suicide_self", "overdose_emergency", "the bottle is still standing there, it was his"),
        ("suicide_self", "overdose_emergency", "i am not overdosing i only look at it"),
        ("third_party_suicide", "abuse_violence", "i locked myself in my room"),
        ("medical_emergency", "harm_others", "i have the knife and im on the stairs"),
    ],
)
def test_a_weak_sentence_turns_no_danger_into_another(before, route, text):
    assert in_course(Danger(before), verdict(route), text).route == before


@pytest.mark.parametrize(
    ("before", "route", "text"),
    [
        ("overdose_emergency", "abuse_violence", "he is hitting me again"),
        ("third_party_suicide", "harm_others", "he says he will shoot all of us"),
        ("suicide_self", "overdose_emergency", "i just took all of them"),
    ],
)
def test_a_plain_sentence_does(before, route, text):
    assert in_course(Danger(before), verdict(route), text).route == route


def test_who_is_meant_instead_of_the_writer_is_in_danger_from_them():
    earlier = ["i have a bat in the trunk and thats enough"]
    assert goes_on(Danger("suicide_self"), "not me. him", earlier) == Danger("harm_others")
    assert goes_on(Danger("suicide_self"), "not me. him", ["i want to be gone"]).route == "suicide_self"


def test_what_is_wished_has_not_happened():
    before = Danger("third_party_suicide")
    assert goes_on(before, "she wishes she would not wake up", ["she wants to die"]).situation is None
    assert goes_on(before, "she is not waking up", ["she wants to die"]).situation == ACTED


@pytest.mark.parametrize(
    "text",
    ["no im talking about me not him", "its me im talking about", "not him, me", "i meant me, not my friend"],
)
def test_who_worries_about_another_in_truth_speaks_of_themselves(text):
    assert goes_on(Danger("third_party_suicide"), text, ["my buddy was the lucky one"]).route == "suicide_self"


@pytest.mark.parametrize("text", ["he told me not to call", "its about him not you", "its me his mother"])
def test_who_speaks_of_another_still_does(text):
    assert goes_on(Danger("third_party_suicide"), text, ["my son wants to die"]).route == "third_party_suicide"


@pytest.mark.parametrize("before", ["medical_emergency", "third_party_suicide"])
@pytest.mark.parametrize(
    "text", ["she climbed over the railing", "hes out on the ledge", "she is sitting on the edge of the roof"]
)
def test_who_stands_where_they_may_fall_is_in_danger_of_that(before, text):
    assert goes_on(Danger(before), text, ["she has not slept"]) == Danger("third_party_suicide", ON_THE_EDGE)


def test_who_is_on_edge_stands_on_none():
    assert goes_on(Danger("medical_emergency"), "he is on edge and shaking", ["he quit"]).route == "medical_emergency"


def test_a_later_message_takes_no_weapon_back():
    before = Danger("third_party_suicide", ARMED)
    left = verdict("third_party_suicide", situation=MISSING)
    assert in_course(before, left, "he just walked out back with it", ["he has a rifle"]) == before


def test_who_would_die_and_took_them_took_pills():
    text = "i already took them"
    then = in_course(Danger("suicide_self"), verdict("overdose_emergency"), text, ["i want to die"])
    assert then == Danger("overdose_emergency", PILLS)
    assert in_course(Danger("abuse_violence"), verdict("overdose_emergency"), text).situation is None


@pytest.mark.parametrize(
    "text", ["is it gonna hurt my liver, i threw up", "it was to hurt him", "will it kill my kidneys"]
)
def test_what_pills_do_to_a_body_or_why_they_were_taken_is_no_harm_to_others(text):
    before = Danger("overdose_emergency", PILLS)
    assert in_course(before, verdict("harm_others"), text, ["took 20 tylenol"]).route == before.route


def test_harm_to_others_is_heard_after_an_overdose():
    assert in_course(Danger("overdose_emergency"), verdict("harm_others"), "ill hurt my boss").route == "harm_others"


def test_who_is_the_friend_they_spoke_of_is_heard():
    text = "no, i am talking about me. im the friend"
    assert goes_on(Danger("third_party_suicide"), text, ["my friend wants to die"]).route == "suicide_self"
