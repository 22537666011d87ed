"""In which language a response is said."""

import datetime as dt
import re
from typing import Any, Dict, List, Optional

import pytest
import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from actions.turn import turn
from iop import clock
from iop.dialogue.nlg import FacilityResponses
from iop.facility import facility
from iop.intake.consent import consent_words
from iop.intake.language import LANGUAGE, SPANISH
from tests.conftest import ROOT

RESPONSES: Dict[str, List[Dict[str, Any]]] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))[
    "responses"
]
TRANSLATED = sorted(name for name, texts in RESPONSES.items() if any("condition" in text for text in texts))
LONGEST_SMS = 320


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


async def said(
    domain: Domain,
    response: str,
    text: str,
    slot: Optional[str] = None,
    reported: Optional[str] = None,
    channel: str = "web",
) -> str:
    """Returns the text of a response to a message."""
    tracker = DialogueStateTracker("c", domain.slots)
    tracker.update_with_events([UserUttered(text), SlotSet(LANGUAGE, slot)], domain)
    report = turn("intake", language=reported) if reported else {}
    filled = await FacilityResponses(None, domain).generate(response, tracker, channel, **report)
    assert filled is not None
    return str(filled["text"])


@pytest.mark.parametrize(
    ("text", "slot", "reported", "words"),
    [
        ("gracias", None, None, "Con gusto"), ("thanks", "es", None, "welcome"), ("thanks", None, None, "welcome"),
        ("720 555 0198", "es", None, "Con gusto"), ("720 555 0198", None, None, "welcome"),
        ("thanks", "en", "es", "Con gusto"), ("gracias", "es", "en", "welcome"),
    ],
)  # fmt: skip
async def test_the_report_counts_then_the_message_then_the_slot(
    domain: Domain, text: str, slot: Optional[str], reported: Optional[str], words: str
) -> None:
    assert words in await said(domain, "utter_thank", text, slot, reported)


@pytest.mark.parametrize("channel", ["web", "sms"])
async def test_each_channel_gets_its_own_spanish(domain: Domain, channel: str) -> None:
    text = await said(domain, "utter_intake_open", "llámenme", channel=channel)
    assert ("parar" in text) is (channel == "web")  # by text message that word ends all texts


def test_every_word_of_the_form_is_there_in_spanish_on_every_channel() -> None:
    form = {name for name in RESPONSES if name.startswith("utter_intake_")} - {"utter_intake_spanish_question"}
    assert form | {"utter_sent", "utter_not_sent"} <= set(TRANSLATED)
    for name in TRANSLATED:
        spanish = {text.get("channel") for text in RESPONSES[name] if "condition" in text}
        english = {text.get("channel") for text in RESPONSES[name] if "condition" not in text}
        assert spanish == english, name


@pytest.mark.parametrize("name", TRANSLATED)
def test_spanish_texts_fit_a_text_message_and_have_the_same_blanks(name: str) -> None:
    english = " ".join(text["text"] for text in RESPONSES[name] if "condition" not in text)
    blanks = dict.fromkeys(re.findall(r"{(\w+)}", english), "-")
    values = {**blanks, **facility().variables(), "when": "mañana (miércoles) después de las 8 AM", "time": "x" * 30}
    for text in RESPONSES[name]:
        if "condition" in text:
            used = set(re.findall(r"{(\w+)}", text["text"]))
            assert used <= set(blanks) | {"phone", "email"}
            assert {"summary", "consent", "noted", "when", "time", "days"} & set(blanks) <= used
            assert len(text["text"].format(**values)) <= LONGEST_SMS


def test_the_consent_leaves_room_for_the_details_in_a_text_message() -> None:
    text = next(text["text"] for text in RESPONSES["utter_intake_ask_confirm"] if "condition" in text)
    assert len(text.format(summary="", consent=consent_words(language=SPANISH).text)) < LONGEST_SMS


NOON, DAY_AFTER = dt.datetime(2026, 12, 25, 19), dt.datetime(2026, 12, 28, 19)
CLOSED = "Today is a holiday and the office is closed. A person answers again on Monday after 8 AM."


@pytest.mark.parametrize(
    ("response", "text", "holiday"),
    [
        ("utter_intake_waiting_sent", "are you open today", CLOSED),
        ("utter_hours", "¿están abiertos hoy?", "Hoy es día festivo y la oficina está cerrada."),
        ("utter_thank", "thanks", None),
    ],
)
async def test_on_a_holiday_the_usual_hours_come_with_the_day_of_opening(
    domain: Domain, monkeypatch: pytest.MonkeyPatch, response: str, text: str, holiday: Optional[str]
) -> None:
    domain.responses["utter_hours"] = [{"text": "Contestan en el {phone} ({office_hours}). Gracias."}]
    monkeypatch.setattr(clock, "utcnow", lambda: DAY_AFTER)
    before = await said(domain, response, text)
    monkeypatch.setattr(clock, "utcnow", lambda: NOON)
    if holiday is None:
        assert await said(domain, response, text) == before
    else:
        assert holiday not in before
        assert f"(Mountain Time)). {holiday}" in await said(domain, response, text)


async def test_a_promise_that_counts_the_holiday_is_not_said_twice(
    domain: Domain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "utcnow", lambda: NOON)
    domain.responses["utter_test"] = [{"text": "We call {when} ({office_hours}). Bye."}]
    assert "holiday" not in await said(domain, "utter_test", "ok")
