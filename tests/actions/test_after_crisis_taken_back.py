"""Words of danger that are taken back, corrected or were misread."""

from typing import Any, Dict, List, Tuple

import pytest
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.after_crisis import ActionAfterCrisis
from actions.taken_back import corrects
from actions.turn import TURN, turn
from iop import safety
from iop.intake.draft import FORM, SLOT, Draft
from tests.actions.aftermath import HUMBLE, SECOND, answer, crisis_words, is_over, said, short, tracker


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
    assert texts == [SECOND]
    assert not is_over(events)


@pytest.mark.parametrize(
    "text", ["jk lol chill", "I'm safe now", "im really ok", "i didn\u2019t mean it", "just kidding"]
)
async def test_who_takes_it_back_is_thanked(text: str) -> None:
    assert (await answer(text, "repeat"))[0] == [f"{safety.short_words('took_back', 'en', 'web')} {HUMBLE}"]


@pytest.mark.parametrize("text", ["im not safe", "i am not ok"])
async def test_who_is_not_safe_took_nothing_back(text: str) -> None:
    assert (await answer(text, "faq"))[0] == [SECOND]


@pytest.mark.parametrize(
    "text", ["no hes ok now", "my daughter is fine, we asked her", "she isnt suicidal i checked", "those are old marks"]
)
async def test_who_says_that_somebody_is_well_is_thanked_in_the_right_person(text: str) -> None:
    second = safety.second_text("self_harm", "en", "web", "somebody_else")
    humble = safety.humble_texts("self_harm", "en", "web", "somebody_else")[0]
    report = turn("crisis", language="en")
    report["turn"]["situation"] = "somebody_else"
    thanks = safety.short_words("took_back", "en", "web")
    texts, _ = await answer(text, "faq", said("Call or text 988.", report), crisis="self_harm")
    assert texts == [f"{thanks} {humble}"]
    assert (await answer("tonight", "faq", said("Call or text 988.", report), crisis="self_harm"))[0] == [second]


@pytest.mark.parametrize("text", ["he is not ok", "hes home now", "she is fine with dying", "he is asleep"])
async def test_what_is_no_good_news_takes_nothing_back(text: str) -> None:
    assert (await answer(text, "faq"))[0] == [SECOND]


@pytest.mark.parametrize("text", ["not like that", "i meant in this chat", "that was a typo"])
async def test_who_was_misread_is_thanked(text: str) -> None:
    assert (await answer(text, "clarify"))[0] == [f"{safety.short_words('took_back', 'en', 'web')} {HUMBLE}"]


@pytest.mark.parametrize("text", ["i feel fine tho", "its ok im better now", "i threw up so im good"])
async def test_who_feels_fine_in_a_bodily_danger_took_nothing_back(text: str) -> None:
    texts, _ = await answer(text, "faq", crisis="overdose_emergency")
    assert texts == [safety.second_text("overdose_emergency", "en", "web")]


async def test_a_joke_about_pills_is_heard_but_not_waved_away() -> None:
    (words,), _ = await answer("just kidding", "faq", crisis="overdose_emergency")
    assert words == short("nothing_taken")
    report = turn("smalltalk")
    report[TURN]["eased"] = True
    before = said(words, report)
    texts, _ = await answer("no really i was joking", "faq", crisis_words(), before, crisis="overdose_emergency")
    assert texts == [f"{short('took_back')} {short('still_here')}"]
    texts, _ = await answer("can i start monday", "faq", crisis_words(), before, crisis="overdose_emergency")
    assert texts == ["utter_faq/cost-total"]


@pytest.mark.parametrize("text", ["it autocorrected", "not literally", "its a song lyric", "i was just venting"])
async def test_a_figure_of_speech_is_heard(text: str) -> None:
    assert (await answer(text, "faq"))[0] == [f"{short('took_back')} {HUMBLE}"]


@pytest.mark.parametrize(
    ("first", "text", "is_heard"),
    [
        ("i wont be around next week", "i mean im visiting my cousin", True),
        ("i cant make it", "i mean i have a cold", True),
        ("i want to die", "i mean i have a cold", False),
        ("i cant make it", "i mean im so tired of everything", False),
    ],
)
def test_what_was_meant_is_heard_unless_death_was_named(first: str, text: str, is_heard: bool) -> None:
    assert corrects(text, first) is is_heard


@pytest.mark.parametrize(
    "text", ["nobody is suicidal. what does it cost", "not like that, im not gonna hurt myself. what does it cost"]
)
async def test_who_says_that_nobody_is_in_danger_and_asks_is_answered_and_free(text: str) -> None:
    texts, events = await answer(text, "faq")
    assert texts == ["utter_faq/cost-total"]
    assert is_over(events)
    report = turn("crisis", language="en")
    report[TURN]["situation"] = "stimulant"
    _, events = await answer(text, "faq", said("Call 911.", report), crisis="medical_emergency")
    assert not is_over(events)


async def test_i_mean_explains_nothing_where_a_weapon_was_spoken_of() -> None:
    assert not is_over((await answer("i mean the program has my gun", "faq"))[1])


TO_THE_FORM = FollowupAction(FORM)
DOUBTFUL, PLAIN = "i cant wait for this all to be behind me", "i want to kill myself"


async def denied(text: str, first: str, **slots: Any) -> List[Dict[str, Any]]:
    """Returns the events after a denial of what was said first, which is plain danger or not."""
    report = turn("crisis", language="en")
    report[TURN]["route"] = "suicide_self"
    conversation = tracker(text, "faq", [said("Call or text 988.", report)], 0.3, **slots)
    conversation.events[0] = {**conversation.events[0], "text": first}
    return await ActionAfterCrisis().run(CollectingDispatcher(), conversation, {})


@pytest.mark.parametrize("text", ["no im not suicidal, i just want a call", "what? im not in danger. call me"])
async def test_who_denies_what_was_not_plain_and_wants_a_call_gets_the_form(text: str) -> None:
    assert TO_THE_FORM in await denied(text, DOUBTFUL)
    assert TO_THE_FORM not in await denied("im tired", DOUBTFUL)


async def test_who_denies_what_was_not_plain_goes_on_with_the_form() -> None:
    draft = Draft(fields={"first_name": "Max"}).as_slot()
    denial = "no im not suicidal"
    assert TO_THE_FORM in await denied(denial, DOUBTFUL, **{SLOT: draft})
    assert TO_THE_FORM not in await denied(denial, PLAIN, **{SLOT: draft})


async def long_ago(text: str, first: str, route: str, intent: str = "faq") -> Tuple[List[str], List[Dict[str, Any]]]:
    """Returns what is said to a message after a first one of a kind of danger, and the events."""
    report = turn("crisis", language="en")
    report[TURN]["route"] = route
    conversation = tracker(text, intent, [said("Call 911.", report)], 0.95, crisis=route)
    conversation.events[0] = {**conversation.events[0], "text": first}
    dispatcher = CollectingDispatcher()
    events = await ActionAfterCrisis().run(dispatcher, conversation, {})
    return [one.get("response") or one["text"] for one in dispatcher.messages], events


@pytest.mark.parametrize(
    ("text", "first", "route"),
    [
        ("no that was last month", "i had a withdrawal seizure", "medical_emergency"),
        ("i told you it was two weeks ago", "he overdosed on fentanyl", "overdose_emergency"),
        ("that was on friday, its over", "i blacked out and shook", "medical_emergency"),
        ("i mean he overdosed in 2021", "my son overdosed", "overdose_emergency"),
        ("that was in april", "i tried to kill myself", "suicide_self"),
        ("eso fue hace dos meses", "tuve una sobredosis", "overdose_emergency"),
    ],
)
async def test_who_says_that_it_was_long_ago_gets_no_orders_any_more(text: str, first: str, route: str) -> None:
    texts, events = await long_ago(text, first, route, "nlu_fallback")
    assert texts in ([short("long_ago")], [safety.short_words("long_ago", "es", "web")])
    assert is_over(events)
    texts, events = await long_ago(f"{text}. what does it cost", first, route)
    assert texts == ["utter_faq/cost-total"]
    assert is_over(events)


@pytest.mark.parametrize(
    ("text", "first", "route"),
    [
        ("that was last week, i did it again today", "i overdosed", "overdose_emergency"),
        ("that was friday", "i took 30 tylenol", "overdose_emergency"),
        ("it was an hour ago", "he had a seizure", "medical_emergency"),
        ("that was yesterday", "he had a seizure", "medical_emergency"),
        ("that was months ago", "i want to die", "suicide_self"),
        ("that was last month but now he has a gun", "he threatened to shoot us", "harm_others"),
    ],
)
async def test_what_may_go_on_is_not_long_ago(text: str, first: str, route: str) -> None:
    texts, events = await long_ago(text, first, route, "nlu_fallback")
    assert short("long_ago") not in texts
    assert not is_over(events)


@pytest.mark.parametrize("text", ["no i mean me, not him", "i meant myself not my friend"])
async def test_who_speaks_of_themselves_corrects_no_danger_away(text: str) -> None:
    texts, events = await long_ago(text, "my buddy had the right idea", "suicide_self")
    assert short("misread") not in texts
    assert not is_over(events)
