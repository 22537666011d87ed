"""What is noted and said when a message speaks of danger."""

from typing import Any, List

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.aftermath import AFTER
from actions.crisis import note_crisis
from iop.intake.draft import SLOT, Draft
from tests.actions.aftermath import SECOND, crisis_words, tracker


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
