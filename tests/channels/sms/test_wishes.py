from pathlib import Path
from typing import Dict, List

import pytest
import yaml

from iop import safety
from iop.channels.sms.groups import is_danger
from iop.channels.sms.wishes import wish_in
from tests.reading_time import CHARACTERS, SECONDS, at_most

TEXTS: Dict[str, List[str]] = yaml.safe_load(Path(__file__).with_name("wishes.yml").read_text(encoding="utf-8"))
RECALL = 0.99


def understood(text: str) -> str:
    """Returns what the channel makes of a message: danger goes first."""
    if is_danger(text):
        return "danger"
    wish = wish_in(text)
    return wish.what if wish else ""


@pytest.fixture(scope="module")
def readings() -> Dict[str, str]:
    """What the channel makes of each text of the file."""
    return {text: understood(text) for texts in TEXTS.values() for text in texts}


def test_there_are_enough_of_them() -> None:
    assert len(set(TEXTS["stop"])) >= 100
    assert len(set(TEXTS["not"])) >= 100
    assert not set(TEXTS["stop"]) & set(TEXTS["not"])


def test_nearly_every_stop_is_understood(readings: Dict[str, str]) -> None:
    missed = [text for text in TEXTS["stop"] if readings[text] != "stop"]
    assert len(missed) <= (1 - RECALL) * len(TEXTS["stop"]), missed


@pytest.mark.parametrize(
    "text",
    [
        "I'd like to opt out",
        "i want to opt out of this",
        "opting out",
        "I'm opting out",
        "pare de mandarme mensajes",
    ],
)
def test_a_stop_that_looks_like_danger_is_one(text: str) -> None:
    assert safety.check(text).is_danger
    assert understood(text) == "stop"


def test_a_stop_in_two_languages_is_one() -> None:
    assert understood("yo stop textin me") == "stop"


def test_a_wish_is_told_apart_from_what_else_is_said_as_it_was_written() -> None:
    wish = wish_in("I'm b@ck at work. Please STOP texting me!! Thanks.bye, Ann")
    assert wish is not None
    assert (wish.said, wish.rest) == ("STOP texting me!!", "I'm b@ck at work. Please Thanks.bye, Ann")
    only = wish_in("Please, stop texting me now. Thank you!")
    assert only is not None
    assert (only.said, only.rest) == ("stop texting me", "")


def test_nobody_is_silenced_who_did_not_ask_for_it(readings: Dict[str, str]) -> None:
    assert [text for text in TEXTS["not"] if readings[text] == "stop"] == []


def test_nobody_who_is_not_meant_is_understood_as_starting_again(readings: Dict[str, str]) -> None:
    assert [text for text in [*TEXTS["stop"], *TEXTS["not"]] if readings[text] == "start"] == []


def test_who_wants_texts_again_gets_them(readings: Dict[str, str]) -> None:
    assert [text for text in TEXTS["start"] if readings[text] != "start"] == []


def test_help_is_the_word_alone(readings: Dict[str, str]) -> None:
    assert [text for text in TEXTS["help"] if readings[text] != "help"] == []
    assert [text for text in TEXTS["not_help"] if readings[text] in ("help", "stop")] == []


def test_yes_means_again_only_after_a_stop() -> None:
    assert wish_in("yes") is None
    again = wish_in("Yes", opted_out=True)
    assert again is not None
    assert again.what == "start"


@pytest.mark.parametrize("text", ["", " ", "👍", "a" * 5000, "stop the " * 500, "i dont want to get my " * 200])
def test_odd_messages_are_read_quickly_and_mean_nothing(text: str) -> None:
    assert wish_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "STOP\n\nSent from my iPhone",
        "Stop.\nSent from my Verizon, Samsung Galaxy smartphone",
        "please stop texting me\nGet Outlook for iOS",
        "ALTO\nEnviado desde mi iPhone",
        "S T O P",
        "s.t.o.p",
        "S T O P please",
    ],
)
def test_a_stop_with_a_signature_or_letter_by_letter_is_one(text: str) -> None:
    assert understood(text) == "stop"


@pytest.mark.parametrize("text", ["do you take aetna\nSent from my iPhone", "I A M O K", "a b c"])
def test_a_signature_or_single_letters_alone_are_no_stop(text: str) -> None:
    assert understood(text) == ""


@pytest.mark.parametrize("text", ["STOP\nsent from my bed, i want to kill myself", "s t o p i want to die"])
def test_danger_behind_such_a_stop_is_danger(text: str) -> None:
    assert understood(text) == "danger"


@pytest.mark.parametrize(
    "text",
    [
        "i'd be ok with not existing. leave me alone",
        "how many people in a group? also can you be in it if you've got a suicide plan. stop texting me",
        "stop texting me. i wanna d*e so bad",
        "leave me alone want to unal!ve mys3lf",
        "leave me alone.i wanna d*e so bad",
        "st4rted cutt1ng ag4in, quit",
        "i want to opt out of this. i wanna d*e so bad",
    ],
)
def test_danger_beside_a_stop_is_read_as_it_was_written(text: str) -> None:
    assert understood(text) == "danger"


@pytest.mark.parametrize("some", ["stop with all ", "no quiero mas que ", "dont text ever again ", "please stop, "])
def test_repeated_words_are_read_in_bounded_time(some: str) -> None:
    text = (some * CHARACTERS)[: CHARACTERS - 2] + " x"
    with at_most(SECONDS, text):
        wish_in(text)
