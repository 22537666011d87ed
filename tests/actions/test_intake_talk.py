"""One turn of the form: what sends the details, and what does not."""

import datetime as dt
from pathlib import Path
from typing import Dict, List, Optional

import pytest

from actions import intake_sending
from iop.intake.consent import consent_words
from iop.intake.draft import CONFIRM, CONTACT, EXTRAS, FOR_WHOM, NAME, ORDER, PERMISSION, TIME, Draft
from tests.actions.form import FIELDS, SAVED, SUMMARY, Database, at_the_summary, turn


@pytest.fixture(autouse=True)
def base(var_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    standing_in = Database()
    monkeypatch.setattr(intake_sending, "save", standing_in.save)
    return standing_in


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


@pytest.mark.parametrize("text", ["his boss is Tom Riley", "hm well you know", "asdf"])
async def test_a_complete_inquiry_is_kept_however_often_an_answer_is_not_understood(base: Database, text: str) -> None:
    draft = at_the_summary()
    for expected in ("utter_intake_again_confirm", "utter_intake_still_confirm", "utter_intake_still_confirm"):
        said, draft = await turn(draft, text, intent="nlu_fallback")
        assert said == [expected]
    assert base.stored == []
    assert (await turn(draft, "yes"))[0] == [SAVED]
    assert base.stored == [FIELDS]


async def test_a_goodbye_at_the_summary_is_answered_also_after_what_was_not_understood() -> None:
    _, draft = await turn(at_the_summary(), "hm well you know", intent="nlu_fallback")
    said, draft = await turn(draft, "i need to go", intent="goodbye")
    assert said == ["utter_intake_before_you_go"]
    assert (await turn(draft, "bye", intent="goodbye"))[0] == ["utter_intake_stopped"]


@pytest.mark.parametrize("text", ["thats it", "whatever", "skip", "nothing else"])
async def test_who_has_nothing_to_add_at_the_summary_is_asked_plainly(base: Database, text: str) -> None:
    draft = at_the_summary()
    for _ in range(3):
        said, draft = await turn(draft, text)
        assert said == ["utter_intake_short_confirm"]
    assert base.stored == []


async def test_a_yes_to_what_should_be_changed_sends_nothing(base: Database) -> None:
    said, draft = await turn(at_the_summary(), "no")
    assert said == ["utter_intake_change"]
    for _ in range(2):
        said, draft = await turn(draft, "yes")
        assert said == ["utter_intake_what_to_change"]
    assert base.stored == []
    assert (await turn(draft, "yes send it"))[0] == [SAVED]


async def test_after_a_change_that_was_not_understood_a_yes_shows_the_summary_first(base: Database) -> None:
    _, draft = await turn(at_the_summary(), "no")
    said, draft = await turn(draft, "hm well you know", intent="nlu_fallback")
    assert said == ["utter_intake_not_changed"]
    said, draft = await turn(draft, "yes")
    assert (said, base.stored) == ([SUMMARY], [])
    assert (await turn(draft, "yes"))[0] == [SAVED]


async def test_after_a_change_a_yes_is_about_the_summary_that_was_shown_last(base: Database) -> None:
    _, draft = await turn(at_the_summary(), "no")
    said, draft = await turn(draft, "my name is Jen")
    assert said == [SUMMARY]
    assert (await turn(draft, "yes"))[0] == [SAVED]


@pytest.mark.parametrize("asked", [FOR_WHOM, NAME, PERMISSION, TIME, EXTRAS])
@pytest.mark.parametrize("text", ["no i said dont send it", "don't send anything please", "do not submit this"])
async def test_who_wants_nothing_sent_is_asked_nothing_more(asked: str, text: str) -> None:
    draft = Draft(fields=dict(FIELDS), asked=asked, done=[name for name in ORDER if name != asked])
    assert (await turn(draft, text))[0] == ["utter_intake_stopped"]


@pytest.mark.parametrize("changed", ["text", "version"])
async def test_a_yes_to_other_words_than_those_of_today_shows_these_first(base: Database, changed: str) -> None:
    draft = at_the_summary()
    draft.shown[changed] = "of last month"
    said, draft = await turn(draft, "yes")
    assert (said, base.stored) == ([SUMMARY], [])
    assert draft.shown == consent_words().dict()
    assert (await turn(draft, "yes"))[0] == [SAVED]


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


async def test_a_clients_name_is_left_out_and_a_relatives_is_kept_word_for_word() -> None:
    draft = at_the_summary()
    draft.fields["for_whom"] = "referral"
    said, draft = await turn(draft, "his name is Tom Riley", intent="nlu_fallback")
    assert said == ["utter_intake_client_left_out", "utter_intake_short_confirm"]
    assert "note" not in draft.fields
    draft.fields["for_whom"] = "loved_one"
    said, draft = await turn(draft, "his name is Tom Riley", intent="nlu_fallback")
    assert said == [SUMMARY]
    assert draft.fields["note"] == "his name is Tom Riley"


@pytest.mark.parametrize("asked", [FOR_WHOM, PERMISSION, TIME, EXTRAS, CONFIRM])
async def test_a_question_about_ones_own_details_is_no_answer_to_ours(asked: str) -> None:
    draft = Draft(fields=dict(FIELDS), asked=asked, done=[name for name in ORDER if name != asked])
    about = {"id": "contact-phone", "topic": "contact", "question": "Number?", "depends_on_insurer": False}
    for text in ("what was my number again", "read back what you have", "did you send it?"):
        said, draft = await turn(draft, text, {"answers": [about], "confidence": 0.9}, "faq")
        assert said == ["utter_intake_held", f"utter_intake_short_{asked}"]
        assert draft.fields == FIELDS


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


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("that's right but change lunch to after 6pm", {"best_time": "after 6pm"}),
        ("can you change it to mornings?", {"best_time": "mornings"}),
        ("cambie la hora a las 5 de la tarde", {"best_time": "a las 5 de la tarde"}),
        ("only between 9 and 11 am when hes at work", {"best_time": "only between 9 and 11 am when hes at work"}),
        ("ok but not on fridays", {"best_time": "not on fridays"}),
        ("change Ann to Anna", {"first_name": "Anna"}),
        ("please don't contact the client directly", {"note": "please don't contact the client directly"}),
        ("im deaf so use relay", {"note": "im deaf so use relay"}),
    ],
)
async def test_a_change_at_the_summary_is_shown(base: Database, text: str, changed: Dict[str, str]) -> None:
    draft = at_the_summary()
    draft.fields["best_time"] = "lunch"
    said, draft = await turn(draft, text, intent="affirm")
    assert said[-1] == SUMMARY
    assert draft.fields == {**FIELDS, "best_time": "lunch", **changed}
    assert base.stored == []


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("looks good but use my other one", "not_changed"),
        ("thats not right one", "not_changed"),
        ("no thats my husbands", "not_changed"),
        ("take the work number off", "whole_number"),
        ("can you use my other number?", "whole_number"),
        ("you put a 4 where there is a 9 in 555 014", "whole_number"),
        ("its .net and not .com", "whole_address"),
    ],
)
@pytest.mark.parametrize("intent", ["affirm", "chitchat", "nlu_fallback", "ask_records_desk"])
async def test_a_change_that_is_not_understood_sends_nothing_that_was_not_shown_again(
    base: Database, text: str, asks: str, intent: str
) -> None:
    said, draft = await turn(at_the_summary(), text, intent=intent)
    assert said == [f"utter_intake_{asks}"]
    said, draft = await turn(draft, "yes send it")
    assert (said, base.stored) == ([SUMMARY], [])
    assert (await turn(draft, "yes"))[0] == [SAVED]


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


async def test_who_says_to_call_her_and_not_them_does_not_stop_the_form() -> None:
    draft = Draft(fields={"for_whom": "loved_one"}, asked=NAME, done=[FOR_WHOM])
    said, draft = await turn(draft, "no the call should go to her not me", intent="cancel_call")
    assert said == ["utter_intake_again_name"]
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


async def test_a_number_of_another_country_is_said_not_to_do() -> None:
    draft = Draft(fields={"for_whom": "self", "first_name": "Ann"}, asked=CONTACT, done=[FOR_WHOM, NAME])
    said, draft = await turn(draft, "+44 20 7946 0958")
    assert said == ["utter_intake_not_us"]
    said, draft = await turn(draft, "ann@example.com")
    assert draft.fields["email"] == "ann@example.com"
