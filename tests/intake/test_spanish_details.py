"""Answers in Spanish to the questions of the form."""

from typing import Any, Dict, Optional

import pytest

from iop.admissions.lead import LOVED_ONE, REFERRAL, SELF, LeadFields
from iop.intake.corrections import cancels, to_ask_again, to_remove
from iop.intake.details import read
from iop.intake.draft import CONTACT, EXTRAS, FOR_WHOM, NAME, PERMISSION, TIME
from iop.intake.language import SPANISH
from iop.intake.replies import NO, RESUME, SKIP, STOP, WHY, YES, YES_TO_A_PART, reply_in
from iop.intake.summary import summary
from iop.intake.who_is_called import calls_somebody_else


def fields(text: str, asked: Optional[str] = None) -> Dict[str, Any]:
    return read(text, asked=asked).fields


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("para mi hijo", LOVED_ONE), ("mi esposa", LOVED_ONE), ("para un amigo", LOVED_ONE), ("mi cuñado", LOVED_ONE),
        ("para mi vecino", LOVED_ONE), ("no es para mí, es para mi hermana", LOVED_ONE), ("para mí", SELF),
        ("para mi", SELF), ("soy yo", SELF), ("un paciente mío", REFERRAL), ("soy consejera de la escuela", REFERRAL),
    ],
)  # fmt: skip
def test_who_it_is_for(text: str, whom: str) -> None:
    assert {name: value for name, value in fields(text, FOR_WHOM).items() if name != "note"} == {"for_whom": whom}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Ana", "Ana", None), ("me llamo Ana López", "Ana", "López"), ("pregunten por Lupe", "Lupe", None),
        ("ana por favor", "Ana", None), ("Guadalupe está bien", "Guadalupe", None), ("me dicen Beto", "Beto", None),
        ("con Ximena", "Ximena", None), ("mi nombre es maria de la luz", "Maria", "de la Luz"),
    ],
)  # fmt: skip
def test_names(text: str, first: str, last: Optional[str]) -> None:
    found = fields(text, NAME)
    assert (found.get("first_name"), found.get("last_name")) == (first, last)


@pytest.mark.parametrize(
    "text", ["cuanto cuesta", "ya lo mandaste", "quiero hablar con alguien", "no sé", "aceptan seguro"]
)
def test_what_is_no_name(text: str) -> None:
    assert "first_name" not in fields(text, NAME)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mi cel es el siete dos cero cinco cinco cinco cero uno nueve ocho", {"phone": "+17205550198"}),
        ("es el 720 555 0198, perdón, 720 555 0199", {"phone": "+17205550199"}),
        ("ana arroba gmail punto com", {"email": "ana@gmail.com"}),
    ],
)
def test_contact(text: str, found: Dict[str, str]) -> None:
    assert fields(text, CONTACT) == found


@pytest.mark.parametrize(
    ("text", "may_text", "may_voicemail"),
    [
        ("sí pueden mandar texto", True, False), ("si pueden mandar texto", True, False), ("solo texto", True, False),
        ("los dos", True, True), ("sí, las dos cosas", True, True), ("ninguno", False, False),
        ("sí, mándenme textos", True, False), ("textos sí, buzón no", True, False), ("dejen recado", False, True),
        ("solo llamada", False, None), ("no manden textos, solo llamen", False, None),
        ("no me manden mensajes", False, False), ("mi esposo lee mis mensajes", False, False),
        ("no dejen mensaje, mi esposo escucha", None, False), ("¿quién me mandaría los textos?", None, None),
    ],
)  # fmt: skip
def test_permission(text: str, may_text: Optional[bool], may_voicemail: Optional[bool]) -> None:
    found = fields(text, PERMISSION)
    assert (found.get("may_text"), found.get("may_voicemail")) == (may_text, may_voicemail)


@pytest.mark.parametrize(
    "text",
    [
        "en la tarde", "mañana por la mañana", "después de las 5", "entre semana después de las 3", "los martes",
        "a cualquier hora", "lo antes posible", "mañana a las 9", "fines de semana", "cuando mi esposo no esté",
        "como a las 6", "hasta las 8 de la noche",
    ],
)  # fmt: skip
def test_times_are_kept_as_they_were_said(text: str) -> None:
    assert fields(text, TIME) == {"best_time": text}


def test_a_greeting_is_no_time() -> None:
    assert fields("hola buenas tardes me pueden llamar al 720 555 0198") == {"phone": "+17205550198"}


def test_a_morning_is_not_tomorrow() -> None:
    assert read("a las 9", asked=TIME, known={"best_time": "en la mañana"}).fields["best_time"] == "a las 9"
    assert read("a las 9", asked=TIME, known={"best_time": "mañana"}).fields["best_time"] == "mañana, a las 9"


def test_health_details_and_numbers_of_the_state_are_not_kept() -> None:
    assert read("mi hijo usa heroína", asked=EXTRAS) == read("he uses heroin", asked=EXTRAS)
    assert read("nací el 3 de marzo de 1980", asked=EXTRAS).sensitive
    assert "1980" not in str(fields("nací el 3 de marzo de 1980", EXTRAS))


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("sí, por favor", YES), ("está bien", YES), ("de acuerdo", YES), ("mándelo", YES),
        ("sí, mándelo por favor", YES),
        ("ya mándelo por favor", YES), ("no mande nada todavía", NO), ("no manden mis datos", NO),
        ("todo está bien", YES), ("no, gracias", NO), ("no lo mande", NO), ("bueno", YES_TO_A_PART), ("omitir", SKIP),
        ("prefiero no decir", SKIP), ("nada más", SKIP), ("olvídelo", STOP), ("cancélelo", STOP), ("todavía no", STOP),
        ("¿por qué necesitan mi nombre?", WHY), ("para que me llamen mañana", None), ("sigamos", RESUME),
    ],
)  # fmt: skip
def test_replies(text: str, reply: Optional[str]) -> None:
    assert reply_in(text) == reply


def test_corrections() -> None:
    assert to_ask_again("el número está mal") == CONTACT
    assert to_ask_again("cambie el nombre") == NAME
    assert to_remove("quite el apellido") == ["last_name"]
    assert calls_somebody_else("mejor llamen a mi mamá")
    assert cancels("cancelen la llamada")
    assert not cancels("no me llamen al trabajo")


def test_the_details_are_read_back_in_spanish() -> None:
    lead = LeadFields(for_whom=SELF, first_name="Ana", may_text=True, may_voicemail=False, language="Spanish")
    line = "nombre: Ana; para: usted; mensajes de texto: sí; buzón de voz: no; idioma: español"
    assert summary(lead, SPANISH) == line
    assert summary(lead).endswith("language: Spanish")
