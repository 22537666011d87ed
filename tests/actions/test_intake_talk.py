"""One turn of the form: the answer to its question."""

import datetime as dt
from typing import List

import pytest

from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, FOR_WHOM, NAME, ORDER, PERMISSION, TIME, Draft
from tests.actions.form import FIELDS, SUMMARY, Database, at_the_summary, turn

pytestmark = pytest.mark.usefixtures("base")


@pytest.mark.parametrize("asked", [FOR_WHOM, NAME])
@pytest.mark.parametrize("text", ["Rosa", "will smith", "Molly", "hope w"])
async def test_a_name_is_no_question_whatever_it_resembles(asked: str, text: str) -> None:
    about = {"id": "cannabis", "topic": "conditions", "question": "Weed?", "depends_on_insurer": False}
    said, draft = await turn(Draft(asked=asked), text, {"answers": [about], "confidence": 0.9}, "faq")
    assert "utter_faq/cannabis" not in said
    assert draft.fields["first_name"] == text.split()[0].capitalize()


async def test_a_question_before_the_summary_leaves_out_nothing_of_it() -> None:
    draft = Draft(fields=dict(FIELDS), asked=EXTRAS, done=[name for name in ORDER if name != EXTRAS])
    about = {"id": "insurance", "topic": "insurance", "question": "Aetna?", "depends_on_insurer": False}
    said, draft = await turn(draft, "my insurance is Aetna, is it in network?", {"answers": [about], "confidence": 0.9})
    assert said == ["utter_faq/insurance", SUMMARY]
    assert draft.fields["insurer"] == "Aetna"


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


@pytest.mark.parametrize("asked", [FOR_WHOM, NAME, PERMISSION, TIME, EXTRAS])
async def test_who_wants_it_sent_sees_what_would_be_sent(base: Database, asked: str) -> None:
    draft = Draft(fields={"email": "ann@example.com"}, asked=asked, done=[CONTACT])
    assert (await turn(draft, "just send it", intent="faq"))[0] == [SUMMARY]
    assert base.stored == []


async def test_a_number_that_is_cut_short_is_said_to_be_so() -> None:
    said, draft = await turn(Draft(asked=FOR_WHOM), "555-0123", intent="request_callback")
    assert said == ["utter_intake_again_contact"]
    said, draft = await turn(draft, "303 555 0123")
    assert draft.fields["phone"] == "+13035550123"


async def test_the_hours_are_said_as_soon_as_a_time_lies_outside() -> None:
    draft = Draft(fields=dict(FIELDS), asked=TIME, done=[name for name in ORDER if name != TIME])
    said, _ = await turn(draft, "sunday")
    assert said == ["utter_intake_outside_hours", SUMMARY]


async def test_a_yes_to_anything_to_add_asks_what() -> None:
    draft = Draft(fields=dict(FIELDS), asked=EXTRAS, done=[name for name in ORDER if name != EXTRAS])
    draft.fail()
    said, draft = await turn(draft, "yes", intent="affirm")
    assert said == ["utter_intake_again_extras"]
    assert (await turn(draft, "yes", intent="affirm"))[0] == [SUMMARY]


async def test_who_has_no_phone_but_an_address_is_asked_no_time() -> None:
    draft = Draft(fields={"email": "ann@example.com"}, asked=TIME, done=[FOR_WHOM, NAME, CONTACT])
    about = {"id": "tele-phone-only", "topic": "telehealth", "question": "By phone?", "depends_on_insurer": False}
    said, draft = await turn(draft, "no phone", {"answers": [about], "confidence": 0.9}, "faq")
    assert said == ["utter_intake_short_extras"]


@pytest.mark.parametrize("intent", ["nlu_fallback", "gibberish"])
async def test_an_unusual_name_is_one_at_who_is_it_for(intent: str) -> None:
    said, draft = await turn(Draft(asked=FOR_WHOM), "priyanka", intent=intent)
    assert said == ["utter_intake_noted", "utter_intake_short_for_whom"]
    assert draft.fields == {"first_name": "Priyanka"}
    said, draft = await turn(Draft(asked=NAME, done=[FOR_WHOM]), "xochitl", intent=intent)
    assert draft.fields == {"first_name": "Xochitl"}


async def test_what_is_like_something_that_is_known_is_no_unusual_name() -> None:
    about = {"id": "med-suboxone-on", "topic": "medication", "question": "Suboxone?", "depends_on_insurer": False}
    for text, found, intent in (
        ("suboxnee", {"answers": [about], "confidence": 0.9}, "faq"),
        ("suboxnee", {}, "clarify"),
        ("priyanka?", {}, "nlu_fallback"),
    ):
        _, draft = await turn(Draft(asked=FOR_WHOM), text, found, intent)
        assert draft.fields == {}


@pytest.mark.parametrize("messages", [["303", "555", "0142"], ["my number is 303", "555 0142"], ["555 0142", "303"]])
async def test_a_number_in_pieces_is_put_together(messages: List[str]) -> None:
    draft = Draft(fields={"first_name": "Ann"}, asked=CONTACT, done=[FOR_WHOM, NAME])
    for message in messages[:-1]:
        said, draft = await turn(draft, message, intent="nlu_fallback")
        assert said == ["utter_intake_cut_short"]
    said, draft = await turn(draft, messages[-1], intent="nlu_fallback")
    assert (said, draft.fields["phone"]) == (["utter_intake_ask_permission"], "+13035550142")


@pytest.mark.parametrize("said", ["looks good", "hell yeah", "word", "nope thats all", "go ahead"])
async def test_agreeing_words_at_the_last_question_lead_to_the_summary(said: str) -> None:
    draft = Draft(fields=dict(FIELDS), asked=EXTRAS, done=[name for name in ORDER if name != EXTRAS])
    responses, draft = await turn(draft, said)
    assert responses == [SUMMARY]
    assert "note" not in draft.fields


async def test_a_yes_for_another_number_counts_only_for_what_was_asked() -> None:
    known = {**FIELDS, "may_text": True, "may_voicemail": False}
    draft = Draft(fields=known, asked=CONFIRM, done=list(ORDER))
    said, draft = await turn(draft, "change the number to 303-555-0137")
    assert said == ["utter_intake_ask_may_text"]
    said, draft = await turn(draft, "yes", intent="affirm")
    assert said == [SUMMARY]
    assert (draft.fields["may_text"], draft.fields["may_voicemail"]) == (True, False)


async def test_a_number_of_another_country_is_said_not_to_do() -> None:
    draft = Draft(fields={"for_whom": "self", "first_name": "Ann"}, asked=CONTACT, done=[FOR_WHOM, NAME])
    said, draft = await turn(draft, "+44 20 7946 0958")
    assert said == ["utter_intake_not_us"]
    said, draft = await turn(draft, "ann@example.com")
    assert draft.fields["email"] == "ann@example.com"
