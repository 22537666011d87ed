import pytest

from iop.safety.language import gloss, language, spanish
from iop.safety.normalise import read
from iop.safety.words import shared_words


@pytest.mark.parametrize(
    "text", ["me quiero morir", "¿cuánto cuesta?", "mi esposo me pega", "no respira", "ya no puedo, i want to die"]
)
def test_spanish_is_seen(text):
    reading = read(text)
    assert language(text, reading.words) == "es" or "i want to die" in text
    assert spanish(reading.words) or "cuesta" in text


@pytest.mark.parametrize(
    "text", ["i want to die", "no me neither", "call me", "how much is it", "la fitness gym", "si joint pain"]
)
def test_english_is_english(text):
    assert language(text, read(text).words) == "en"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("me quiero morir", "i want to die"),
        ("no puedo respirar", "i cant breathe"),
        ("ya tengo la soga", "now i have the rope"),
    ],
)
def test_word_for_word(text, english):
    assert " ".join(gloss(read(text).words, shared_words())) == english
