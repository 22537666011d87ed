"""One turn of the form: what sends the details, and what does not."""

import datetime as dt
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import intake_talk
from actions.intake_talk import Talk
from iop.admissions.leads import SavedLead
from iop.errors import LeadError
from iop.intake.consent import consent_words
from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, FOR_WHOM, FORM, NAME, ORDER, PERMISSION, SLOT, TIME, Draft
from iop.intake.language import ENGLISH, LANGUAGE, SPANISH

FIELDS = {"first_name": "Ann", "phone": "+13035550142", "for_whom": "self"}
SAVED, SUMMARY = "utter_intake_saved", "utter_intake_ask_confirm"


class Database:
    """Stands in for `save`.

    Attributes:
        is_down: Whether nothing can be stored.
        stored: The fields that were stored.
    """

    def __init__(self) -> None:
        self.is_down = False
        self.stored: List[Dict[str, Any]] = []

    async def save(self, tracker: Tracker, draft: Draft) -> SavedLead:
        if self.is_down:
            raise LeadError("The database cannot be used.")
        self.stored.append(dict(draft.fields))
        return SavedLead(1, False)


@pytest.fixture(autouse=True)
def base(var_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    standing_in = Database()
    monkeypatch.setattr(intake_talk, "save", standing_in.save)
    return standing_in


async def turn(draft: Draft, text: str, found: Optional[Dict[str, Any]] = None) -> Tuple[List[str], Draft]:
    """Returns the responses to one message while the form is open, and the draft after it."""
    said, draft = await messages(draft, text, "chitchat", found=found)
    return [one["response"] for one in said], draft


async def messages(
    draft: Draft, text: str, intent: str, language: Optional[str] = None, found: Optional[Dict[str, Any]] = None
) -> Tuple[List[Dict[str, Any]], Draft]:
    """Returns all that is said to one message while the form is open, and the draft after it."""
    message = {"text": text, "intent": {"name": intent}, "entities": [], "understanding": found or {}}
    slots = {SLOT: draft.as_slot(), LANGUAGE: language}
    tracker = Tracker("c", slots, message, [], False, None, {"name": FORM}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = await Talk(dispatcher, tracker, draft).go_on()
    slot = next(event["value"] for event in events if event.get("name") == SLOT)
    return dispatcher.messages, Draft(**slot)


def at_the_summary() -> Draft:
    return Draft(fields=dict(FIELDS), asked=CONFIRM, done=list(ORDER), shown=consent_words().dict())


@pytest.mark.parametrize("text", ["again", "again?", "otra vez?", "try again", "send it again"])
async def test_again_shows_the_summary_once_more_and_sends_nothing(base: Database, text: str) -> None:
    said, _ = await turn(at_the_summary(), text)
    assert said == [SUMMARY]
    assert base.stored == []


@pytest.mark.parametrize("text", ["yes?", "ok?", "send?", "Send it ?"])
async def test_a_yes_that_is_a_question_sends_nothing(base: Database, text: str) -> None:
    said, _ = await turn(at_the_summary(), text)
    assert said == ["utter_intake_short_confirm"]
    assert base.stored == []


@pytest.mark.parametrize("text", ["yes", "send it", "ok!"])
async def test_a_plain_yes_sends(base: Database, text: str) -> None:
    said, _ = await turn(at_the_summary(), text)
    assert said == [SAVED]
    assert base.stored == [FIELDS]


@pytest.mark.parametrize("changed", ["text", "version"])
async def test_a_yes_to_other_words_than_those_of_today_shows_these_first(base: Database, changed: str) -> None:
    draft = at_the_summary()
    draft.shown[changed] = "of last month"
    said, draft = await turn(draft, "yes")
    assert (said, base.stored) == ([SUMMARY], [])
    assert draft.shown == consent_words().dict()
    assert (await turn(draft, "yes"))[0] == [SAVED]


async def test_a_question_before_the_summary_leaves_out_nothing_of_it() -> None:
    draft = Draft(fields=dict(FIELDS), asked=EXTRAS, done=[name for name in ORDER if name != EXTRAS])
    about = {"id": "insurance", "topic": "insurance", "question": "Aetna?", "depends_on_insurer": False}
    said, draft = await turn(draft, "my insurance is Aetna, is it in network?", {"answers": [about], "confidence": 0.9})
    assert said == ["utter_faq/insurance", SUMMARY]
    assert draft.fields["insurer"] == "Aetna"


async def test_again_sends_after_it_could_not_be_saved(base: Database) -> None:
    base.is_down = True
    said, draft = await turn(at_the_summary(), "yes")
    assert said == ["utter_intake_failed"]
    assert (await turn(draft, "again?"))[0] == [SUMMARY]
    _, draft = await turn(at_the_summary(), "yes")
    base.is_down = False
    said, _ = await turn(draft, "again")
    assert said == [SAVED]
    assert base.stored == [FIELDS]


async def test_what_was_changed_after_it_could_not_be_saved_needs_a_yes_of_its_own(base: Database) -> None:
    base.is_down = True
    _, draft = await turn(at_the_summary(), "yes")
    base.is_down = False
    said, draft = await turn(draft, "my name is Jen")
    assert said == [SUMMARY]
    said, draft = await turn(draft, "again")
    assert said == [SUMMARY]
    assert base.stored == []
    assert (await turn(draft, "yes"))[0] == [SAVED]


async def test_a_correction_without_any_way_to_be_reached_leaves_what_was_sent() -> None:
    draft = at_the_summary()
    draft.sent(1)
    draft.renew()
    draft.reopen(CONTACT)
    draft.next()
    said, draft = await turn(draft, "skip")
    assert said == ["utter_intake_need_contact"]
    said, draft = await turn(draft, "skip")
    assert said == ["utter_intake_stopped_change"]
    assert draft.has_sent


async def test_an_entry_that_expired_is_not_answered_in_the_middle() -> None:
    yesterday = dt.date.today() - dt.timedelta(days=1)
    about = {"id": "summer-price", "topic": "cost", "question": "Summer?", "depends_on_insurer": False}
    draft = Draft(fields=dict(FIELDS), asked=TIME, done=[name for name in ORDER if name != TIME])
    for expires, expected in ((dt.date.today(), True), (yesterday, False)):
        found = {"answers": [{**about, "expires": expires.isoformat()}], "confidence": 0.9}
        said, _ = await turn(draft, "what is the summer price?", found)
        assert ("utter_faq/summer-price" in said) is expected


async def test_the_end_of_a_shift_changes_no_number() -> None:
    draft = Draft(fields=dict(FIELDS), asked=TIME, done=[name for name in ORDER if name != TIME])
    _, draft = await turn(draft, "i get off when my shift ends in 5 hours")
    assert draft.fields["phone"] == FIELDS["phone"]
    assert draft.fields["best_time"] == "i get off when my shift ends in 5 hours"


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("don't text or call, email me at ann@example.com", None),
        ("please don\u2019t call 303 555 0142, write to ann@example.com", None),
        ("no calls please, ann@example.com", None),
        ("don't call before 9, my email is ann@example.com", "+13035550142"),
        ("my email is ann@example.com", "+13035550142"),
    ],
)
async def test_the_number_of_who_wants_mail_and_no_calls_is_forgotten(text: str, phone: Optional[str]) -> None:
    draft = Draft(fields=dict(FIELDS), asked=PERMISSION, done=[FOR_WHOM, NAME, CONTACT])
    _, draft = await turn(draft, text)
    assert draft.fields["email"] == "ann@example.com"
    assert draft.fields.get("phone") == phone
    assert draft.asked == (PERMISSION if phone else TIME)


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
