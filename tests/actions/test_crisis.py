"""What is noted and said when a message speaks of danger."""

from typing import Any, Dict, List

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.crisis import note_crisis
from actions.so_far import AFTER
from actions.turn import TURN, turn
from iop import safety
from iop.intake.draft import SLOT, Draft
from tests.actions.aftermath import SECOND, crisis_words, said, short, tracker


def test_the_same_danger_again_gets_the_second_text_and_another_one_its_own() -> None:
    def words(**slots: Any) -> List[str]:
        dispatcher = CollectingDispatcher()
        conversation = tracker("i really want to die", "crisis", [crisis_words()], 1.0, **slots)
        events = note_crisis(dispatcher, conversation)
        assert {"crisis": "suicide_self", AFTER: True}.items() <= {one["name"]: one["value"] for one in events}.items()
        assert {message["turn"]["outcome"] for message in dispatcher.messages} == {"crisis"}
        return [message["text"] for message in dispatcher.messages]

    assert words() == [SECOND]
    assert words(crisis="self_harm")[0].startswith("Thank you for telling me.")


def test_the_same_danger_said_plainly_once_more_gets_what_is_urgent_and_what_grows_at_once() -> None:
    def words(text: str, *replies: Dict[str, Any]) -> str:
        dispatcher = CollectingDispatcher()
        note_crisis(dispatcher, tracker(text, "crisis", [crisis_words(), *replies], 1.0))
        (message,) = dispatcher.messages
        return str(message["text"])

    urgent = safety.urgent_words("suicide_self", "en", "web")
    assert words("i really want to die", said(SECOND, turn("smalltalk"))) == urgent
    assert words("i am on the other side of the rail now") == urgent


def test_news_in_a_message_that_was_taken_for_danger_are_heard_and_their_question_is_answered() -> None:
    dispatcher = CollectingDispatcher()
    conversation = tracker(
        "my dad locked all the guns up at his place. would she qualify", "crisis", [crisis_words()], 1.0
    )
    conversation.slots["crisis"] = "third_party_suicide"
    conversation.latest_message["crisis"]["route"] = "third_party_suicide"
    note_crisis(dispatcher, conversation)
    assert [message["text"] for message in dispatcher.messages] == [short("out_of_reach"), short("can_come")]
    assert {message["turn"]["outcome"] for message in dispatcher.messages} == {"crisis"}


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


def test_what_is_taken_for_danger_after_good_news_is_met_without_orders() -> None:
    report = turn("crisis", language="en")
    report[TURN].update(route="harm_others", eased=True)
    dispatcher = CollectingDispatcher()
    conversation = tracker(
        "i feel like a monster", "crisis", [said("That was right.", report)], 1.0, crisis="harm_others"
    )
    conversation.latest_message["crisis"]["route"] = "harm_others"
    note_crisis(dispatcher, conversation)
    assert [message["text"] for message in dispatcher.messages] == [safety.humble_texts("harm_others", "en", "web")[0]]


def test_a_time_long_ago_ends_the_orders_also_where_it_is_taken_for_danger() -> None:
    dispatcher = CollectingDispatcher()
    conversation = tracker("i said it was last month", "crisis", [crisis_words()], 1.0, crisis="medical_emergency")
    conversation.latest_message["crisis"]["route"] = "medical_emergency"
    events = note_crisis(dispatcher, conversation)
    assert [message["text"] for message in dispatcher.messages] == [short("long_ago")]
    assert {"crisis": "medical_emergency", AFTER: None}.items() <= {e["name"]: e["value"] for e in events}.items()
