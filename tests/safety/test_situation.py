"""Whose danger it is, and where: which texts of a kind of danger fit."""

import pytest

from iop.safety import Verdict, check, crisis_messages
from iop.safety.lexicon import shared_lexicon
from iop.safety.normalise import read
from iop.safety.situation import (
    ABOUT_TO_USE,
    AFRAID,
    ARMED,
    CHILD_ATE,
    CHILD_CALLS,
    CHILD_LEFT,
    FELL,
    HURT_CHILD,
    INJURED,
    MISSING,
    NO_RESPONSE,
    ON_THE_ROAD,
    PILLS,
    SOMEBODY_ELSE,
    STIMULANT,
    YOUNG,
    situation,
)


def found(route, text):
    return situation(route, read(text).words, shared_lexicon().classes["kin"])


@pytest.mark.parametrize(
    "text",
    [
        "my daughter keeps hurting herself, can you help her",
        "i found out that my nephew has been cutting",
        "her arms are full of cuts",
        "there are fresh cuts on my sons arm",
        "my girlfriend is burning herself again",
        "my niece hides a razor in her room",
        "mi hija se corta los brazos",
        "a student of mine showed me burns",
        "one of the students told me about the cuts on his arm",
    ],
)
def test_somebody_else_hurts_themselves(text):
    assert found("self_harm", text) == SOMEBODY_ELSE


@pytest.mark.parametrize(
    "text",
    [
        "i cut myself again",
        "my mom found out that i cut",
        "my kid saw the cuts on my arm",
        "i burn my legs when he leaves",
        "since my dad died i cut",
        "my husband does not know that i hurt myself",
        "urge to cut",
        "me corto cuando estoy sola",
    ],
)
def test_the_writer_hurts_themselves(text):
    assert found("self_harm", text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("my mom is drunk and getting in the car", ON_THE_ROAD),
        ("i drank a lot and im about to drive home", ON_THE_ROAD),
        ("mi papa esta borracho y quiere manejar", ON_THE_ROAD),
        ("im drunk and driving over to kill him", None),
        ("im drunk in my truck outside his house", None),
        ("i want to hurt my boss", None),
    ],
)
def test_driving_after_drinking_is_told_from_other_threats(text, wanted):
    assert found("harm_others", text) == wanted


def test_other_kinds_of_danger_have_the_usual_texts():
    assert found("suicide_self", "my mom is drunk and driving and i want to die") is None
    assert found(None, "my son is 16") is None


@pytest.mark.usefixtures("trained")
def test_a_verdict_carries_the_situation_to_the_texts():
    verdict = check("my son cut himself again last night")
    assert (verdict.route, verdict.situation) == ("self_harm", SOMEBODY_ELSE)
    assert crisis_messages(verdict, "web") != crisis_messages(Verdict("self_harm"), "web")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("took 20 tylenol pm", PILLS),
        ("my daughter swallowed a bottle of acetaminophen", PILLS),
        ("i took too many of my klonopin by accident", PILLS),
        ("me tome muchas pastillas", PILLS),
        ("my friend took a bunch of pills and isnt waking up", None),
        ("i took a bunch of percs", None),
        ("he overdosed", None),
        ("he shot up and took pills", None),
    ],
)
def test_pills_are_told_from_opioids_and_from_who_does_not_wake(text, wanted):
    assert found("overdose_emergency", text) == wanted


@pytest.mark.parametrize(
    ("route", "text", "wanted"),
    [
        ("harm_others", "i lost it and i shook the baby", HURT_CHILD),
        ("harm_others", "i shook my son", HURT_CHILD),
        ("harm_others", "i think i hurt the baby", HURT_CHILD),
        ("abuse_violence", "my boyfriend threw the baby on the bed", HURT_CHILD),
        ("harm_others", "sacudí al bebé", HURT_CHILD),
        ("harm_others", "im scared ill shake the baby", None),
        ("harm_others", "im afraid i might have hurt feelings for the baby", None),
        ("abuse_violence", "he hit my mom", None),
    ],
)
def test_a_child_that_was_hurt_is_told_from_fear_of_it(route, text, wanted):
    assert found(route, text) == wanted


@pytest.mark.parametrize(
    ("route", "text", "wanted"),
    [
        ("third_party_suicide", "my brother talks of dying and owns a rifle", ARMED),
        ("third_party_suicide", "he has ptsd and there is a gun at home", None),
        ("third_party_suicide", "my mom has not come home since friday", MISSING),
        ("third_party_suicide", "nobody has heard from him, he uses", MISSING),
        ("third_party_suicide", "my sister says she wants to die", None),
        ("abuse_violence", "her toddler is alone all night while she uses", CHILD_LEFT),
        ("abuse_violence", "the neighbors kids are outside at night, parents are high", CHILD_LEFT),
        ("abuse_violence", "my stepdad touches me", YOUNG),
        ("abuse_violence", "im 12 and my dad hits me", YOUNG),
        ("abuse_violence", "im 32 and my husband hits me", None),
        ("abuse_violence", "im scared to go home, he is drinking", AFRAID),
        ("abuse_violence", "he never hit me but he blocks the door", AFRAID),
        ("abuse_violence", "im scared, he hit me last night", None),
        ("abuse_violence", "he leaves me bruised, my son saw it", None),
        ("overdose_emergency", "my two year old swallowed a pill", CHILD_ATE),
        ("overdose_emergency", "my kid got into my gummies", CHILD_ATE),
        ("overdose_emergency", "my toddler ate a pill and wont wake up", None),
        ("overdose_emergency", "my daughter is 17 and took a bottle of pills", PILLS),
        ("overdose_emergency", "im about to shoot up", ABOUT_TO_USE),
        ("overdose_emergency", "i took too much and im about to use more", None),
        ("overdose_emergency", "she fell down the stairs drunk and wont wake up", FELL),
        ("medical_emergency", "dad hit his head and is not responding", FELL),
        ("medical_emergency", "i hit my head", None),
        ("medical_emergency", "high on meth and there are people in my attic", STIMULANT),
        ("medical_emergency", "awake for five nights and i hear voices", STIMULANT),
        ("medical_emergency", "i stopped drinking and i see bugs", None),
    ],
)
def test_situations_are_told_from_each_other(route, text, wanted):
    assert found(route, text) == wanted


@pytest.mark.parametrize(
    ("route", "text", "wanted"),
    [
        ("overdose_emergency", "mommy is not waking up im 8", CHILD_CALLS),
        ("medical_emergency", "im six and daddy isnt waking up", CHILD_CALLS),
        ("overdose_emergency", "my daddy overdosed", None),
        ("overdose_emergency", "gave him naloxone and he is still out", NO_RESPONSE),
        ("overdose_emergency", "we gave narcan, nothing happened", NO_RESPONSE),
        ("abuse_violence", "my husband choked me", INJURED),
        ("abuse_violence", "she kicked me and im pregnant", INJURED),
        ("abuse_violence", "my husband slapped me", None),
        ("abuse_violence", "my nieces are in the tub and their mom is asleep drunk", CHILD_LEFT),
        ("abuse_violence", "next doors boy has been outside all night", CHILD_LEFT),
        ("third_party_suicide", "he is loading the rifle and wont talk", ARMED),
        ("third_party_suicide", "she has a pistol and says she cant live without me", ARMED),
        ("third_party_suicide", "my daughter took off from sober living", MISSING),
        ("third_party_suicide", "i havent seen my brother since he left drunk", MISSING),
        ("overdose_emergency", "the rig is on the table and im 30 days clean", ABOUT_TO_USE),
        ("harm_others", "in the truck outside the bar wasted with the engine on", ON_THE_ROAD),
        ("harm_others", "had two margaritas now i get my kids", ON_THE_ROAD),
        ("overdose_emergency", "she took klonopin with gin and i cant get her up", None),
    ],
)
def test_situations_in_other_words(route, text, wanted):
    assert found(route, text) == wanted
