"""What is said to what follows the crisis texts."""

from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.after_crisis import WITH_HELP, ActionAfterCrisis
from actions.crisis import AFTER, AFTERMATH_SECONDS, note_crisis
from actions.ordinary import ORDINARY
from actions.turn import turn
from iop import safety
from iop.intake.draft import ORDER, SLOT, Draft
from tests.actions.entries import entry

LONGER, SHORTER = safety.second_messages("suicide_self", "en", "web")
URGENT = safety.urgent_words("suicide_self", "en", "web")
FOUND = {"answers": [entry("cost-total")], "rest": [], "also": [], "unanswered": [], "parts": [], "confidence": 0.95}
UNCLEAR = {**FOUND, "answers": [], "choices": [entry("cost-total"), entry("cost-detox")]}


def crisis_words(language: str = "en", at: float = 0.0) -> Dict[str, Any]:
    return said("Call or text 988.", turn("crisis", language=language), at)


def said(text: str, report: Dict[str, Any], at: float = 0.0) -> Dict[str, Any]:
    return {"event": "bot", "text": text, "metadata": report, "timestamp": at}


def tracker(text: str, intent: str, replies: Sequence[Dict[str, Any]], sure: float, **slots: Any) -> Tracker:
    """Returns a conversation with some replies, each to a message of its own, and a new message."""
    heard = {"event": "user", "timestamp": 60.0}
    told = [event for reply in replies for event in (heard, reply)] + [heard]
    found = {"faq": {**FOUND, "confidence": sure}, "clarify": {**UNCLEAR, "confidence": sure}}.get(intent, {})
    message = {"text": text, "intent": {"name": intent, "confidence": sure}, "entities": [], "understanding": found}
    slots = {"crisis": "suicide_self", AFTER: True, **slots}
    return Tracker("c", slots, {**message, "crisis": {"route": "suicide_self"}}, told, False, None, {}, "")


async def answer(
    text: str, intent: str, *replies: Dict[str, Any], sure: float = 0.95, **slots: Any
) -> Tuple[List[str], List[Dict[str, Any]]]:
    """Returns the texts or responses to a message after the crisis texts and some replies, and the events."""
    dispatcher = CollectingDispatcher()
    conversation = tracker(text, intent, replies or [crisis_words()], sure, **slots)
    events = await ActionAfterCrisis().run(dispatcher, conversation, {})
    return [one.get("response") or one["text"] for one in dispatcher.messages], events


def short(what: str) -> str:
    return safety.short_words(what, "en", "web")


def is_over(events: List[Dict[str, Any]]) -> bool:
    return any(event.get("name") == AFTER for event in events)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("tonight", "nlu_fallback"),
        ("which one", "clarify"),
        ("lol", "chitchat"),
        ("a bill", "ask_billing_desk"),
        ("skip", "faq"),
        ("nobody answered", "faq"),
        ("will they send the police?", "faq"),
        ("what about evenings", "faq"),
        ("how long?", "faq"),
        ("whats the point", "faq"),
        ("where can i go?", "faq"),
        ("how long does withdrawal last", "faq"),
        ("call me an ambulance", "request_callback"),
        ("can he do this tomorrow", "faq"),
        ("do i have to tell her parents", "faq"),
        ("will you tell him", "faq"),
        ("can you call me an ambulance", "faq"),
    ],
)
async def test_what_is_no_question_about_the_program_gets_the_second_text(text: str, intent: str) -> None:
    texts, events = await answer(text, intent)
    assert texts == [LONGER]
    assert not is_over(events)


async def test_an_unsure_answer_is_not_given() -> None:
    assert (await answer("do you have blankets?", "faq", sure=0.7))[0] == [LONGER]


async def test_no_text_is_said_twice_in_a_row() -> None:
    second = said(LONGER, turn("smalltalk"))
    assert (await answer("tonight", "nlu_fallback", crisis_words(), second))[0] == [SHORTER]
    third = said(SHORTER, turn("smalltalk"))
    assert (await answer("tonight", "nlu_fallback", crisis_words(), second, third))[0] == [URGENT]
    fourth = said(URGENT, turn("smalltalk"))
    assert (await answer("tonight", "nlu_fallback", crisis_words(), second, third, fourth))[0] == [SHORTER]
    assert (await answer("where can i go", "faq", crisis_words(), second, third))[0] == [LONGER]


@pytest.mark.parametrize("text", ["i dont want to call", "no i wont call 988", "i hate hotlines, no numbers"])
async def test_who_does_not_want_to_call_is_told_of_other_ways(text: str) -> None:
    assert (await answer(text, "cancel_call"))[0] == [short("need_not_call")]
    before = said(short("need_not_call"), turn("smalltalk"))
    (words,), _ = await answer(text, "cancel_call", crisis_words(), before)
    assert words == f"{short('need_not_call')} {LONGER}"


@pytest.mark.parametrize("text", ["can i just come tomorrow", "cant i come to your office", "i want to come to you"])
async def test_who_wants_to_come_is_sent_to_an_emergency_room(text: str) -> None:
    (words,), _ = await answer(text, "faq")
    assert words == f"{short('come_here')} {LONGER}"


@pytest.mark.parametrize("text", ["i lost my job and my wife left", "i just miss her"])
async def test_a_loss_is_heard(text: str) -> None:
    (words,), _ = await answer(text, "faq")
    assert words == f"{short('sorry')} {LONGER}"


@pytest.mark.parametrize(
    "text",
    [
        "no i mean on this waiting list",
        "i meant the program, i want to leave the iop",
        "talking about my job",
        "the group i mean",
    ],
)
async def test_who_meant_something_else_than_their_life_is_heard(text: str) -> None:
    texts, events = await answer(text, "faq")
    assert texts == [short("misread")]
    assert is_over(events)


@pytest.mark.parametrize("text", ["i mean it", "i mean my life", "i meant i want to die, not quit the program"])
async def test_who_means_it_is_not_taken_to_be_misread(text: str) -> None:
    texts, events = await answer(text, "faq")
    assert texts == [LONGER]
    assert not is_over(events)


@pytest.mark.parametrize(
    "text",
    [
        "whats next for him after the hospital",
        "can she come to you after",
        "would you take her when she gets discharged",
        "could he do iop once they let him out",
    ],
)
@pytest.mark.parametrize("intent", ["faq", "nlu_fallback"])
async def test_who_asks_what_comes_after_the_hospital_is_told(text: str, intent: str) -> None:
    there = turn("smalltalk")
    there["turn"][WITH_HELP] = True
    at_hospital = said("I am glad.", there)
    texts, _ = await answer(text, intent, crisis_words(), at_hospital, crisis="overdose_emergency")
    assert texts == [short("afterwards")]
    texts, _ = await answer(text, intent, crisis="overdose_emergency")
    assert texts == [short("doctors_first"), short("afterwards")]


async def test_news_and_a_question_in_one_message_are_both_heard() -> None:
    texts, _ = await answer("ok im going to the er. can i come to you after", "faq", crisis="medical_emergency")
    assert texts == [short("on_the_way"), short("afterwards")]
    texts, _ = await answer("they took him to the hospital, what does it cost", "faq", crisis="overdose_emergency")
    assert texts == [short("help_is_there"), "utter_faq/cost-total"]


async def test_doctors_come_before_an_answer_until_they_are_there() -> None:
    texts, _ = await answer("can i start monday", "faq", crisis="medical_emergency")
    assert texts == [short("doctors_first"), "utter_faq/cost-total"]
    there = turn("smalltalk")
    there["turn"][WITH_HELP] = True
    texts, _ = await answer(
        "can i start monday", "faq", crisis_words(), said("Good.", there), crisis="medical_emergency"
    )
    assert texts == ["utter_faq/cost-total"]


async def test_who_is_with_doctors_is_not_sent_to_them_again() -> None:
    there = turn("smalltalk")
    there["turn"][WITH_HELP] = True
    texts, _ = await answer("im so tired", "faq", crisis_words(), said("Good.", there), crisis="overdose_emergency")
    assert texts == [short("still_here")]


async def test_a_short_question_goes_on_with_an_answer() -> None:
    before = said("Yes, there is a list.", turn("answer"))
    assert (await answer("how long", "faq", crisis_words(), before))[0] == ["utter_faq/cost-total"]
    assert (await answer("tonight", "faq", crisis_words(), before))[0] == [LONGER]


@pytest.mark.parametrize("text", ["would iop help her", "does insurance tell her", "will you keep me on my medication"])
async def test_a_question_about_the_program_may_name_a_person(text: str) -> None:
    assert (await answer(text, "faq", sure=0.6))[0] == ["utter_faq/cost-total"]


async def test_what_is_told_later_changes_the_situation() -> None:
    def second(situation: str) -> str:
        return safety.second_messages("abuse_violence", "en", "web", situation)[0]

    dispatcher = CollectingDispatcher()
    conversation = tracker("im only 13", "faq", [crisis_words()], 0.9, crisis="abuse_violence")
    await ActionAfterCrisis().run(dispatcher, conversation, {})
    (told,) = dispatcher.messages
    assert told["text"] == second("young")
    assert told["turn"]["situation"] == "young"


@pytest.mark.parametrize(
    "text", ["jk lol chill", "I'm safe now", "im really ok", "i didn\u2019t mean it", "just kidding"]
)
async def test_who_takes_it_back_is_thanked(text: str) -> None:
    assert (await answer(text, "repeat"))[0] == [f"{safety.short_words('took_back', 'en', 'web')} {SHORTER}"]


@pytest.mark.parametrize("text", ["im not safe", "i am not ok"])
async def test_who_is_not_safe_took_nothing_back(text: str) -> None:
    assert (await answer(text, "faq"))[0] == [LONGER]


async def test_the_language_of_the_first_words_stays() -> None:
    longer, shorter = safety.second_messages("suicide_self", "es", "web")
    assert (await answer("ok", "affirm", crisis_words("es")))[0] == [longer]
    thanks = safety.short_words("took_back", "es", "web")
    assert (await answer("era broma jaja", "gibberish", crisis_words("es")))[0] == [f"{thanks} {shorter}"]


async def test_spanish_is_answered_in_spanish() -> None:
    longer = safety.second_messages("suicide_self", "es", "web")[0]
    assert (await answer("no quiero nada", "spanish_message"))[0] == [longer]
    assert (await answer("no quiero llamar", "spanish_message"))[0] == [
        safety.short_words("need_not_call", "es", "web")
    ]


async def test_a_question_about_the_program_in_spanish_is_answered_as_always() -> None:
    assert (await answer("qué horario tienen", "spanish_message"))[0] == ["utter_spanish_message"]
    assert (await answer("qué hago ahora", "spanish_message"))[0] != ["utter_spanish_message"]


@pytest.mark.parametrize(
    "text",
    [
        "what does it cost",
        "jk. what does it cost",
        "cost?",
        "i want to know the price",
        "and would they take my kids",
        "she lost her job does that matter",
        "do you guys take people after an overdose",
        "can she start iop tomorrow",
        "are you open tomorrow",
        "qué horario tienen",
        "cuánto cuesta",
        "does your program work with suicidal thoughts",
    ],
)
async def test_a_question_in_so_many_words_is_answered(text: str) -> None:
    texts, events = await answer(text, "faq")
    assert texts == ["utter_faq/cost-total"]
    assert not is_over(events)


@pytest.mark.parametrize("text", ["ok so when are ur groups", "is work an issue", "does the insurance pay"])
async def test_a_question_that_names_the_program_need_not_be_understood_for_sure(text: str) -> None:
    assert (await answer(text, "faq", sure=0.6))[0] == ["utter_faq/cost-total"]
    assert (await answer(text, "clarify", sure=0.3))[0] == ["utter_clarify"]


@pytest.mark.parametrize("text", ["what do i do", "can you help me", "should i go to work", "is he at home", "why me"])
async def test_what_may_be_about_the_danger_is_not_asked_back(text: str) -> None:
    assert (await answer(text, "clarify", sure=0.3))[0] == [LONGER]


@pytest.mark.parametrize("text", ["what about the groups", "do you take people who overdosed tonight"])
async def test_what_goes_on_about_the_danger_is_no_question(text: str) -> None:
    assert (await answer(text, "faq"))[0] == [LONGER]


@pytest.mark.parametrize("text", ["is there a number to text", "which hotline do i text", "can i text someone"])
async def test_who_asks_for_a_number_gets_that_of_those_who_help(text: str) -> None:
    (words,), _ = await answer(text, "faq", crisis="abuse_violence")
    assert "START to 88788" in words


async def test_a_question_that_was_offered_can_be_picked() -> None:
    offer = said("Which one?", turn("clarify", offered=[entry("cost-total"), entry("cost-detox")]))
    assert (await answer("the second", "faq", crisis_words(), offer))[0] == ["utter_faq/cost-total"]
    assert (await answer("the second", "faq"))[0] == [LONGER]


@pytest.mark.parametrize(
    ("text", "route", "what"),
    [
        ("thank u so much", "suicide_self", "welcome"),
        ("ok thanks for the number", "abuse_violence", "welcome"),
        ("gracias", "suicide_self", "welcome"),
        ("the paramedics are here", "overdose_emergency", "help_is_there"),
        ("ambulance came thank you", "overdose_emergency", "help_is_there"),
        ("they took her to the hospital", "third_party_suicide", "help_is_there"),
        ("ya llegó la ambulancia", "overdose_emergency", "help_is_there"),
        ("ok im going", "medical_emergency", "on_the_way"),
        ("we are on our way to the er", "suicide_self", "on_the_way"),
    ],
)
async def test_thanks_and_help_that_is_there_get_short_words(text: str, route: str, what: str) -> None:
    (words,), events = await answer(text, "thank", crisis=route)
    assert words in (safety.short_words(what, "en", "web"), safety.short_words(what, "es", "web"))
    assert not is_over(events)


@pytest.mark.parametrize(
    ("text", "route", "what"),
    [
        ("the cops are there", "third_party_suicide", "help_is_there"),
        ("hes ok now they took him to the hospital", "third_party_suicide", "help_is_there"),
        ("the ambulance took her", "overdose_emergency", "help_is_there"),
        ("hes at the hospital now, hes stable", "overdose_emergency", "help_is_there"),
        ("at the er", "suicide_self", "help_is_there"),
        ("they admitted my son", "self_harm", "help_is_there"),
        ("police are with her now", "abuse_violence", "help_is_there"),
        ("la ambulancia se lo llevó", "overdose_emergency", "help_is_there"),
        ("ok my sister is driving me", "medical_emergency", "on_the_way"),
        ("my neighbor is taking me to the er", "suicide_self", "on_the_way"),
        ("hes driving me there now", "overdose_emergency", "on_the_way"),
        ("i got an uber", "medical_emergency", "on_the_way"),
        ("poison control said go in so im going", "overdose_emergency", "on_the_way"),
        ("the nurse told us to come in", "overdose_emergency", "on_the_way"),
        ("mi hermana me lleva al hospital", "medical_emergency", "on_the_way"),
        ("my sister is taking me to the hospital", "abuse_violence", "on_the_way"),
    ],
)
async def test_help_that_has_come_gets_short_words_whatever_the_danger(text: str, route: str, what: str) -> None:
    (words,), events = await answer(text, "nlu_fallback", crisis=route)
    assert words in (safety.short_words(what, "en", "web"), safety.short_words(what, "es", "web"))
    assert not is_over(events)


@pytest.mark.parametrize("text", ["ok i got an uber", "my wife is picking me up", "im not driving", "i left the car"])
async def test_who_leaves_the_car_is_told_that_it_is_right(text: str) -> None:
    report = turn("crisis", language="en")
    report["turn"]["situation"] = "on_the_road"
    texts, _ = await answer(text, "nlu_fallback", said("Call 911.", report), crisis="harm_others")
    assert texts == [safety.short_words("does_not_drive", "en", "web")]


@pytest.mark.parametrize("text", ["im with my sponsor now", "i flushed it", "i called a friend and were talking"])
async def test_who_is_not_alone_with_the_urge_is_told_that_it_is_right(text: str) -> None:
    report = turn("crisis", language="en")
    report["turn"]["situation"] = "about_to_use"
    texts, _ = await answer(text, "nlu_fallback", said("Call 988.", report), crisis="overdose_emergency")
    assert texts == [short("not_alone")]
    texts, _ = await answer("can i start monday", "faq", said("Call 988.", report), crisis="overdose_emergency")
    assert texts == ["utter_faq/cost-total"]


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("he put me in the hospital", "abuse_violence"),
        ("my boyfriend is driving me", "abuse_violence"),
        ("hes driving me home", "abuse_violence"),
        ("i got an uber to his house", "harm_others"),
        ("i got an uber", "harm_others"),
        ("hes got in the car", "abuse_violence"),
        ("they have him in the basement", "abuse_violence"),
        ("im at the hospital roof", "suicide_self"),
        ("the ambulance took her but i still see it all", "overdose_emergency"),
        ("the police are not there", "third_party_suicide"),
    ],
)
async def test_what_only_sounds_like_help_gets_the_second_text(text: str, route: str) -> None:
    texts, _ = await answer(text, "nlu_fallback", crisis=route)
    assert texts == [safety.second_messages(route, "en", "web")[0]]


@pytest.mark.parametrize(
    "text",
    [
        "thanks for everything",
        "thanks anyway",
        "thanks but its too late",
        "the ambulance is not here yet",
        "the ambulance is on the way",
        "im going",
        "im not going to the hospital",
        "on my way to the hospital roof",
    ],
)
async def test_what_may_be_a_goodbye_or_help_that_is_missing_is_no_thanks(text: str) -> None:
    assert (await answer(text, "thank"))[0] == [LONGER]


@pytest.mark.parametrize(
    "text", ["no hes ok now", "my daughter is fine, we asked her", "she isnt suicidal i checked", "those are old marks"]
)
async def test_who_says_that_somebody_is_well_is_thanked_in_the_right_person(text: str) -> None:
    longer, shorter = safety.second_messages("self_harm", "en", "web", "somebody_else")
    report = turn("crisis", language="en")
    report["turn"]["situation"] = "somebody_else"
    thanks = safety.short_words("took_back", "en", "web")
    texts, _ = await answer(text, "faq", said("Call or text 988.", report), crisis="self_harm")
    assert texts == [f"{thanks} {shorter}"]
    assert (await answer("tonight", "faq", said("Call or text 988.", report), crisis="self_harm"))[0] == [longer]


@pytest.mark.parametrize("text", ["he is not ok", "hes home now", "she is fine with dying", "he is asleep"])
async def test_what_is_no_good_news_takes_nothing_back(text: str) -> None:
    assert (await answer(text, "faq"))[0] == [LONGER]


@pytest.mark.parametrize("text", ["not like that", "i meant in this chat", "that was a typo"])
async def test_who_was_misread_is_thanked(text: str) -> None:
    assert (await answer(text, "clarify"))[0] == [f"{safety.short_words('took_back', 'en', 'web')} {SHORTER}"]


async def test_the_second_answer_ends_it() -> None:
    before = said("Yes.", turn("answer"))
    texts, events = await answer("what does it cost", "faq", crisis_words(), before)
    assert texts == ["utter_faq/cost-total"]
    assert is_over(events)
    assert events[-1]["name"] == "action_listen"


@pytest.mark.parametrize("text", ["call me", "can you call me tonight", "303 555 0142"])
async def test_a_call_that_is_asked_for_opens_the_form(text: str) -> None:
    texts, events = await answer(text, "request_callback")
    assert texts == []
    assert is_over(events)
    assert events[-1]["name"] == "intake_form"


@pytest.mark.parametrize("text", ["can someone text me not call", "could somebody please call me"])
async def test_a_text_or_call_that_is_asked_for_in_so_many_words_opens_the_form(text: str) -> None:
    texts, events = await answer(text, "nlu_fallback")
    assert texts == []
    assert events[-1]["name"] == "intake_form"


async def test_a_message_that_is_hardly_like_asking_for_a_call_opens_nothing() -> None:
    assert (await answer("i flushed them", "request_callback", sure=0.5))[0] == [LONGER]


@pytest.mark.parametrize("text", ["yes you can text me", "texts are fine", "you can leave a voicemail"])
async def test_an_answer_to_the_form_goes_on_with_it(text: str) -> None:
    begun = Draft(fields={"phone": "+13035550142"}, done=["contact"], asked="permission").as_slot()
    texts, events = await answer(text, "affirm", **{SLOT: begun})
    assert texts == []
    assert events[-1]["name"] == "intake_form"
    assert (await answer(text, "affirm"))[0] == [LONGER]


async def test_details_that_were_sent_can_be_asked_after() -> None:
    sent = Draft(fields={"phone": "+13035550142"}, done=list(ORDER), is_sent=True, changes=1).as_slot()
    assert (await answer("did you get it", "ask_if_sent", **{SLOT: sent}))[0] == ["utter_sent"]
    assert (await answer("did you get it", "ask_if_sent"))[0] == [LONGER]


async def test_details_can_always_be_deleted(var_folder: Path) -> None:
    assert (await answer("delete my details", "delete_details"))[0] == ["utter_intake_nothing_stored"]


@pytest.mark.parametrize(("intent", "response"), [("chitchat", "utter_chitchat"), ("deny", "utter_no_problem")])
async def test_on_another_day_it_is_over(intent: str, response: str) -> None:
    day_before = 60.0 - AFTERMATH_SECONDS
    assert (await answer("lol", intent, crisis_words(at=day_before + 1)))[0] == [LONGER]
    texts, events = await answer("lol", intent, crisis_words(at=day_before))
    assert texts == [response]
    assert is_over(events)


def test_every_ordinary_action_has_its_name() -> None:
    assert all(action().name() for action in ORDINARY.values())


def test_the_same_danger_again_gets_the_second_text_and_another_one_its_own() -> None:
    def words(**slots: Any) -> List[str]:
        dispatcher = CollectingDispatcher()
        conversation = tracker("i really want to die", "crisis", [crisis_words()], 1.0, **slots)
        events = note_crisis(dispatcher, conversation)
        assert {"crisis": "suicide_self", AFTER: True}.items() <= {one["name"]: one["value"] for one in events}.items()
        assert {message["turn"]["outcome"] for message in dispatcher.messages} == {"crisis"}
        return [message["text"] for message in dispatcher.messages]

    assert words() == [LONGER]
    assert words(crisis="self_harm")[0].startswith("Thank you for telling me.")


def test_a_refusal_of_texts_that_is_told_with_the_danger_is_kept() -> None:
    begun = Draft(fields={"phone": "+13035550142"}, done=["contact"]).as_slot()
    text = "he will beat me if he sees it, no texts and no voicemail"
    events = note_crisis(CollectingDispatcher(), tracker(text, "crisis", [], 1.0, **{SLOT: begun}))
    kept = next(Draft(**one["value"]) for one in events if one["name"] == SLOT)
    assert kept.fields == {"phone": "+13035550142", "may_text": False, "may_voicemail": False}
    assert "permission" in kept.done


@pytest.mark.parametrize("text", ["text me, he beats me", "he beats me"])
def test_no_permission_is_read_out_of_danger(text: str) -> None:
    begun = Draft(fields={"phone": "+13035550142"}, done=["contact"]).as_slot()
    events = note_crisis(CollectingDispatcher(), tracker(text, "crisis", [], 1.0, **{SLOT: begun}))
    assert SLOT not in [one["name"] for one in events]
