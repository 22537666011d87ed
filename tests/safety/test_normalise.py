"""Disguises come off; ordinary words stay as they are."""

import time

import pytest

from iop.safety.normalise import MAX_CHARACTERS, read


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("KILL MYSELF", "kill myself"),
        ("k i l l myself", "kill myself"),
        ("k.i.l.l myself", "kill myself"),
        ("k*ll myself", "kill myself"),
        ("k!ll mys3lf", "kill myself"),
        ("killmyself", "kill myself"),
        ("kms", "kill myself"),
        ("unal1ve myself", "kill myself"),
        ("s u i c i d e", "suicide"),
        ("su1c!de", "suicide"),
        ("sewerslide", "suicide"),
        ("suisidal", "suicidal"),
        ("i want to diiiieee", "i want to die"),
        ("iwanttodie", "i want to die"),
        ("i wnat to dei", "i want to die"),
        ("idw2 live", "i dont want to live"),
        ("k\u0456ll myself", "kill myself"),  # the i is Cyrillic
        ("k\u200bill myself", "kill myself"),
        ("sui cide", "suicide"),
        ("💊💊 goodbye", "pills pills goodbye"),
        ("my selff", "myself"),
        ("me quiero MORÍR", "me quiero morir"),
    ],
)
def test_disguises_come_off(text, plain):
    assert read(text).text == plain


@pytest.mark.parametrize(
    "text",
    [
        "can i get a b12 shot",
        "my id is 401k2",
        "call 303-555-0142",
        "do you take aetna or cigna",
        "i live in killeen texas",
        "is iop the same as php",
        "want to dye my hair",
    ],
)
def test_ordinary_words_stay(text):
    assert read(text).text == text


def test_kilometres_are_no_slang():
    assert "kill" not in read("we are 5 kms from downtown").words
    assert "kill" not in read("how many kms is it").words


def test_sentences_are_kept_apart():
    assert [" ".join(s) for s in read("What is it? I do not know. Bye!").sentences] == [
        "what is it",
        "i dont know",
        "bye",
    ]


@pytest.mark.parametrize("text", ["", "   ", "?!", "🙂", "\x00", "a" * 100_000, "k " * 5_000, "\ud83d"])
def test_anything_can_be_read(text):
    start = time.monotonic()
    assert len(read(text).text) <= 2 * MAX_CHARACTERS
    assert time.monotonic() - start < 2
