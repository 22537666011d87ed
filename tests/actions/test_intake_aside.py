"""What else is said while a question of the form is open."""

from typing import Optional

import pytest

from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, FOR_WHOM, NAME, ORDER, PERMISSION, TIME, Draft
from tests.actions.form import FIELDS, SAVED, SUMMARY, Database, at_the_summary, turn

pytestmark = pytest.mark.usefixtures("base")


@pytest.mark.parametrize("asked", [FOR_WHOM, NAME, PERMISSION, TIME, EXTRAS])
@pytest.mark.parametrize("text", ["no i said dont send it", "don't send anything please", "do not submit this"])
async def test_who_wants_nothing_sent_is_asked_nothing_more(asked: str, text: str) -> None:
    draft = Draft(fields=dict(FIELDS), asked=asked, done=[name for name in ORDER if name != asked])
    assert (await turn(draft, text))[0] == ["utter_intake_stopped"]


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


@pytest.mark.parametrize("asked", [PERMISSION, TIME, CONFIRM])
async def test_who_is_to_be_called_after_all_keeps_only_what_is_their_own(asked: str) -> None:
    draft = Draft(fields=dict(FIELDS), asked=asked, done=[name for name in ORDER if name != asked])
    said, draft = await turn(draft, "call me, not him")
    assert said[:2] == ["utter_intake_call_you", "utter_intake_noted"]
    assert draft.fields == FIELDS
    draft.take({"phone": "+13035550122"}, of_another=True)
    said, draft = await turn(draft, "don't call her, call me")
    assert "phone" not in draft.fields
    assert draft.asked == CONTACT


@pytest.mark.parametrize("asked", [FOR_WHOM, PERMISSION, TIME, EXTRAS, CONFIRM])
async def test_a_question_about_ones_own_details_is_no_answer_to_ours(asked: str) -> None:
    draft = Draft(fields=dict(FIELDS), asked=asked, done=[name for name in ORDER if name != asked])
    about = {"id": "contact-phone", "topic": "contact", "question": "Number?", "depends_on_insurer": False}
    for text in ("what was my number again", "read back what you have", "did you send it?"):
        said, draft = await turn(draft, text, {"answers": [about], "confidence": 0.9}, "faq")
        assert said == ["utter_intake_held", f"utter_intake_short_{asked}"]
        assert draft.fields == FIELDS


@pytest.mark.parametrize("text", ["this is the second time", "you already asked me that"])
async def test_who_was_asked_before_hears_what_is_noted_and_is_not_asked_again(text: str) -> None:
    draft = Draft(fields=dict(FIELDS), asked=TIME, done=[name for name in ORDER if name not in (TIME, EXTRAS)])
    said, draft = await turn(draft, text, intent="faq")
    assert said == ["utter_intake_asked_before", "utter_intake_noted", "utter_intake_short_extras"]
    assert draft.fields == FIELDS
    assert (await turn(draft, text))[0] == ["utter_intake_asked_before", SUMMARY]
    assert (await turn(draft, text))[0] == ["utter_intake_asked_before", "utter_intake_short_confirm"]
    draft = Draft(asked=CONTACT, done=[FOR_WHOM, NAME])
    assert (await turn(draft, text))[0] == ["utter_intake_asked_before", "utter_intake_short_contact"]


@pytest.mark.parametrize("text", ["hold on", "wait", "one sec"])
async def test_who_wants_a_moment_loses_nothing(base: Database, text: str) -> None:
    said, draft = await turn(at_the_summary(), text, intent="nevermind")
    assert said == ["utter_intake_wait", "utter_intake_short_confirm"]
    assert (await turn(draft, "wait yes send it"))[0] == [SAVED]


@pytest.mark.parametrize("asked", [PERMISSION, TIME, CONFIRM])
async def test_one_name_is_forgotten_and_nothing_else(asked: str) -> None:
    draft = Draft(fields=dict(FIELDS), asked=asked, done=[name for name in ORDER if name != asked])
    _, draft = await turn(draft, "forget my mom's name", intent="delete_details")
    assert draft.asked == asked
    assert draft.fields == {name: value for name, value in FIELDS.items() if name != "first_name"}


async def test_who_says_to_call_her_and_not_them_does_not_stop_the_form() -> None:
    draft = Draft(fields={"for_whom": "loved_one"}, asked=NAME, done=[FOR_WHOM])
    said, draft = await turn(draft, "no the call should go to her not me", intent="cancel_call")
    assert said == ["utter_intake_whom_to_call"]
    assert draft.calls_another


async def test_somebody_else_is_called_with_the_name_and_number_given_for_them() -> None:
    draft = Draft(fields=dict(FIELDS), asked=CONFIRM, done=list(ORDER))
    said, draft = await turn(draft, "call her dad instead. Bill Miller 303 555 0173")
    assert said == ["utter_intake_ask_permission"]
    assert (draft.fields["first_name"], draft.fields["phone"]) == ("Bill", "+13035550173")


async def test_somebody_else_is_called_at_the_same_number() -> None:
    draft = Draft(fields={**FIELDS, "may_text": True, "may_voicemail": True}, asked=CONFIRM, done=list(ORDER))
    said, draft = await turn(draft, "call my office manager Tom instead, same number")
    assert said == [SUMMARY]
    assert (draft.fields["first_name"], draft.fields["phone"]) == ("Tom", FIELDS["phone"])


@pytest.mark.parametrize("asked", [FOR_WHOM, PERMISSION, TIME, CONFIRM])
@pytest.mark.parametrize("text", ["does it matter", "does that matter", "do i have to"])
async def test_who_asks_whether_it_matters_hears_why_and_does_not_leave(asked: str, text: str) -> None:
    draft = Draft(fields=dict(FIELDS), asked=asked, done=[name for name in ORDER if name != asked])
    said, draft = await turn(draft, text, intent="nevermind")
    assert said == [f"utter_intake_why_{asked}", f"utter_intake_short_{asked}"]


async def test_later_is_no_stop_where_a_time_is_asked_for() -> None:
    draft = Draft(fields=dict(FIELDS), asked=TIME, done=[name for name in ORDER if name not in (TIME, EXTRAS)])
    said, draft = await turn(draft, "later", intent="nevermind")
    assert said == ["utter_intake_again_time"]
    draft.asked = PERMISSION
    assert (await turn(draft, "later", intent="nevermind"))[0] == ["utter_intake_stopped"]


@pytest.mark.parametrize("text", ["only email", "just email me", "email instead", "not by phone, email please"])
@pytest.mark.parametrize("asked", [PERMISSION, CONFIRM])
async def test_who_wants_only_mail_keeps_no_number(asked: str, text: str) -> None:
    known = {**FIELDS, "email": "ann@example.com"}
    draft = Draft(fields=known, asked=asked, done=[name for name in ORDER if name != asked])
    said, draft = await turn(draft, text, intent="faq")
    assert "phone" not in draft.fields
    assert said == [SUMMARY]


async def test_who_wants_only_mail_is_asked_for_an_address() -> None:
    said, draft = await turn(at_the_summary(), "only email please", intent="faq")
    assert (said, draft.asked) == (["utter_intake_ask_email"], CONTACT)
    said, draft = await turn(draft, "ann@example.com")
    assert said == [SUMMARY]
    assert "phone" not in draft.fields


@pytest.mark.parametrize("text", ["what am i agreeing to", "is that necessary", "why do you need it"])
async def test_who_asks_what_they_agree_to_hears_it(base: Database, text: str) -> None:
    said, _ = await turn(at_the_summary(), text, intent="faq")
    assert (said, base.stored) == (["utter_intake_why_confirm", "utter_intake_short_confirm"], [])


async def test_whether_a_last_name_is_needed_is_answered_at_the_number_too() -> None:
    draft = Draft(fields={"first_name": "Ann"}, asked=CONTACT, done=[FOR_WHOM, NAME])
    said, draft = await turn(draft, "is the last name required", intent="nlu_fallback")
    assert said == ["utter_intake_why_name", "utter_intake_short_contact"]
    assert draft.fields == {"first_name": "Ann"}


@pytest.mark.parametrize("text", ["is this secure", "is that safe?", "is my info safe"])
async def test_whether_it_is_safe_is_about_what_is_written(text: str) -> None:
    said, _ = await turn(Draft(asked=CONTACT, done=[FOR_WHOM, NAME]), text, intent="faq")
    assert said == ["utter_intake_sees", "utter_intake_short_contact"]


async def test_the_number_somebody_writes_from_cannot_be_seen_on_the_web() -> None:
    draft = Draft(asked=CONTACT, done=[FOR_WHOM, NAME])
    assert (await turn(draft, "its the number im texting from", intent="faq"))[0] == ["utter_intake_number_unseen"]


async def test_a_client_is_not_named_where_we_ask_whom_to_ask_for() -> None:
    draft = Draft(fields={"for_whom": "referral"}, asked=NAME, done=[FOR_WHOM])
    said, draft = await turn(draft, "his name is Andre")
    assert said == ["utter_intake_client_left_out", "utter_intake_short_name"]
    assert draft.fields == {"for_whom": "referral"}


async def test_what_was_allowed_before_is_allowed_at_another_number() -> None:
    draft = at_the_summary()
    draft.fields.update({"may_text": True, "may_voicemail": False})
    _, draft = await turn(draft, "change my number to 303-555-0137")
    said, draft = await turn(draft, "same as before", intent="faq")
    assert said == [SUMMARY]
    assert (draft.fields["may_text"], draft.fields["may_voicemail"]) == (True, False)


async def test_call_her_not_me_at_the_summary_asks_for_her_name() -> None:
    said, draft = await turn(at_the_summary(), "call her not me")
    assert said == ["utter_intake_whom_to_call"]
    assert "phone" not in draft.fields
