"""What takes a call back."""

from pathlib import Path
from typing import List

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.intake import ActionCancelCall
from iop.intake.draft import ORDER, SLOT, Draft


async def said(text: str, is_sent: bool = True) -> List[str]:
    """Returns the responses to a message about cancelling, after the details were sent or not."""
    draft = Draft(fields={"phone": "+13035550142"}, done=list(ORDER), is_sent=is_sent, changes=1 if is_sent else None)
    message = {"text": text, "intent": {"name": "cancel_call"}, "entities": []}
    dispatcher = CollectingDispatcher()
    await ActionCancelCall().run(
        dispatcher, Tracker("c", {SLOT: draft.as_slot()}, message, [], False, None, {}, ""), {}
    )
    return [one["response"] for one in dispatcher.messages]


@pytest.mark.parametrize("text", ["please don't cancel the call", "please don\u2019t cancel the call"])
async def test_a_call_that_shall_not_be_cancelled_stays_with_any_apostrophe(var_folder: Path, text: str) -> None:
    assert await said(text) == ["utter_sent"]


async def test_plain_words_cancel(var_folder: Path) -> None:
    assert await said("cancel the call") == ["utter_intake_withdrawn"]


async def test_where_nothing_was_sent_no_call_is_said_to_be_cancelled(var_folder: Path) -> None:
    assert await said("cancel the call", is_sent=False) == ["utter_intake_stopped"]
