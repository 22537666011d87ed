"""The same words mean different things: who, when, denied, asked about, or only said that way."""

import datetime as dt

import pytest

from iop.safety.lexicon import Lexicon, mark
from iop.safety.normalise import read
from iop.safety.scope import Scopes


@pytest.fixture(scope="module")
def judge():
    lexicon = Lexicon()
    scopes = Scopes(lexicon)

    def judged(text):
        words = mark(read(text).sentences)
        return {(f.route, f.scope) for f in scopes.judge(words, lexicon.find(words)) if f.strength == "sure"}

    return judged


@pytest.mark.parametrize(
    ("text", "route", "scope"),
    [
        ("i want to kill myself", "suicide_self", "open"),
        ("my brother wants to kill himself", "third_party_suicide", "open"),
        ("my mom hates me and i want to die", "suicide_self", "open"),
        ("he says he wants to die", "third_party_suicide", "open"),
        ("i am not suicidal", "suicide_self", "denied"),
        ("i can't stop thinking about killing myself", "suicide_self", "open"),
        ("i tried to kill myself ten years ago", "suicide_self", "past"),
        ("i tried to kill myself in 2014", "suicide_self", "past"),
        ("i overdosed in 2017 and never did it again", "overdose_emergency", "past"),
        ("i was suicidal in 2012, well since", "suicide_self", "past"),
        ("i was suicidal in 2012 and it is here again", "suicide_self", "open"),
        ("i need this job, and if he is there i'll kill him", "harm_others", "open"),
        ("my friend is not waking up, we took something", "overdose_emergency", "open"),
        ("my mom's gonna kill me when she sees the bill", "abuse_violence", "idiom"),
        ("se me va a morir el teléfono", "suicide_self", "idiom"),
        ("i overdosed in 2012 and did it again", "overdose_emergency", "open"),
        ("i tried to kill myself years ago and i want to do it again tonight", "suicide_self", "open"),
        ("do you treat people with suicidal thoughts", "suicide_self", "topic"),
        ("my mom is gonna kill me when she sees the bill", "abuse_violence", "idiom"),
        ("my husband hits me", "abuse_violence", "open"),
        ("i cut myself again", "self_harm", "open"),
        ("i had a seizure last night after i quit drinking", "medical_emergency", "open"),
        ("she took a whole bottle of pills", "overdose_emergency", "open"),
        ("i'm going to kill my boss", "harm_others", "open"),
        ("quiero matarme", "suicide_self", "open"),
        ("mi hijo se quiere matar", "third_party_suicide", "open"),
        ("no respira", "overdose_emergency", "open"),
        ("my sisters sitting on the roof", "third_party_suicide", "open"),
        ("someone in my group posted this is my last night", "third_party_suicide", "open"),
        ("someone help me, i want to die", "suicide_self", "open"),
        ("he grabbed his rifle and drove off", "third_party_suicide", "open"),
        ("she writes about ending her life", "third_party_suicide", "open"),
        ("if he comes here he is not walking out alive", "harm_others", "open"),
        ("my wife fractured my hand", "abuse_violence", "open"),
        ("the narcan isn't working", "overdose_emergency", "open"),
        ("aceptan a personas con pensamientos suicidas", "suicide_self", "topic"),
        ("mi jefa me va a matar si llego tarde", "abuse_violence", "idiom"),
    ],
)
def test_scope(judge, text, route, scope):
    assert (route, scope) in judge(text)


@pytest.mark.parametrize(("years_ago", "scope"), [(1, "past"), (0, "open")])
def test_a_year_is_past_when_it_is_over(judge, years_ago, scope):
    year = dt.date.today().year - years_ago
    assert ("suicide_self", scope) in judge(f"i tried to kill myself in {year}")


@pytest.mark.parametrize(
    "text", ["this commute is killing me", "shoot me an email", "what are your hours", "is there parking"]
)
def test_nothing_open_in_ordinary_messages(judge, text):
    assert not [f for f in judge(text) if f[1] == "open"]


def test_every_pattern_compiles():
    for pattern in Lexicon()._patterns:
        pattern.find(" <s> a </s> ")


def test_an_unknown_class_is_refused(tmp_path):
    path = tmp_path / "lexicon.yml"
    path.write_text(
        "classes: {}\npatterns: {suicide: {sure: '@nobody die'}}\nbenign: {}\nscopes: {}\n", encoding="utf-8"
    )
    with pytest.raises(KeyError):
        Lexicon(path)
