"""News that come after the crisis texts: thanks, help that came."""

import pytest

from actions.so_far import WITH_HELP
from actions.turn import turn
from iop import safety
from tests.actions.aftermath import SECOND, answer, crisis_words, is_over, said, short


async def test_who_is_with_doctors_is_not_sent_to_them_again() -> None:
    there = turn("smalltalk")
    there["turn"][WITH_HELP] = True
    texts, _ = await answer("im so tired", "faq", crisis_words(), said("Good.", there), crisis="overdose_emergency")
    assert texts == [short("still_here")]


@pytest.mark.parametrize(
    ("text", "route", "what"),
    [
        ("thank u so much", "suicide_self", "welcome"),
        ("ok thanks for the number", "abuse_violence", "welcome"),
        ("gracias", "suicide_self", "welcome"),
        ("the paramedics are here", "overdose_emergency", "help_is_there"),
        ("ambulance came thank you", "overdose_emergency", "help_is_there"),
        ("they took her to the hospital", "third_party_suicide", "help_is_there"),
        ("ya llegó la ambulancia", "overdose_emergency", "help_is_there"),
        ("ok im going", "medical_emergency", "on_the_way"),
        ("the ambulance is on the way", "overdose_emergency", "calls_now"),
        ("my neighbor is calling 911", "suicide_self", "calls_now"),
        ("police are going over to his place", "harm_others", "calls_now"),
        ("i put the baby in the crib and left the room", "harm_others", "stepped_away"),
        ("i climbed back over the rail", "suicide_self", "stepped_away"),
        ("hes breathing again", "overdose_emergency", "awake"),
        ("they broke in and she is alive", "third_party_suicide", "alive"),
        ("we are on our way to the er", "suicide_self", "on_the_way"),
    ],
)
async def test_thanks_and_help_that_is_there_get_short_words(text: str, route: str, what: str) -> None:
    (words,), events = await answer(text, "thank", crisis=route)
    assert words in (safety.short_words(what, "en", "web"), safety.short_words(what, "es", "web"))
    assert not is_over(events)


@pytest.mark.parametrize(
    ("text", "route", "what"),
    [
        ("the cops are there", "third_party_suicide", "help_is_there"),
        ("hes ok now they took him to the hospital", "third_party_suicide", "help_is_there"),
        ("the ambulance took her", "overdose_emergency", "help_is_there"),
        ("hes at the hospital now, hes stable", "overdose_emergency", "help_is_there"),
        ("at the er", "suicide_self", "help_is_there"),
        ("they admitted my son", "self_harm", "help_is_there"),
        ("police are with her now", "abuse_violence", "help_is_there"),
        ("la ambulancia se lo llevó", "overdose_emergency", "help_is_there"),
        ("ok my sister is driving me", "medical_emergency", "on_the_way"),
        ("my neighbor is taking me to the er", "suicide_self", "on_the_way"),
        ("hes driving me there now", "overdose_emergency", "on_the_way"),
        ("i got an uber", "medical_emergency", "on_the_way"),
        ("poison control said go in so im going", "overdose_emergency", "on_the_way"),
        ("the nurse told us to come in", "overdose_emergency", "on_the_way"),
        ("mi hermana me lleva al hospital", "medical_emergency", "on_the_way"),
        ("my sister is taking me to the hospital", "abuse_violence", "on_the_way"),
    ],
)
async def test_help_that_has_come_gets_short_words_whatever_the_danger(text: str, route: str, what: str) -> None:
    (words,), events = await answer(text, "nlu_fallback", crisis=route)
    assert words in (safety.short_words(what, "en", "web"), safety.short_words(what, "es", "web"))
    assert not is_over(events)


@pytest.mark.parametrize("text", ["ok i got an uber", "my wife is picking me up", "im not driving", "i left the car"])
async def test_who_leaves_the_car_is_told_that_it_is_right(text: str) -> None:
    report = turn("crisis", language="en")
    report["turn"]["situation"] = "on_the_road"
    texts, _ = await answer(text, "nlu_fallback", said("Call 911.", report), crisis="harm_others")
    assert texts == [safety.short_words("does_not_drive", "en", "web")]


@pytest.mark.parametrize("text", ["im with my sponsor now", "i flushed it", "i called a friend and were talking"])
async def test_who_is_not_alone_with_the_urge_is_told_that_it_is_right(text: str) -> None:
    report = turn("crisis", language="en")
    report["turn"]["situation"] = "about_to_use"
    texts, _ = await answer(text, "nlu_fallback", said("Call 988.", report), crisis="overdose_emergency")
    assert texts == [short("not_alone")]
    texts, _ = await answer("can i start monday", "faq", said("Call 988.", report), crisis="overdose_emergency")
    assert texts == ["utter_faq/cost-total"]


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("he put me in the hospital", "abuse_violence"),
        ("my boyfriend is driving me", "abuse_violence"),
        ("hes driving me home", "abuse_violence"),
        ("i got an uber to his house", "harm_others"),
        ("i got an uber", "harm_others"),
        ("hes got in the car", "abuse_violence"),
        ("they have him in the basement", "abuse_violence"),
        ("im at the hospital roof", "suicide_self"),
        ("the ambulance took her but i still see it all", "overdose_emergency"),
        ("the police are not there", "third_party_suicide"),
    ],
)
async def test_what_only_sounds_like_help_gets_the_second_text(text: str, route: str) -> None:
    texts, _ = await answer(text, "nlu_fallback", crisis=route)
    assert texts == [safety.second_text(route, "en", "web")]


@pytest.mark.parametrize(
    "text",
    [
        "thanks for everything",
        "thanks anyway",
        "thanks but its too late",
        "the ambulance is not here yet",
        "im going",
        "im not going to the hospital",
        "on my way to the hospital roof",
    ],
)
async def test_what_may_be_a_goodbye_or_help_that_is_missing_is_no_thanks(text: str) -> None:
    assert (await answer(text, "thank"))[0] == [SECOND]
