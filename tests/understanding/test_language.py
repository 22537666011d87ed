import pytest

from iop.understanding import lexicons
from iop.understanding.language import GIBBERISH, OTHER, SPANISH, Languages
from iop.understanding.wording import Wording


@pytest.fixture(scope="module")
def languages() -> Languages:
    examples = ["Do you take Medicaid?", "Is there acupuncture?", "Do you treat anorexia?", "Can I come at night?"]
    wording = Wording(examples, lexicons.english_words(), lexicons.typing(), lexicons.spanish())
    return Languages(wording, lexicons.other_languages())


@pytest.mark.parametrize(
    "text",
    ["¿Cuánto cuesta?", "necesito ayuda para mi hijo", "a que hora abren", "¿Aceptan Medicaid?", "no tengo carro"],
)
def test_spanish_messages(languages: Languages, text: str) -> None:
    assert languages.unanswerable(text) == SPANISH


@pytest.mark.parametrize(
    "text",
    ["Bonjour, avez-vous un programme le soir ?", "Ich brauche Hilfe, was kostet das?", "Сколько стоит лечение",
     "我想戒酒",
     "كم تكلفة البرنامج", "Magkano po ang programa", "Konbyen pwogram nan koute", "Ile kosztuje program"],
)  # fmt: skip
def test_messages_in_other_languages(languages: Languages, text: str) -> None:
    assert languages.unanswerable(text) == OTHER


@pytest.mark.parametrize("text", ["hgfdhgfd", "sdkjfhskdjfh", "qwrtpsdf zxcvbnm"])
def test_keys_hit_at_random(languages: Languages, text: str) -> None:
    assert languages.unanswerable(text) == GIBBERISH


@pytest.mark.parametrize(
    "text",
    ["hola, a que hora are the classes? do you have en la noche", "cuanto for the program", "do you do acupuncture",
     "anorexia", "que pasa si falto a day", "con artists", "do yall do fetty", "me no like", "medicaid", "123",
     "??", ""],
)  # fmt: skip
def test_english_and_mixed_messages_are_answerable(languages: Languages, text: str) -> None:
    assert languages.unanswerable(text) is None
