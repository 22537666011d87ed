"""Questions and fears that have a short answer of their own."""

import pytest

from actions.short_answers import asks_for_a_person, short_answer


@pytest.mark.parametrize(
    ("text", "route", "reply"),
    [
        ("are you going to report me to cps", "harm_others", "calls_nobody"),
        ("will you tell my mom", "self_harm", "calls_nobody"),
        ("please dont call the police", "abuse_violence", "calls_nobody"),
        ("is this confidential", "suicide_self", "calls_nobody"),
        ("are you a mandated reporter", "abuse_violence", "calls_nobody"),
        ("no le digan a mi familia", "suicide_self", "calls_nobody"),
        ("ok calling 911 now", "medical_emergency", "calls_now"),
        ("im on the phone with them", "suicide_self", "calls_now"),
        ("yes i will call", "overdose_emergency", "calls_now"),
        ("do they track me if i call", "suicide_self", "if_you_call"),
        ("but im on probation", "overdose_emergency", "no_trouble"),
        ("we will all get in trouble", "overdose_emergency", "no_trouble"),
        ("do i do chest compressions", "overdose_emergency", "as_911_says"),
        ("its 15 min to the er do we keep driving or wait", "overdose_emergency", "stop_and_call"),
        ("he lives in nevada", "third_party_suicide", "from_afar"),
        ("im three states away, like 600 miles away", "third_party_suicide", "from_afar"),
        ("lol i was kidding", "overdose_emergency", "nothing_taken"),
        ("i didnt take any", "overdose_emergency", "nothing_taken"),
        ("do i ask her if she thinks of it", "third_party_suicide", "ask_openly"),
        ("will it put the thought in his head", "third_party_suicide", "ask_openly"),
        ("le pregunto", "third_party_suicide", "ask_openly"),
        ("do i have to warn the principal", "harm_others", "tell_them"),
        ("should i just sleep it off", "overdose_emergency", "do_not_sleep"),
        ("can we let him sleep", "overdose_emergency", "do_not_sleep"),
        ("do i tell them that i drink", "medical_emergency", "tell_doctors"),
        ("im about to leave work and drive home", "suicide_self", "do_not_drive"),
        ("my mom is home i could give it to her", "suicide_self", "give_it_away"),
        ("should i flush the pills", "suicide_self", "give_it_away"),
        ("will they take my guns if i call", "suicide_self", "about_guns"),
        ("last time they sent the cops", "suicide_self", "sent_before"),
        ("they handcuffed me in front of my kids", "self_harm", "sent_before"),
        ("will they take me away from my mom", "abuse_violence", "taken_away"),
        ("she says i cant tell anybody", "abuse_violence", "you_may_tell"),
        ("can i come without him finding out", "abuse_violence", "reached_safely"),
        ("should i call cps", "abuse_violence", "report_it"),
        ("will she know it was me", "abuse_violence", "keeps_a_name"),
        ("i have nobody to pick me up", "harm_others", "stay_parked"),
        ("y si no tengo papeles", "suicide_self", "calls_nobody"),
    ],
)
def test_a_fear_or_a_question_has_its_answer(text: str, route: str, reply: str) -> None:
    assert short_answer(text, route) == reply


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("call me", "suicide_self"),
        ("can i drive to group", "suicide_self"),
        ("can you tell me your price", "suicide_self"),
        ("im not joking", "overdose_emergency"),
        ("can you call me an ambulance", "overdose_emergency"),
        ("is your program confidential", "suicide_self"),
        ("do i have to tell her parents", "third_party_suicide"),
        ("good call right", "suicide_self"),
        ("im driving to the hospital", "suicide_self"),
        ("i want to give it all up", "suicide_self"),
        ("could i take them with a beer", "suicide_self"),
        ("he put me in the hospital", "abuse_violence"),
        ("he took my phone away", "abuse_violence"),
        ("i cant sleep", "overdose_emergency"),
        ("my mom told me about you", "abuse_violence"),
        ("i was kidding", "suicide_self"),
        ("but im on probation", "suicide_self"),
        ("we live in nevada", "suicide_self"),
        ("i called them", "suicide_self"),
        ("nobody is calling back", "suicide_self"),
    ],
)
def test_what_only_sounds_like_it_has_none(text: str, route: str) -> None:
    assert short_answer(text, route) is None


@pytest.mark.parametrize(
    "text",
    ["can i just talk to a human", "i need a real person", "whats your phone number", "quiero hablar con una persona"],
)
def test_a_person_is_asked_for(text: str) -> None:
    assert asks_for_a_person(text)


@pytest.mark.parametrize("text", ["i dont want to talk to a person", "nobody talks to me", "what number do i call"])
def test_no_person_is_asked_for(text: str) -> None:
    assert not asks_for_a_person(text)
