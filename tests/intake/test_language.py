"""In which language somebody writes, and what they ask for in Spanish."""

from typing import Optional

import pytest

from iop.intake.language import ENGLISH, SPANISH, asks_in_spanish, language_in, request_in


@pytest.mark.parametrize(
    ("text", "known", "language"),
    [
        ("me pueden llamar", None, SPANISH), ("llámenme", None, SPANISH), ("call me", None, ENGLISH),
        ("720 555 0198", None, None), ("720 555 0198", SPANISH, SPANISH), ("Ana", None, None),
        ("yes", SPANISH, SPANISH), ("ok", SPANISH, SPANISH), ("yes please", SPANISH, ENGLISH),
        ("for my son", SPANISH, ENGLISH), ("sí", ENGLISH, ENGLISH), ("en español por favor", ENGLISH, SPANISH),
        ("Maria de la Cruz", ENGLISH, ENGLISH), ("Will Young", SPANISH, SPANISH),
        ("can someone llamar me tomorrow", None, ENGLISH), ("en la tarde please", None, SPANISH),
    ],
)  # fmt: skip
def test_languages(text: str, known: Optional[str], language: Optional[str]) -> None:
    assert language_in(text, known) == language


@pytest.mark.parametrize(
    "text",
    [
        "me pueden llamar", "¿me pueden llamar?", "quiero que me llamen", "necesito que alguien me llame",
        "necesito que me llamen", "me puede llamar alguien", "llámenme por favor", "pueden llamarme a mi mejor",
        "podrían llamarme mañana", "quisiera que me hablaran", "me pueden marcar", "me gustaría recibir una llamada",
        "que me yamen", "por favor me llaman", "pónganse en contacto conmigo", "puede alguien llamarme",
    ],
)  # fmt: skip
def test_who_asks_for_a_call(text: str) -> None:
    assert request_in(text) == "request_callback"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("¿ya lo mandaste?", "ask_if_sent"), ("ya se envió", "ask_if_sent"), ("recibieron mis datos", "ask_if_sent"),
        ("¿me van a llamar?", "ask_if_sent"), ("cancelen la llamada", "cancel_call"),
        ("ya no quiero que me llamen", "cancel_call"), ("borren todos mis datos", "delete_details"),
        ("me pueden llamar una ambulancia", "spanish_message"), ("¿a qué número puedo llamar?", "spanish_message"),
        ("me llamo Ana", None), ("cuánto cuesta", None), ("mi hijo llama a su abuela", None),
        ("quiero que me hablen del programa", None), ("quiero llamar a alguien", None),
    ],
)  # fmt: skip
def test_what_else_is_asked(text: str, intent: Optional[str]) -> None:
    assert request_in(text) == intent


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("cuanto cuesta", True), ("¿Cómo funciona?", True), ("ok, ¿aceptan Medicaid?", True), ("donde están", True),
        ("cuando sea", False), ("como a las 5", False),
        ("que me llamen en la tarde", False), ("puede ser texto", False),
    ],
)  # fmt: skip
def test_questions(text: str, asks: bool) -> None:
    assert asks_in_spanish(text) is asks


def test_a_thank_you_in_the_other_language_changes_nothing() -> None:
    assert language_in("thank you", SPANISH) == SPANISH
    assert language_in("ok gracias", ENGLISH) == ENGLISH
