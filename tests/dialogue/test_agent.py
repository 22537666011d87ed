"""Rasa's processor as it serves."""

import asyncio
import time
from typing import Any, Dict, Optional

import pytest
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from iop.dialogue.agent import Processor


@pytest.fixture
def processor() -> Processor:
    made = Processor.__new__(Processor)
    made.http_interpreter = None
    return made


async def test_reading_a_message_holds_up_nothing_else(processor: Processor, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(_: Any, message: Any, *__: Any) -> Any:
        time.sleep(0.3)
        return {"text": message}

    monkeypatch.setattr(MessageProcessor, "parse_message", slow)
    reading = asyncio.ensure_future(processor.parse_message("hello"))
    ticks = 0
    while not reading.done():
        await asyncio.sleep(0.01)
        ticks += 1
    assert reading.result() == {"text": "hello"}
    assert ticks >= 10


async def test_what_reading_raises_is_seen(processor: Processor, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: Any) -> Any:
        raise KeyError("intent")

    monkeypatch.setattr(MessageProcessor, "parse_message", broken)
    with pytest.raises(KeyError):
        await processor.parse_message("hello")


async def test_an_interpreter_elsewhere_is_waited_for(processor: Processor, monkeypatch: pytest.MonkeyPatch) -> None:
    async def elsewhere(*_: Any) -> Any:
        await asyncio.sleep(0.01)
        return {"text": "there"}

    processor.http_interpreter = object()
    monkeypatch.setattr(MessageProcessor, "parse_message", elsewhere)
    assert await processor.parse_message("hello") == {"text": "there"}


@pytest.mark.parametrize(("mapping", "filled"), [({"type": "from_text"}, "hello"), ({"type": "custom"}, None)])
async def test_slots_are_filled_from_messages_where_the_domain_says_so(
    processor: Processor, mapping: Dict[str, str], filled: Optional[str]
) -> None:
    processor.domain = Domain.from_dict({"slots": {"said": {"type": "text", "mappings": [mapping]}}})
    processor.action_endpoint = processor.nlg = None
    tracker = DialogueStateTracker("someone", processor.domain.slots)
    tracker.update(UserUttered("hello"))
    tracker = await processor.run_action_extract_slots(CollectingOutputChannel(), tracker)
    assert tracker.get_slot("said") == filled
