"""A message whose reply could not be kept comes again: the dialogue does not hear it twice."""

from pathlib import Path
from typing import Any, List

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered

from iop.channels.once import AGAIN, Once
from iop.storage.encryption import installed_cipher
from iop.storage.tracker_store import EncryptedTrackerStore

BUTTONS = [{"title": "What does it cost?", "payload": "What does it cost?"}]


class Dialogue:
    """Stands in for Rasa, and takes a message as Rasa does."""

    def __init__(self, store: EncryptedTrackerStore) -> None:
        self._store = store
        self.heard: List[str] = []

    async def __call__(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        tracker = await self._store.get_or_create_tracker(message.sender_id)
        said = BotUttered(f"You said {message.text}", {"buttons": BUTTONS}, {"turn": {"outcome": "answer"}})
        tracker.update(UserUttered(message.text, message_id=message.message_id))
        for event in (said, ActionExecuted("action_listen")):
            tracker.update(event)
        await self._store.save(tracker)
        await message.output_channel.send_response(message.sender_id, said.message())


class Collected(CollectingOutputChannel):
    def __init__(self) -> None:
        super().__init__()
        self.said: List[Any] = []

    async def send_response(self, recipient_id: str, message: Any) -> None:
        self.said.append((message["text"], message["buttons"], message["turn"]))


@pytest.fixture
def dialogue(var_folder: Path) -> Dialogue:
    return Dialogue(EncryptedTrackerStore(Domain.from_path("domain.yml")))


async def say(dialogue: Dialogue, text: str, message_id: str, again: bool = False) -> List[Any]:
    channel = Collected()
    handler = Once(dialogue, installed_cipher())
    await handler(UserMessage(text, channel, "web-1", message_id=message_id, metadata={AGAIN: again}))
    return channel.said


async def test_a_message_that_comes_again_gets_what_was_said_to_it(dialogue: Dialogue) -> None:
    first = await say(dialogue, "no", "2")
    assert first == [("You said no", BUTTONS, {"outcome": "answer"})]
    assert await say(dialogue, "no", "2", again=True) == first
    assert dialogue.heard == ["no"]


async def test_a_message_that_the_dialogue_never_took_is_taken(dialogue: Dialogue) -> None:
    await say(dialogue, "hello", "1")
    assert await say(dialogue, "no", "2", again=True) == [("You said no", BUTTONS, {"outcome": "answer"})]
    assert dialogue.heard == ["hello", "no"]


async def test_more_that_was_said_meanwhile_is_heard(dialogue: Dialogue) -> None:
    await say(dialogue, "no", "2")
    await say(dialogue, "no\nand what does it cost", "2", again=True)
    assert dialogue.heard == ["no", "no\nand what does it cost"]


async def test_the_log_is_not_told_whether_a_message_came_again(dialogue: Dialogue) -> None:
    message = UserMessage("no", Collected(), "web-1", metadata={AGAIN: False, "crisis": None})
    await Once(dialogue, installed_cipher())(message)
    assert message.metadata == {"crisis": None}
