"""Rasa's processor as it serves."""

import asyncio
import time
from typing import Any

import pytest
from rasa.core.processor import MessageProcessor

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
