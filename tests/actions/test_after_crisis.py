"""What is said to what follows the crisis texts."""

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.after_crisis import ActionAfterCrisis
from actions.ordinary import ORDINARY
from actions.so_far import AFTERMATH_SECONDS
from actions.turn import TURN, turn
from iop import safety
from tests.actions.aftermath import HUMBLE, OTHER_HUMBLE, SECOND, answer, crisis_words, is_over, said, short, tracker


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
    assert texts == [SECOND]
    assert not is_over(events)


async def test_no_text_is_said_twice_in_a_row() -> None:
    second = said(SECOND, turn("smalltalk"))
    assert (await answer("tonight", "nlu_fallback", crisis_words(), second))[0] == [HUMBLE]
    third = said(HUMBLE, turn("smalltalk"))
    assert (await answer("tonight", "nlu_fallback", crisis_words(), second, third))[0] == [OTHER_HUMBLE]
    fourth = said(OTHER_HUMBLE, turn("smalltalk"))
    assert (await answer("tonight", "nlu_fallback", crisis_words(), second, third, fourth))[0] == [HUMBLE]


@pytest.mark.parametrize("text", ["i dont want to call", "no i wont call 988", "i hate hotlines, no numbers"])
async def test_who_does_not_want_to_call_is_told_of_other_ways(text: str) -> None:
    assert (await answer(text, "cancel_call"))[0] == [short("need_not_call")]
    before = said(short("need_not_call"), turn("smalltalk"))
    (words,), _ = await answer(text, "cancel_call", crisis_words(), before)
    assert words == SECOND


@pytest.mark.parametrize("text", ["can i just come now", "cant i come to your office", "i want to come to you"])
async def test_who_wants_to_come_is_sent_to_an_emergency_room(text: str) -> None:
    (words,), _ = await answer(text, "faq")
    assert words == f"{short('come_here')} {SECOND}"


@pytest.mark.parametrize("text", ["i lost my job and my wife left", "i just miss her"])
async def test_a_loss_is_heard(text: str) -> None:
    (words,), _ = await answer(text, "faq")
    assert words == f"{short('sorry')} {SECOND}"


async def test_what_is_told_later_changes_the_situation() -> None:
    def second(situation: str) -> str:
        return safety.second_text("abuse_violence", "en", "web", situation)

    dispatcher = CollectingDispatcher()
    conversation = tracker("im only 13", "faq", [crisis_words()], 0.9, crisis="abuse_violence")
    await ActionAfterCrisis().run(dispatcher, conversation, {})
    (told,) = dispatcher.messages
    assert told["text"] == second("young")
    assert told["turn"]["situation"] == "young"


async def test_the_language_of_the_first_words_stays() -> None:
    second = safety.second_text("suicide_self", "es", "web")
    humble = safety.humble_texts("suicide_self", "es", "web")[0]
    assert (await answer("ok", "affirm", crisis_words("es")))[0] == [second]
    thanks = safety.short_words("took_back", "es", "web")
    assert (await answer("era broma jaja", "gibberish", crisis_words("es")))[0] == [f"{thanks} {humble}"]


async def test_spanish_is_answered_in_spanish() -> None:
    second = safety.second_text("suicide_self", "es", "web")
    assert (await answer("no quiero nada", "spanish_message"))[0] == [second]
    assert (await answer("no quiero llamar", "spanish_message"))[0] == [
        safety.short_words("need_not_call", "es", "web")
    ]


@pytest.mark.parametrize(("intent", "response"), [("chitchat", "utter_chitchat"), ("deny", "utter_no_problem")])
async def test_on_another_day_it_is_over(intent: str, response: str) -> None:
    day_before = 60.0 - AFTERMATH_SECONDS
    assert (await answer("lol", intent, crisis_words(at=day_before + 1)))[0] == [SECOND]
    texts, events = await answer("lol", intent, crisis_words(at=day_before))
    assert texts == [response]
    assert is_over(events)


def test_every_ordinary_action_has_its_name() -> None:
    assert all(action().name() for action in ORDINARY.values())


@pytest.mark.parametrize("route", safety.ROUTES)
async def test_what_is_not_understood_is_met_with_humble_words_that_fit_the_danger(route: str) -> None:
    texts = [safety.second_text(route, "en", "web"), *safety.humble_texts(route, "en", "web")]
    before = [crisis_words()]
    for text in texts:
        assert (await answer("hes so quiet now", "nlu_fallback", *before, crisis=route))[0] == [text]
        before.append(said(text, turn("smalltalk")))


async def test_an_age_alone_tells_that_a_child_writes() -> None:
    texts, _ = await answer("13", "nlu_fallback", crisis="abuse_violence")
    assert texts == [safety.second_text("abuse_violence", "en", "web", "young")]
    assert (await answer("13", "nlu_fallback"))[0] == [SECOND]


async def test_what_is_explained_gets_the_first_words_of_what_it_is() -> None:
    report = turn("crisis", language="en")
    report[TURN]["route"] = "harm_others"
    heard = {"event": "user", "text": "tonight im going to shoot up", "timestamp": 0.0}
    conversation = tracker("in my arm, its heroin", "faq", [], 0.9, crisis="harm_others")
    conversation.events[:0] = [heard, said("Call 911.", report)]
    dispatcher = CollectingDispatcher()
    events = await ActionAfterCrisis().run(dispatcher, conversation, {})
    assert "do not use alone" in dispatcher.messages[0]["text"]
    assert {"crisis": "overdose_emergency"}.items() <= {one["name"]: one.get("value") for one in events}.items()


async def test_who_asks_for_a_person_is_told_who_listens_now_first() -> None:
    texts, events = await answer("can i speak to a real person", "nlu_fallback")
    assert texts == [short("a_person_now"), "utter_request_person"]
    assert not is_over(events)


async def test_a_fear_that_was_just_answered_gets_the_words_that_come_next() -> None:
    before = said(short("calls_nobody"), turn("smalltalk"))
    assert (await answer("will you call the cops", "faq"))[0] == [short("calls_nobody")]
    assert (await answer("will you call the cops", "faq", crisis_words(), before))[0] == [SECOND]


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("i have a pistol in my nightstand", "suicide_self"),
        ("im so drowsy now", "overdose_emergency"),
        ("my boyfriend just walked in", "abuse_violence"),
        ("they would have my life insurance then", "suicide_self"),
        ("he is having a second one", "medical_emergency"),
    ],
)
async def test_what_brings_the_danger_nearer_gets_what_is_urgent(text: str, route: str) -> None:
    texts, _ = await answer(text, "nlu_fallback", crisis=route)
    assert texts == [safety.urgent_words(route, "en", "web")]


async def test_somebody_who_comes_home_is_near_only_where_they_are_feared() -> None:
    assert (await answer("he just came home", "nlu_fallback"))[0] == [SECOND]
    assert (await answer("i dont have a gun", "nlu_fallback"))[0] == [SECOND]


async def test_who_asks_what_to_do_after_the_second_text_is_told_what_is_urgent() -> None:
    before = said(SECOND, turn("smalltalk"))
    texts, _ = await answer("so what am i supposed to do", "faq", crisis_words(), before)
    assert texts == [safety.urgent_words("suicide_self", "en", "web")]
    assert (await answer("what do i do about insurance", "faq"))[0] == ["utter_faq/cost-total"]


async def test_a_short_answer_is_followed_by_what_is_urgent_where_the_danger_grows() -> None:
    texts, _ = await answer("im so drowsy, can i sleep it off", "faq", crisis="overdose_emergency")
    assert texts == [short("do_not_sleep"), safety.urgent_words("overdose_emergency", "en", "web")]
