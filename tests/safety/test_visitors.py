"""Kinds of message that were read wrongly when visitors wrote them, and what only sounds like them."""

import pytest

from iop.safety import check

pytestmark = pytest.mark.usefixtures("trained")


@pytest.mark.parametrize(
    "text",
    [
        "quiero que me llamen",
        "quiero que alguien me llame",
        "quiero que llamen a mi hijo",
        "quiero que llamen a mi papá",
        "quisiera que me llamaran",
        "quiero que le hablen a mi esposa",
        "quiero que alguien llame a mi hija",
        "ojalá me llamen",
        "que llamen a mi hijo",
        "quiero que me ayuden",
    ],
)
def test_who_asks_in_spanish_for_a_call_is_in_no_danger(text):
    verdict = check(text)
    assert (verdict.route, verdict.soft_line) == (None, False)


@pytest.mark.parametrize("text", ["quiero que alguien me mate", "no quiero que me llamen, me quiero morir"])
def test_a_wish_in_spanish_that_somebody_ends_it_is_danger(text):
    assert check(text).route == "suicide_self"


@pytest.mark.parametrize(
    "text",
    [
        "what happens if i just stop tonight",
        "what if i just quit tonight",
        "what happens if i quit drinking tonight by myself",
        "what would happen if i just stopped this evening",
    ],
)
def test_who_asks_what_happens_when_they_stop_is_in_no_danger(text):
    assert check(text).route is None


@pytest.mark.parametrize("text", ["what happens if i just stop living tonight", "what if i just end it all tonight"])
def test_who_asks_what_happens_when_they_stop_living_is_in_danger(text):
    assert check(text).route == "suicide_self"


@pytest.mark.parametrize(
    "text",
    [
        "im scared shes gonna die",
        "im scared he will die",
        "im scared my dad is gonna die",
        "i dont want my brother to die",
        "im afraid she wont make it",
        "im scared he will die from drinking",
        "my mom drinks so much im afraid it will kill her",
    ],
)
def test_who_fears_that_somebody_dies_does_not_want_to_hurt_them(text):
    verdict = check(text)
    assert verdict.route in (None, "third_party_suicide")
    assert verdict.route or verdict.soft_line


@pytest.mark.parametrize("text", ["im scared i will kill him", "im afraid that i might hurt my kids"])
def test_who_fears_to_hurt_somebody_does(text):
    assert check(text).route == "harm_others"


@pytest.mark.parametrize(
    "text",
    [
        "he has a gun in the house should i worry",
        "he keeps a gun in the house",
        "my husband is a vet with ptsd and he drinks. he has a gun in the house",
        "my wife has a pistol in her nightstand and shes been really down",
    ],
)
def test_a_gun_in_the_house_of_somebody_who_is_not_well(text):
    assert check(text).route == "third_party_suicide"


@pytest.mark.parametrize(
    "text", ["he has a gun and hes yelling", "my husband keeps a gun in the house and threatens me", "he has a gun"]
)
def test_a_gun_that_threatens_is_violence(text):
    assert check(text).route == "abuse_violence"


@pytest.mark.parametrize(
    "text",
    [
        "my dad is drunk and wants to drive",
        "my husband is drunk and he wants to drive us home",
        "she is drunk and left with the car",
        "my son is driving drunk",
    ],
)
def test_who_drives_drunk_now_is_a_danger_to_others(text):
    verdict = check(text)
    assert (verdict.route, verdict.situation) == ("harm_others", "on_the_road")


@pytest.mark.parametrize(
    "text",
    ["he drives drunk all the time", "i drove drunk to work once", "dad got a dui", "we drank and took a cab"],
)
def test_who_drove_drunk_at_another_time_takes_nothing_over(text):
    assert check(text).route is None


@pytest.mark.parametrize(
    "text", ["shes not suicidal i asked", "no hes fine now its old scars", "he is home now safe", "he is ok now"]
)
def test_good_news_of_somebody_takes_nothing_over(text):
    assert check(text).route is None


@pytest.mark.parametrize(
    "text",
    [
        "my brother killed himself and i dont want to live",
        "my sister killed herself last year and now i want to go too",
        "since my husband took his life i want to follow him",
    ],
)
def test_who_lost_somebody_and_wants_to_follow_is_in_danger_themselves(text):
    assert check(text).route == "suicide_self"


@pytest.mark.parametrize("text", ["my sister killed herself last year", "my son took his life, is there a grief group"])
def test_who_lost_somebody_is_in_no_danger(text):
    verdict = check(text)
    assert (verdict.route, verdict.soft_line) == (None, True)


@pytest.mark.parametrize("text", ["let me think about it", "i want to think about it first", "i swallowed"])
def test_who_wants_to_think_or_has_not_said_all_takes_nothing_over(text):
    assert check(text).route is None
