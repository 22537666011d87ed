"""The news that people write after the crisis texts."""

import pytest

from actions.news import news, news_beside_danger


@pytest.mark.parametrize(
    ("text", "route", "situation", "what"),
    [
        ("the cops have his gun now", "third_party_suicide", "armed", "out_of_reach"),
        ("police came, they have the gun", "third_party_suicide", "armed", "out_of_reach"),
        ("the cops showed up and just took his guns", "third_party_suicide", "armed", "out_of_reach"),
        ("my sister has the pills now", "suicide_self", None, "out_of_reach"),
        ("i locked the rifle away", "harm_others", None, "out_of_reach"),
        ("he gave it to his brother", "third_party_suicide", "armed", "out_of_reach"),
        ("she handed the pistol over to my dad", "third_party_suicide", "armed", "out_of_reach"),
        ("ok they found her", "third_party_suicide", "missing", "safe_now"),
        ("found him, hes home", "third_party_suicide", "missing", "safe_now"),
        ("she walked in the door", "third_party_suicide", "missing", "safe_now"),
        ("found him hes in the er", "third_party_suicide", None, "help_is_there"),
        ("the kids are with me now", "abuse_violence", "child_left", "safe_now"),
        ("got the baby out", "abuse_violence", "child_left", "safe_now"),
        ("my grandma is here now", "abuse_violence", "young", "safe_now"),
        ("im at my sisters house", "abuse_violence", None, "safe_now"),
        ("my roommate is here", "suicide_self", None, "safe_now"),
        ("we are at her doctor now", "suicide_self", None, "help_is_there"),
        ("the crisis team is here", "third_party_suicide", None, "help_is_there"),
        ("the ambulance guys are here", "overdose_emergency", None, "help_is_there"),
        ("were in the icu and theyre watching him", "overdose_emergency", None, "help_is_there"),
        ("my dad said go to the hospital, we are here", "medical_emergency", None, "help_is_there"),
        ("poison control said hes ok", "overdose_emergency", "child_ate", "experts_said"),
        ("the nurse says its fine", "overdose_emergency", "pills", "experts_said"),
        ("ok i texted them", "suicide_self", None, "reached_out"),
        ("fine, i called. they were kind", "suicide_self", None, "reached_out"),
        ("i told my teacher", "abuse_violence", "young", "reached_out"),
        ("gave my keys to the barman", "harm_others", "on_the_road", "does_not_drive"),
        ("pulled over, my wife is coming", "harm_others", "on_the_road", "does_not_drive"),
        ("tossed it", "overdose_emergency", "about_to_use", "not_alone"),
        ("walked away", "overdose_emergency", "about_to_use", "not_alone"),
        ("ambulence is here", "overdose_emergency", None, "help_is_there"),
        ("they have her on oxygen in the ambulance", "overdose_emergency", None, "help_is_there"),
        ("just got to urgent care", "medical_emergency", None, "help_is_there"),
        ("la policia ya esta con mi hijo", "third_party_suicide", None, "help_is_there"),
        ("im on the bus to the hospital", "medical_emergency", None, "on_the_way"),
        ("husband is getting the car we're going", "medical_emergency", None, "on_the_way"),
        ("talked to the crisis line it helped some", "suicide_self", None, "reached_out"),
        ("i finally told my husband how i feel", "suicide_self", None, "reached_out"),
        ("we got ahold of him hes fine", "third_party_suicide", "missing", "safe_now"),
        ("im at a shelter with the kids", "abuse_violence", None, "safe_now"),
        ("im not alone anymore my friend is here", "suicide_self", None, "safe_now"),
        ("we put the guns in the safe and changed the code", "third_party_suicide", "armed", "out_of_reach"),
        ("my neighbor is holding on to my rifle", "suicide_self", None, "out_of_reach"),
        ("poison controll said he will be fine just watch him", "overdose_emergency", "child_ate", "experts_said"),
        ("el pediatra dijo que no hay problema", "overdose_emergency", "child_ate", "experts_said"),
        ("ok parked it ill walk", "harm_others", "on_the_road", "does_not_drive"),
        ("my sponsor is coming over", "overdose_emergency", "about_to_use", "not_alone"),
    ],
)
def test_what_eases_a_danger_is_heard(text, route, situation, what):
    told = news(text, route, situation)
    assert (told.reply if told else None) == what


@pytest.mark.parametrize(
    ("text", "route", "situation"),
    [
        ("he has the gun now", "third_party_suicide", "armed"),
        ("police came but he still has the gun", "third_party_suicide", "armed"),
        ("the police dont have the gun", "third_party_suicide", "armed"),
        ("cops said he has the gun", "third_party_suicide", "armed"),
        ("i have the gun here", "suicide_self", None),
        ("i took them", "suicide_self", None),
        ("i took the pills", "suicide_self", None),
        ("my daughter took the pills", "third_party_suicide", None),
        ("my brother has the gun now", "third_party_suicide", "armed"),
        ("she gave her things away", "third_party_suicide", None),
        ("i hid the gun but he says he will do it anyway", "third_party_suicide", "armed"),
        ("they found him dead", "third_party_suicide", "missing"),
        ("found her, shes cold", "third_party_suicide", "missing"),
        ("found him, hes not waking up", "third_party_suicide", "missing"),
        ("he came home", "abuse_violence", None),
        ("he is here with me", "abuse_violence", None),
        ("my dad is here", "abuse_violence", "young"),
        ("my mom is here", "abuse_violence", "young"),
        ("poison control said its not fine", "overdose_emergency", "pills"),
        ("i called and nobody answered", "suicide_self", None),
        ("i told him", "abuse_violence", None),
        ("my mom doesnt know", "overdose_emergency", "pills"),
        ("i called them", "suicide_self", None),
        ("hes back home", "harm_others", "on_the_road"),
        ("i got pulled over", "suicide_self", None),
        ("last time the ambulance came he was fine", "overdose_emergency", None),
        ("the cops came and didnt do anything", "abuse_violence", None),
        ("paramedics left he refused to go", "overdose_emergency", None),
        ("todavia no llega la ambulancia", "suicide_self", None),
        ("the er sent me home last week", "medical_emergency", None),
        ("i told my mom and she laughed", "suicide_self", None),
        ("he found where we hid the rifle", "third_party_suicide", "armed"),
        ("police said they cant take his gun", "third_party_suicide", "armed"),
        ("found a note in her room", "third_party_suicide", "missing"),
        ("im with people who use", "overdose_emergency", "about_to_use"),
        ("i texted my dealer", "overdose_emergency", "about_to_use"),
        ("im in the car with him", "abuse_violence", None),
        ("im at a hotel", "suicide_self", None),
        ("my husband drove off with his gun and isnt answering", "overdose_emergency", "about_to_use"),
    ],
)
def test_what_only_sounds_eased_is_none(text, route, situation):
    assert news(text, route, situation) is None


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("my dad overdosed, the medics are with him", True),
        ("she took pills and we are at the er", True),
        ("my dad overdosed, the medics are not here", False),
        ("my dad overdosed and the ambulance is still not here", False),
        ("my dad overdosed", False),
    ],
)
def test_help_that_is_there_is_heard_beside_the_danger(text, is_told):
    assert bool(news_beside_danger(text, "overdose_emergency")) is is_told
