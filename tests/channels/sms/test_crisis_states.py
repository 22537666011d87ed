"""A component is down behind the SMS channel, and a message about danger still gets the words in its first segment."""

import time
from pathlib import Path
from typing import Any

import pytest

from iop import safety
from iop.channels import gate as gate_module
from iop.channels.gate import Gate
from iop.settings import settings
from tests.channels.test_gate import DANGER, NOTE_SECONDS, broken, hung, silent


@pytest.mark.parametrize("text", ["STOP", "stop", "Unsubscribe", "END", "QUIT", "cancel", "ALTO"])
async def test_an_opt_out_is_no_crisis(text: str) -> None:
    assert (await Gate(silent, "sms").answer("c", text)).crisis is None


@pytest.mark.parametrize(
    "text", ["stop I want to die", "STOP. i am going to kill myself", "end my life", "quiero morir"]
)
async def test_danger_that_begins_like_an_opt_out_is_a_crisis(text: str) -> None:
    turn = await Gate(silent, "sms").answer("c", text)
    assert turn.crisis == "suicide_self"
    assert_first_segment(turn.messages[0].text)


def assert_first_segment(text: str) -> None:
    assert "988" in text[:160]
    assert "911" in text[:160]


@pytest.mark.parametrize("engine", [silent, broken, hung])
async def test_the_engine_is_silent_broken_or_hung(engine: Any) -> None:
    safety.check("loads what the first message would wait for")
    began = time.monotonic()
    turn = await Gate(engine, "sms").answer("c", DANGER)
    assert time.monotonic() - began < NOTE_SECONDS + 1.5
    assert turn.crisis == "suicide_self"
    assert_first_segment(turn.messages[0].text)


async def test_a_hung_engine_is_an_apology_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate_module, "ANSWER_SECONDS", 0.1)
    turn = await Gate(hung, "sms").answer("c", "what does it cost")
    assert "988" in turn.messages[0].text


async def test_a_wrong_facility_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "facility", tmp_path / "no.yml", raising=False)
    assert_first_segment((await Gate(broken, "sms").answer("c", DANGER)).messages[0].text)


async def test_the_safety_layers_raise(monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(safety.detector, "_layers", raises)
    gate = Gate(silent, "sms")
    assert_first_segment((await gate.answer("c", DANGER)).messages[0].text)
    assert "988" in (await gate.answer("c", "what does it cost")).messages[0].text


async def test_without_any_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "safety").write_text("in the way")
    monkeypatch.setenv("IOP_CACHE", str(tmp_path))
    safety.detector.shared_classifier.cache_clear()
    try:
        assert_first_segment((await Gate(silent, "sms").answer("c", DANGER)).messages[0].text)
    finally:
        safety.detector.shared_classifier.cache_clear()
