"""Whose danger a message speaks of."""

import pytest

from iop.safety.whose import envies_the_dead, whose


@pytest.mark.parametrize(
    "text",
    [
        "my platoon brother died in march and i think he got the better deal",
        "we buried my cousin and honestly she is the lucky one",
        "my dad shot himself and maybe he had the right idea",
        "my roommate od and some days i envy him",
    ],
)
def test_who_envies_somebody_who_died_is_in_danger_themselves(text):
    assert whose("third_party_suicide", text.split()) == "suicide_self"


@pytest.mark.parametrize(
    "text",
    [
        "my friend is the lucky one he got into the program",
        "my buddy died and i miss him",
        "my brother says he wants to die and he has a gun",
    ],
)
def test_who_does_not_envy_the_dead_worries_about_another(text):
    assert not envies_the_dead(text)
    assert whose("third_party_suicide", text.split()) == "third_party_suicide"


def test_who_says_that_it_is_about_themselves_is_heard():
    assert whose("third_party_suicide", "it is really me who wants to die not my cousin".split()) == "suicide_self"
    assert whose("suicide_self", "no my sister is though".split()) == "third_party_suicide"


def test_who_believes_in_flying_from_a_height_may_fall():
    words = "my wife is manic she is on the balcony and says she can fly".split()
    assert whose("medical_emergency", words) == "third_party_suicide"
    assert whose("medical_emergency", "i am on the roof and i can fly".split()) == "suicide_self"
    assert whose("medical_emergency", "he shakes on the balcony".split()) == "medical_emergency"
    assert whose(None, words) is None
