"""Short replies while details are taken."""

from typing import Optional

import pytest

from iop.intake.replies import (
    ASKED_BEFORE,
    BACK,
    DELETE,
    NO,
    RESUME,
    SKIP,
    STOP,
    WAIT,
    WHY,
    YES,
    YES_TO_A_PART,
    asks_back,
    is_some_time,
    reply_in,
    takes_up,
)


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Yes!", YES), ("yes that's right", YES), ("I agree.", YES), ("ok yes", YES), ("sí", YES), ("send it", YES),
        ("no", NO), ("nope", NO), ("I don't agree", NO), ("don't send it", NO),
        ("skip", SKIP), ("I'd rather not say", SKIP), ("idk", SKIP), ("no preference", SKIP),
        ("stop", STOP), ("never mind", STOP), ("i changed my mind", STOP), ("please cancel", STOP), ("not now", STOP),
        ("why do you need that?", WHY), ("why?", WHY), ("what do you need it for", WHY),
        ("go back", BACK), ("can we go back please", BACK),
        ("ok let's go on", RESUME), ("continue", RESUME),
        ("don't call or text", STOP), ("please do not contact me", STOP), ("dont text me or call me anymore", STOP),
        ("don't text me", None), ("don't call me tomorrow", None), ("don't call or text me at work", None),
        ("delete my details", DELETE), ("please erase everything", DELETE), ("forget what i told you", DELETE),
        ("forget it", STOP),
        ("how do I stop drinking", None), ("I can't stop", None), ("Dan", None), ("evenings", None),
        ("why is it so expensive and how long does it take and can my mother come along to it", None),
        ("leave out my last name", None), ("yes but call after 6", None), ("no, my name is Dan", None),
    ],
)  # fmt: skip
def test_replies(text: str, reply: Optional[str]) -> None:
    assert reply_in(text) == reply


@pytest.mark.parametrize(
    "text",
    [
        "this is the second time", "this is the third time you ask me that", "you already asked me that",
        "u asked me that already", "you keep asking me the same thing", "i already told you",
        "ive already answered that", "i already gave you my name", "same question again", "ya me preguntó eso",
        "ya le dije mi nombre", "es la segunda vez que me pregunta",
    ],
)  # fmt: skip
def test_what_was_asked_before(text: str) -> None:
    assert reply_in(text) == ASKED_BEFORE


@pytest.mark.parametrize(
    "text",
    [
        "this is the second time he relapsed", "this is the second time i try treatment", "i already told my wife",
        "you asked for my number", "i already gave you my number 303 555 0142", "you already asked, its Dan",
        "i just told my boss", "ya le dije a mi esposa", "lo mismo",
    ],
)  # fmt: skip
def test_what_says_more_than_that_it_was_asked_before(text: str) -> None:
    assert reply_in(text) is None


@pytest.mark.parametrize("text", ["yes?", "ok ?", "send it?!", "¿sí?", "yes?? \U0001f622"])
def test_a_reply_that_is_a_question(text: str) -> None:
    assert asks_back(text)


@pytest.mark.parametrize("text", ["yes", "ok? yes", "why? ok!"])
def test_a_reply_that_is_none(text: str) -> None:
    assert not asks_back(text)


@pytest.mark.parametrize(
    "said", ["hold on", "wait", "one sec", "ok give me a minute please", "hang on a sec", "espere un momento", "brb"]
)
def test_who_wants_a_moment_waits(said: str) -> None:
    assert reply_in(said) == WAIT


@pytest.mark.parametrize(("said", "means"), [("wait yes send it", YES), ("wait, its 0149", None), ("hold off", STOP)])
def test_what_is_no_wish_for_a_moment(said: str, means: Optional[str]) -> None:
    assert reply_in(said) == means


@pytest.mark.parametrize("said", ["ok then yes", "ok fine yes do it", "alright yes", "fine do it then"])
def test_agreement_in_several_words(said: str) -> None:
    assert reply_in(said) == YES


@pytest.mark.parametrize("said", ["ok then", "yes but no", "ok fine then what"])
def test_several_words_that_agree_to_nothing(said: str) -> None:
    assert reply_in(said) != YES


@pytest.mark.parametrize("text", ["yes", "sure", "ok yes", "ok please", "go ahead", "si", "yes that would help"])
def test_an_offer_is_taken_up(text: str) -> None:
    assert takes_up(text)


@pytest.mark.parametrize("text", ["ok", "k", "ok thanks", "ok and my baby", "cool", "sounds good", "fine", "got it"])
def test_an_answer_is_only_heard(text: str) -> None:
    assert not takes_up(text)


@pytest.mark.parametrize("text", ["ok thanks, not now", "no thanks not right now", "maybe not now"])
def test_not_now_stops(text: str) -> None:
    assert reply_in(text) == STOP


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("looks right, send", YES),
        ("sounds right", YES),
        ("word", YES),
        ("fo sho", YES),
        ("hell yeah", YES),
        ("nope thats all", SKIP),
        ("Skip Jones", None),
        ("Skip this", SKIP),
        ("great", YES_TO_A_PART),
        ("hell no", None),
        ("nevermind send it", YES),
        ("stop asking me and just send it", None),
        ("stop asking, just send it", YES),
        ("i dont care send it already", YES),
        ("never mind dont send it", None),
        ("no do not send it", NO),
        ("does that even matter", WHY),
        ("do i have to give my real name", WHY),
        ("what am i agreeing to", WHY),
        ("is the last name required", WHY),
        ("delete it", DELETE),
        ("erase this chat please", DELETE),
        ("delete the second number", None),
    ],
)
def test_answers_in_everyday_words(said: str, reply: Optional[str]) -> None:
    assert reply_in(said) == reply


def test_later_may_be_a_time() -> None:
    assert is_some_time("maybe later")
    assert not is_some_time("not now")


@pytest.mark.parametrize(
    "text",
    [
        "not now. i need to think", "never mind, I'm not ready", "i changed my mind sorry", "i dont think im ready",
        "actually i cant do this, forget it", "no thanks i'll call myself", "let me talk to my wife first",
    ],
)  # fmt: skip
def test_stops_in_more_words(text: str) -> None:
    assert reply_in(text) == STOP


@pytest.mark.parametrize(
    "text", ["im not ready to give my last name", "I have to go to work at 5", "i can't do this before 5"]
)
def test_does_not_stop(text: str) -> None:
    assert reply_in(text) != STOP
