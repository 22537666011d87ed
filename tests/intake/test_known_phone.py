"""Somebody who writes by text is not asked for the number they write from."""

from pathlib import Path
from typing import Any, Dict, List

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.intake import FORM, SLOT, IntakeForm
from iop.channels.sms.people import People
from iop.intake.draft import CONTACT, FOR_WHOM
from iop.settings import settings
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database

NUMBER = "+13035550111"


@pytest.fixture
def conversation(var_folder: Path) -> str:
    with database().begin() as connection:
        return People(database(), installed_cipher()).conversation(connection, NUMBER, "twilio")


async def opened(conversation_id: str, channel: str, text: str = "call me") -> Dict[str, Any]:
    """Returns the draft after the first turn."""
    message: Dict[str, Any] = {"event": "user", "text": text, "input_channel": channel, "parse_data": {}}
    tracker = Tracker(conversation_id, {SLOT: None}, {"text": text, "intent": {}}, [message], False, None, {}, "")
    events: List[Any] = await IntakeForm().run(CollectingDispatcher(), tracker, {})
    assert {"event": "active_loop", "timestamp": None, "name": FORM} in events
    return next(event["value"] for event in events if event.get("name") == SLOT)


async def test_the_number_is_known_and_not_asked(conversation: str) -> None:
    draft = await opened(conversation, "sms")
    assert draft["fields"]["phone"] == NUMBER
    assert CONTACT in draft["done"]
    assert draft["asked"] == FOR_WHOM


async def test_another_number_that_the_person_gives_takes_its_place(conversation: str) -> None:
    draft = await opened(conversation, "sms", "call me at 720-555-0188")
    assert draft["fields"]["phone"] == "+17205550188"


async def test_on_the_web_nothing_is_known(conversation: str) -> None:
    assert "phone" not in (await opened(conversation, "web"))["fields"]


async def test_without_the_database_it_is_asked(conversation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "database_url", "sqlite:////nowhere/at/all/iop.db")
    assert "phone" not in (await opened(conversation, "sms"))["fields"]
