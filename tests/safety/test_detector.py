"""The detector as a whole: routes, quiet lines, explanations, odd input."""

import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest

from iop.safety import ROUTES, Verdict, check

pytestmark = pytest.mark.usefixtures("trained")


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("I am going to kill myself tonight", "suicide_self"),
        ("kms lol. but like actually", "suicide_self"),
        ("everyone would be better off without me", "suicide_self"),
        ("what are your hours? also i wish i was dead", "suicide_self"),
        ("i want to kill myself. jk", "suicide_self"),
        ("i cut myself again last night", "self_harm"),
        ("i took a whole bottle of pills", "overdose_emergency"),
        ("he's not breathing and his lips are blue", "overdose_emergency"),
        ("i had a seizure after i stopped drinking", "medical_emergency"),
        ("i'm going to stab my boss tomorrow", "harm_others"),
        ("my husband is hitting me", "abuse_violence"),
        ("my son says he wants to kill himself", "third_party_suicide"),
    ],
)
def test_danger_takes_over(text, route):
    verdict = check(text)
    assert (verdict.route, verdict.soft_line, verdict.failed) == (route, False, False)
    assert verdict.reasons


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("quiero matarme", "suicide_self"),
        ("mi hijo se quiere matar", "third_party_suicide"),
        ("mi esposo me pega", "abuse_violence"),
        ("me tomé todas las pastillas", "overdose_emergency"),
    ],
)
def test_spanish_takes_over_in_spanish(text, route):
    verdict = check(text)
    assert (verdict.route, verdict.language) == (route, "es")


@pytest.mark.parametrize(
    "text", ["how much does it cost", "do you treat depression", "where are you located", "do you take aetna", "hello"]
)
def test_questions_stay_quiet(text):
    assert check(text) == Verdict(None, False, "en", (), False)


@pytest.mark.parametrize(
    "text",
    [
        "i'm not suicidal, i just want to know the price",
        "do you treat people after a suicide attempt",
        "my brother died by suicide last year",
    ],
)
def test_near_danger_gets_the_line(text):
    verdict = check(text)
    assert (verdict.route, verdict.soft_line) == (None, True)


@pytest.mark.parametrize("text", ["stop", "STOP", "unsubscribe", "end", "quit", "cancel", "help", "stop texting me"])
def test_an_opt_out_is_no_crisis(text):
    assert check(text).route is None


def test_danger_hidden_in_a_long_message():
    ordinary = "I would like to know how the program works. My insurance is through work. I can come in the evenings. "
    assert check(ordinary * 4 + "Honestly I want to kill myself. " + ordinary * 3).route == "suicide_self"


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("is it covered by cigna, my doctor says weekly is not enough because i keep cutting my arms", "self_harm"),
        ("can my sister drive me in and wait outside, my husband chokes me when he drinks", "abuse_violence"),
        ("my number is 602-555-0142 but don't call tonight, i'm going to hang myself", "suicide_self"),
    ],
)
def test_danger_in_one_clause(text, route):
    assert check(text).route == route


@pytest.mark.parametrize(
    "text",
    [
        "i carry a gun for work, is there a lockbox",
        "i cannot take this anymore, your app keeps crashing",
        "my first husband was violent, but that was twelve years ago",
        "have you seen killing eve, it is so good",
        "i was shaking with joy when i got my coin",
        "tratan a gente con ideas suicidas?",
        "mi jefe me va a matar si pierdo otro turno",
    ],
)
def test_a_harmless_clause_takes_nothing_over(text):
    assert check(text).route is None


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("can't talk, he's in the next room and he has my keys", "abuse_violence"),
        ("he took the shotgun and left", "third_party_suicide"),
        ("refill my meds or i'm coming there with a rifle", "harm_others"),
    ],
)
def test_what_was_taken_decides_about_the_kind(text, route):
    assert check(text).route == route


@pytest.mark.parametrize(
    "text", ["", "   ", "\n", "🙂", "?", "\x00", "\ud83d", "a" * 50_000, "<script>alert(1)</script>", "{{config}}"]
)
def test_odd_messages_get_an_answer(text):
    verdict = check(text)
    assert verdict.route is None
    assert not verdict.failed


def test_reasons_hold_nothing_that_was_written():
    verdict = check("my name is Wilhelmina Oppenheimer and i want to kill myself in Boulder")
    assert not any(word in " ".join(verdict.reasons).lower() for word in ("wilhelmina", "oppenheimer", "boulder"))


def test_a_verdict_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        check("hello").route = "self_harm"  # type: ignore[misc]


def test_the_same_message_gets_the_same_verdict():
    assert check("i can't go on") == check("i can't go on")


def test_routes_are_those_of_the_contract():
    assert set(ROUTES) == {
        "suicide_self",
        "self_harm",
        "overdose_emergency",
        "medical_emergency",
        "harm_others",
        "abuse_violence",
        "third_party_suicide",
    }


def test_neither_rasa_nor_tensorflow_is_loaded():
    code = (
        "import sys; from iop.safety import check; check('hello');"
        "print([m for m in ('rasa', 'rasa_sdk', 'tensorflow', 'sklearn', 'sanic', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"
