"""A body that feels what was taken, told in two messages."""

import pytest

from iop.safety.taken import feels_what_was_taken, is_felt


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("took 14 norcos today do you do pain", "ok now i feel sleepy and kinda sick"),
        ("i had a lot of whiskey and two bars", "should i just sleep it off"),
        ("popped five extra seroquel", "im getting really drowsy"),
        ("i doubled my methadone", "i cant stay awake"),
        ("tome varias pastillas", "tengo mucho sueno"),
    ],
)
def test_it_is_heard(before, text):
    assert feels_what_was_taken([before, "do you take aetna"], text)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("i took my suboxone this morning", "im so tired and sick of this"),
        ("i take 3 norcos a day", "i feel sick"),
        ("i drank a lot last night", "i feel dizzy"),
        ("i had 3 kids", "im so sick"),
        ("took all my meds like im supposed to", "i feel sick can i come tomorrow"),
        ("had 9 beers", "what does it cost"),
        ("i drank 8 beers at the game on sunday", "im sleepy a lot"),
        ("been on 12 norcos a day for years", "im numb all the time"),
    ],
)
def test_what_was_not_taken_just_now_or_is_not_felt_is_none(before, text):
    assert not feels_what_was_taken([before], text)


def test_what_is_felt_alone():
    assert is_felt("im so drowsy now")
    assert not is_felt("im sick of it")
    assert not is_felt("do i go to sleep")


def test_a_broken_reading_feels_nothing(monkeypatch):
    def broken(_):
        raise RuntimeError

    monkeypatch.setattr("iop.safety.normalise.read", broken)
    assert not is_felt("im so drowsy now")
