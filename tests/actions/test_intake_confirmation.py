"""The summary: what sends the details, what changes them, and what does not."""

from typing import Dict, List

import pytest

from iop.intake.consent import consent_words
from iop.intake.draft import CONFIRM
from tests.actions.form import FIELDS, SAVED, SUMMARY, Database, at_the_summary, turn

pytestmark = pytest.mark.usefixtures("base")


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


@pytest.mark.parametrize("text", ["hm well you know", "asdf"])
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


@pytest.mark.parametrize("changed", ["text", "version"])
async def test_a_yes_to_other_words_than_those_of_today_shows_these_first(base: Database, changed: str) -> None:
    draft = at_the_summary()
    draft.shown[changed] = "of last month"
    said, draft = await turn(draft, "yes")
    assert (said, base.stored) == ([SUMMARY], [])
    assert draft.shown == consent_words().dict()
    assert (await turn(draft, "yes"))[0] == [SAVED]


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


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("that's right but change lunch to after 6pm", {"best_time": "after 6pm"}),
        ("can you change it to mornings?", {"best_time": "mornings"}),
        ("cambie la hora a las 5 de la tarde", {"best_time": "a las 5 de la tarde"}),
        ("only between 9 and 11 am when hes at work", {"best_time": "only between 9 and 11 am when hes at work"}),
        ("ok but not on fridays", {"best_time": "lunch, not on fridays"}),
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
        ("yes but can you use my other number", "whole_number"),
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


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("hes hard of hearing", "hes hard of hearing"),
        ("i cant do groups with men", "i cant do groups with men"),
        ("ok but one thing, i dont have a car", "i dont have a car"),
        ("una nota: no oye bien", "no oye bien"),
        ("can you tell her its about my brother", "can you tell her its about my brother"),
        ("step down from PHP", "step down from PHP"),
        ("his boss is Tom Riley", "his boss is Tom Riley"),
        ("i was there in 2019", "i was there in 2019"),
        ("yes but only if its free", "only if its free"),
    ],
)
@pytest.mark.parametrize("intent", ["faq", "nlu_fallback"])
async def test_a_remark_is_shown_as_a_note(base: Database, text: str, note: str, intent: str) -> None:
    said, draft = await turn(at_the_summary(), text, intent=intent)
    assert (said, draft.fields["note"]) == ([SUMMARY], note)
    assert base.stored == []
    assert (await turn(draft, "yes"))[0] == [SAVED]


@pytest.mark.parametrize("text", ["i dont understand this", "im confused", "i have a question", "i want to think"])
async def test_what_is_said_of_this_chat_is_no_note(text: str) -> None:
    _, draft = await turn(at_the_summary(), text, intent="nlu_fallback")
    assert "note" not in draft.fields


async def test_a_note_never_names_a_professionals_client(base: Database) -> None:
    draft = at_the_summary()
    draft.fields["for_whom"] = "referral"
    said, draft = await turn(draft, "Sarah lives in Aurora", intent="nlu_fallback")
    assert said == ["utter_intake_client_left_out", "utter_intake_short_confirm"]
    assert "note" not in draft.fields


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["it should say Anne not Ann"], "Anne"),
        (["yes except its Raymond"], "Raymond"),
        (["ann with an e at the end. anne"], "Anne"),
        (["no", "the name", "Joe"], "Joe"),
        (["no", "Joe"], "Joe"),
        (["no", "it's Xiomara"], "Xiomara"),
    ],
)
async def test_another_spelling_or_another_name_is_shown(base: Database, texts: List[str], name: str) -> None:
    draft = at_the_summary()
    for text in texts:
        said, draft = await turn(draft, text, intent="nlu_fallback")
    assert (said, draft.fields["first_name"].lower(), base.stored) == ([SUMMARY], name.lower(), [])


async def test_four_digits_alone_are_the_end_of_the_number() -> None:
    said, draft = await turn(at_the_summary(), "it's 0175", intent="nlu_fallback")
    assert (said, draft.fields["phone"]) == ([SUMMARY], "+13035550175")


async def test_a_change_to_what_was_sent_is_asked_for_as_one() -> None:
    draft = at_the_summary()
    draft.sent(1)
    draft.renew()
    draft.asked = CONFIRM
    assert (await turn(draft, "hm ok great"))[0] == ["utter_intake_short_change"]
    assert (await turn(draft, "bye", intent="goodbye"))[0] == ["utter_intake_stopped_change"]


async def test_who_does_not_know_disputes_nothing(base: Database) -> None:
    said, draft = await turn(at_the_summary(), "im not sure", intent="nlu_fallback")
    assert said == ["utter_intake_again_confirm"]
    assert (await turn(draft, "yes"))[0] == [SAVED]
