"""One turn of the form in Spanish."""

from typing import List, Tuple

import pytest

from iop.intake.consent import consent_words
from iop.intake.draft import EXTRAS, NAME, ORDER, PERMISSION, Draft
from iop.intake.language import ENGLISH, SPANISH
from tests.actions.form import FIELDS, SAVED, Database, at_the_summary, messages

pytestmark = pytest.mark.usefixtures("base")


def asking(question: str) -> Draft:
    done = list(ORDER[: ORDER.index(question)])
    return Draft(fields={"phone": FIELDS["phone"], "for_whom": "self"}, asked=question, done=done)


async def spanish(draft: Draft, text: str, intent: str = "spanish_message") -> Tuple[List[str], Draft]:
    """Returns the responses to a message in a form that speaks Spanish, which they do, and the draft."""
    said, draft = await messages(draft, text, intent, SPANISH)
    assert {one["turn"]["language"] for one in said} == {SPANISH}
    return [one["response"] for one in said], draft


async def test_a_spanish_answer_is_an_answer_and_no_foreign_message() -> None:
    said, draft = await spanish(asking(PERMISSION), "si pueden mandar texto")
    assert said == ["utter_intake_ask_time"]
    assert draft.fields["may_text"]


@pytest.mark.parametrize("text", ["cuanto cuesta", "¿aceptan Medicaid?", "y cómo funciona el programa", "¿es gratis?"])
async def test_a_spanish_question_gets_the_phone_and_the_form_goes_on(text: str) -> None:
    said, draft = await spanish(asking(NAME), text)
    assert said == ["utter_intake_spanish_question", "utter_intake_short_name"]
    assert "first_name" not in draft.fields


async def test_what_is_no_answer_and_no_question_is_asked_again_twice_at_most() -> None:
    said, draft = await spanish(asking(NAME), "quiero hablar con alguien")
    assert said == ["utter_intake_again_name"]
    assert (await spanish(draft, "quiero hablar con alguien"))[0] == ["utter_intake_ask_contact"]


async def test_who_asks_whether_it_was_sent_hears_that_it_was_not() -> None:
    assert (await spanish(at_the_summary(), "¿ya lo mandaste?", "ask_if_sent"))[0][0] == "utter_intake_not_yet"


async def test_the_form_follows_to_the_other_language_and_back() -> None:
    said, draft = await messages(asking(NAME), "can we do this in english", "chitchat", SPANISH)
    assert {one["turn"]["language"] for one in said} == {ENGLISH}
    said, draft = await messages(asking(NAME), "mejor en español por favor", "spanish_message", ENGLISH)
    assert {one["turn"]["language"] for one in said} == {SPANISH}
    assert draft.fields["language"] == "Spanish"


async def test_a_spanish_yes_to_english_words_stores_these_and_adds_nothing(base: Database) -> None:
    said, draft = await messages(at_the_summary(), "sí, todo está bien", "affirm", ENGLISH)
    assert [one["response"] for one in said] == [SAVED]
    assert base.stored == [FIELDS]
    assert draft.shown == consent_words().dict()


async def test_the_words_that_are_agreed_to_are_spanish_with_their_own_version(base: Database) -> None:
    draft = asking(EXTRAS)
    said, draft = await messages(draft, "omitir", "spanish_message", SPANISH)
    assert said[0]["consent"] == draft.shown["text"] == consent_words(language=SPANISH).text
    assert draft.shown["version"] == consent_words(language=SPANISH).version
    assert "para: usted" in said[0]["summary"]
    assert (await spanish(draft, "sí"))[0] == [SAVED]
