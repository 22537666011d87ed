"""The tracker store against Rasa's own in-memory store: the same dialogue, turn by turn."""

import asyncio
import random
import time
from pathlib import Path
from typing import Any, Dict, List, Tuple

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from iop.storage.encryption import Cipher
from iop.storage.engine import database
from iop.storage.tracker_store import WHOLE, WINDOW, EncryptedTrackerStore

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [faq]
slots:
  draft: {type: any, mappings: [{type: custom}]}
  crisis: {type: any, mappings: [{type: custom}]}
  times: {type: any, initial_value: 0, mappings: [{type: custom}]}
forms:
  intake_form: {required_slots: []}
"""
)


@pytest.fixture
def store(var_folder: Path) -> EncryptedTrackerStore:
    return EncryptedTrackerStore(DOMAIN)


def turn(number: int, chance: random.Random) -> List[Event]:
    """One turn with whatever can happen in it."""
    happened: List[Event] = [
        UserUttered(f"message {number}", intent={"name": "faq"}),
        ActionExecuted("action_answer"),
        BotUttered(f"reply {number}"),
    ]
    if chance.random() < 0.4:
        happened.append(SlotSet(chance.choice(["draft", "crisis", "times"]), chance.choice([None, 0, {"a": [number]}])))
    if chance.random() < 0.2:
        happened.append(ActiveLoop(chance.choice(["intake_form", None])))
    if chance.random() < 0.1:
        happened.append(chance.choice([ConversationPaused(), ConversationResumed()]))
    return [*happened, ActionExecuted("action_listen")]


def state(tracker: DialogueStateTracker) -> Tuple[Any, ...]:
    """What the dialogue goes by."""
    message = tracker.latest_message
    return (
        tracker.current_slot_values(),
        tracker.active_loop_name,
        tracker.is_paused(),
        tracker.latest_action_name,
        message.text if message else None,
    )


@pytest.mark.parametrize("seed", range(5))
async def test_every_turn_leaves_the_state_that_rasas_own_store_has(store: EncryptedTrackerStore, seed: int) -> None:
    chance = random.Random(seed)
    stock = InMemoryTrackerStore(DOMAIN)
    for number in range(5 * WINDOW):
        happened = turn(number, chance)
        for each in (stock, store):
            tracker = await each.get_or_create_tracker("web-1")
            for event in happened:
                tracker.update(event)
            await each.save(tracker)
        ours, theirs = await store.retrieve("web-1"), await stock.retrieve("web-1")
        assert ours is not None
        assert theirs is not None
        assert state(ours) == state(theirs), number


async def said(store: EncryptedTrackerStore, turns: int) -> None:
    for number in range(turns):
        tracker = await store.get_or_create_tracker("web-1")
        tracker.update(UserUttered(f"message {number}"))
        tracker.update(SlotSet("draft", {"name": "Anastasia Q"}) if number == 0 else BotUttered(f"reply {number}"))
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)


async def test_the_dialogue_sees_the_latest_turns_and_what_was_taken_down_before(store: EncryptedTrackerStore) -> None:
    await said(store, 400)
    tracker = await store.retrieve("web-1")
    assert tracker is not None
    heard = [event.text for event in tracker.events if isinstance(event, UserUttered)]
    assert heard == [f"message {number}" for number in range(400 - WINDOW, 400)]
    assert tracker.get_slot("draft") == {"name": "Anastasia Q"}


async def test_of_earlier_turns_the_dialogue_sees_what_was_said(store: EncryptedTrackerStore) -> None:
    chance = random.Random(1)
    for number in range(WINDOW):
        tracker = await store.get_or_create_tracker("web-1")
        for event in turn(number, chance):
            tracker.update(event)
        await store.save(tracker)
    tracker = await store.retrieve("web-1")
    assert tracker is not None
    told = [event for event in tracker.events if isinstance(event, (UserUttered, BotUttered))]
    assert [event.text for event in told] == [f"{who} {n}" for n in range(WINDOW) for who in ("message", "reply")]
    answered = [
        event for event in tracker.events if isinstance(event, ActionExecuted) and event.action_name != "action_listen"
    ]
    assert len(answered) == WHOLE


async def test_the_whole_conversation_is_kept_once_and_in_order(store: EncryptedTrackerStore) -> None:
    await said(store, 3 * WINDOW)
    tracker = await store.retrieve_full_tracker("web-1")
    assert tracker is not None
    heard = [event.text for event in tracker.events if isinstance(event, UserUttered)]
    assert heard == [f"message {number}" for number in range(3 * WINDOW)]


async def test_details_of_a_message_are_kept_and_why_it_was_answered_so_is_not(store: EncryptedTrackerStore) -> None:
    names = [{"entity": "person", "value": "Ann"}]
    heard = {
        "intent": {"name": "faq"},
        "entities": names,
        "understanding": {"answers": ["cost"]},
        "intent_ranking": [1],
    }
    tracker = await store.get_or_create_tracker("web-1")
    tracker.update(UserUttered("Ann asks what it costs", parse_data=heard))
    await store.save(tracker)
    assert tracker.latest_message is not None
    assert tracker.latest_message.parse_data["understanding"]
    again = await store.retrieve("web-1")
    assert again is not None
    message = again.latest_message
    assert message is not None
    assert (message.intent_name, message.entities) == ("faq", names)
    assert "understanding" not in message.parse_data


async def test_saving_again_adds_nothing(store: EncryptedTrackerStore) -> None:
    await said(store, 2 * WINDOW)
    before = await store.retrieve_full_tracker("web-1")
    tracker = await store.retrieve("web-1")
    assert before is not None
    assert tracker is not None
    await store.save(tracker)
    after = await store.retrieve_full_tracker("web-1")
    assert after is not None
    assert list(after.events) == list(before.events)


async def test_a_conversation_that_nobody_had_is_nothing(store: EncryptedTrackerStore) -> None:
    assert await store.retrieve("web-2") is None
    assert await store.retrieve_full_tracker("web-2") is None


async def test_nothing_that_was_said_stands_in_clear(store: EncryptedTrackerStore, var_folder: Path) -> None:
    await said(store, 2)
    files: Dict[str, bytes] = {file.name: file.read_bytes() for file in var_folder.iterdir()}
    assert any(name.startswith("iop.db") for name in files)
    assert not any(b"message 1" in content or b"Anastasia Q" in content for content in files.values())


async def test_a_row_is_opened_once_for_all_the_turns_that_see_it(
    store: EncryptedTrackerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: List[bytes] = []
    real = Cipher.open

    def counted(cipher: Cipher, sealed: bytes) -> Any:
        opened.append(sealed)
        return real(cipher, sealed)

    monkeypatch.setattr(Cipher, "open", counted)
    store = EncryptedTrackerStore(DOMAIN)
    await said(store, 3 * WINDOW)
    assert len(opened) == len(set(opened)) <= 3 * WINDOW


async def test_what_is_done_to_one_reading_is_not_in_the_next(store: EncryptedTrackerStore) -> None:
    await said(store, 3)
    first = await store.retrieve("web-1")
    assert first is not None
    first.update(SlotSet("draft", {"name": "somebody else"}))
    first.update(UserUttered("never stored"))
    second = await store.retrieve("web-1")
    assert second is not None
    assert second.get_slot("draft") == {"name": "Anastasia Q"}
    assert second.latest_message is not None
    assert second.latest_message.text == "message 2"


async def test_listing_the_conversations_holds_up_no_message(store: EncryptedTrackerStore) -> None:
    await said(store, 1)
    sa.event.listen(database(), "before_cursor_execute", lambda *_: time.sleep(0.3))
    listing, ticks = asyncio.ensure_future(store.keys()), 0
    while not listing.done():
        await asyncio.sleep(0.01)
        ticks += 1
    assert listing.result() == ["web-1"]
    assert ticks >= 10


def new_session(tracker: DialogueStateTracker) -> List[Event]:
    """What Rasa appends when a session begins: the slots once more, with the metadata of the events that set them."""
    set_before = [event for event in tracker.applied_events() if isinstance(event, SlotSet)]
    copies = [SlotSet(event.key, event.value, metadata=event.metadata) for event in set_before]
    return [ActionExecuted("action_session_start"), SessionStarted(), *copies, ActionExecuted("action_listen")]


async def test_a_new_session_in_a_long_conversation_loses_no_message(store: EncryptedTrackerStore) -> None:
    await said(store, WINDOW + 3)
    tracker = await store.get_or_create_tracker("web-1")
    for event in [*new_session(tracker), UserUttered("back again"), ActionExecuted("action_listen")]:
        tracker.update(event)
    await store.save(tracker)
    await said(store, WINDOW + 3)
    whole = await store.retrieve_full_tracker("web-1")
    assert whole is not None
    heard = [event.text for event in whole.events if isinstance(event, UserUttered)]
    each = [f"message {number}" for number in range(WINDOW + 3)]
    assert heard == [*each, "back again", *each]
