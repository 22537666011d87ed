"""Whatever is broken behind the gate, the person is told something true."""

import asyncio
import time
from types import SimpleNamespace
from typing import Any, Dict, List

import pytest
from rasa.core.channels.channel import UserMessage

from iop import safety
from iop.channels import gate as gate_module
from iop.channels.gate import Gate, Loading, as_plain_text
from iop.channels.replies import BotMessage, Turn
from iop.errors import InputFileError
from iop.settings import settings
from tests.conftest import ROOT

DANGER = "i want to kill myself"
NOTE_SECONDS = 2.0
"""What `docs/crisis-protocol.md` gives the dialogue engine to take note."""


class Engine:
    """Stands in for Rasa: remembers what it was given, and says what it is told to say."""

    def __init__(self, *replies: Dict[str, Any]) -> None:
        self.replies = replies
        self.messages: List[UserMessage] = []

    async def __call__(self, message: UserMessage) -> None:
        self.messages.append(message)
        for reply in self.replies:
            await message.output_channel.send_response(message.sender_id, dict(reply))


async def broken(_: UserMessage) -> None:
    raise RuntimeError("the model is gone; the message was: my name is Ada")


async def silent(_: UserMessage) -> None:
    return None


async def hung(_: UserMessage) -> None:
    await asyncio.sleep(60)


async def test_what_the_engine_says_is_passed_on() -> None:
    engine = Engine(
        {"text": "One", "turn": {"outcome": "answer"}}, {"text": "Two", "buttons": [{"title": "A", "payload": "a"}]}
    )
    turn = await Gate(engine, "web").answer("c", "what does it cost")
    assert [message.text for message in turn.messages] == ["One", "Two"]
    assert turn.messages[1].buttons == [{"title": "A", "payload": "a"}]
    assert turn.outcome == "answer"


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("engine", [broken, silent, Engine({"text": "It costs $3,000."})])
async def test_danger_gets_the_words_whatever_the_engine_does(engine: Any, channel: str) -> None:
    turn = await Gate(engine, channel).answer("c", DANGER)
    said = "\n".join(message.text for message in turn.messages)
    assert turn.crisis == "suicide_self"
    assert turn.outcome == "crisis"
    assert "988" in said
    assert "911" in said
    assert "$3,000" not in said


async def test_danger_does_not_wait_for_an_engine_that_hangs() -> None:
    safety.check("loads what the first message would wait for")
    began = time.monotonic()
    turn = await Gate(hung, "web").answer("c", DANGER)
    assert time.monotonic() - began < NOTE_SECONDS + 1.5
    assert turn.crisis == "suicide_self"
    said = "\n".join(message.text for message in turn.messages)
    assert "988" in said
    assert "911" in said


@pytest.mark.parametrize("engine", [broken, silent])
async def test_a_broken_or_silent_engine_is_an_apology_with_the_number(engine: Any) -> None:
    turn = await Gate(engine, "web").answer("c", "what does it cost")
    assert "(303) 555-0142" in turn.messages[0].text
    assert "988" in turn.messages[0].text
    assert turn.outcome == "fallback"


async def test_an_error_is_logged_without_what_the_person_wrote(caplog: pytest.LogCaptureFixture) -> None:
    await Gate(broken, "web").answer("c", "my name is Ada")
    assert "RuntimeError" in caplog.text
    assert "Ada" not in caplog.text


async def test_without_facility_file_the_apology_still_has_the_emergency_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings(), "facility", ROOT / "no" / "facility.yml", raising=False)
    with pytest.raises(InputFileError):
        gate_module.facility()
    turn = await Gate(broken, "web").answer("c", "what does it cost")
    assert "988" in turn.messages[0].text
    assert "911" in turn.messages[0].text


async def test_when_the_safety_check_fails_itself_the_resources_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = safety.Verdict(route=None, soft_line=False, language="en", reasons=(), failed=True)
    monkeypatch.setattr(gate_module.safety, "check", lambda _: failed)
    turn = await Gate(Engine({"text": "It costs $3,000."}), "web").answer("c", "...")
    assert "988" in turn.messages[0].text
    assert "911" in turn.messages[0].text
    assert turn.messages[-1].text == "It costs $3,000."


async def test_after_a_crisis_every_reply_carries_the_line() -> None:
    turn = await Gate(Engine({"text": "It costs $3,000."}), "web").answer(
        "c", "jk. what does it cost", after_crisis=True
    )
    assert turn.soft_line
    assert "988" in turn.messages[-1].text


async def test_questions_for_details_carry_the_line_only_once_in_a_while() -> None:
    engine = Engine({"text": "May we text you?", "turn": {"outcome": "intake"}})
    gate = Gate(engine, "web")
    turns = [await gate.answer("c", "texts are fine", after_crisis=True) for _ in range(6)]
    assert [turn.soft_line for turn in turns] == [True, False, False, True, False, False]
    assert [len(turn.messages) for turn in turns] == [2, 1, 1, 2, 1, 1]
    await gate.answer("c", DANGER)
    assert (await gate.answer("c", "texts are fine")).soft_line


async def test_no_reply_carries_the_resources_twice() -> None:
    engine = Engine({"text": "Don't wait for our call: 911, or 988.", "turn": {"outcome": "intake"}})
    gate = Gate(engine, "web")
    for _ in range(2):
        turn = await gate.answer("c", "call me", after_crisis=True)
        assert turn.soft_line
        assert len(turn.messages) == 1


async def test_the_kind_of_danger_is_that_of_the_conversation() -> None:
    told = {"text": "988 or 911, still.", "turn": {"outcome": "crisis", "route": "third_party_suicide"}}
    turn = await Gate(Engine(told), "web").answer("c", DANGER)
    assert turn.crisis == "third_party_suicide"


async def test_danger_that_goes_on_gets_the_words_that_the_engine_found_for_it() -> None:
    engine = Engine({"text": "988 or 911, still.", "turn": {"outcome": "crisis"}}, {"text": "It costs $3,000."})
    turn = await Gate(engine, "web").answer("c", DANGER)
    assert [message.text for message in turn.messages] == ["988 or 911, still."]
    assert turn.crisis == "suicide_self"


async def test_the_line_is_in_the_language_of_the_reply() -> None:
    reply = {"text": "Le creo.", "turn": {"outcome": "smalltalk", "language": "es"}}
    turn = await Gate(Engine(reply), "web").answer("c", "jaja", after_crisis=True)
    assert turn.messages[-1].text == safety.soft_line("es", "web")


async def test_the_engine_learns_what_the_safety_check_found() -> None:
    engine = Engine()
    await Gate(engine, "web").answer("c", DANGER)
    assert engine.messages[0].metadata["crisis"] == "suicide_self"


async def test_danger_in_pieces_is_read_with_the_messages_before() -> None:
    engine = Engine()
    gate = Gate(engine, "web")
    assert (await gate.answer("c", "do you help people with suicidal thoughts")).crisis is None
    assert (await gate.answer("d", "yes i have those")).crisis is None
    assert (await gate.answer("c", "yes i have those")).crisis == "suicide_self"
    assert engine.messages[-1].metadata["crisis"] == "suicide_self"


async def test_a_message_that_comes_twice_is_not_read_with_itself() -> None:
    gate = Gate(Engine(), "web")
    for _ in range(2):
        assert (await gate.answer("c", "do you help people with suicidal thoughts")).crisis is None


async def test_the_engine_learns_what_was_answered_before() -> None:
    report = {"outcome": "answer", "faq_ids": ["cost-total"], "topics": ["cost"]}
    engine = Engine({"text": "It costs $3,000.", "turn": report})
    gate = Gate(engine, "web")
    await gate.answer("c", "what does it cost")
    await gate.answer("c", "and on weekends")
    await gate.answer("other", "and on weekends")
    assert [message.metadata["asked"] for message in engine.messages] == [[], ["cost-total"], []]


async def test_a_question_without_an_answer_ends_the_subject_and_small_talk_does_not() -> None:
    engine = Engine({"text": "It costs $3,000.", "turn": {"outcome": "answer", "faq_ids": ["cost-total"]}})
    gate = Gate(engine, "web")
    await gate.answer("c", "what does it cost")
    engine.replies = ({"text": "You're welcome.", "turn": {"outcome": "smalltalk"}},)
    await gate.answer("c", "thanks")
    engine.replies = ({"text": "I don't know.", "turn": {"outcome": "fallback"}},)
    await gate.answer("c", "which colour are the chairs")
    await gate.answer("c", "how do i get one")
    assert [message.metadata["asked"] for message in engine.messages] == [[], ["cost-total"], ["cost-total"], []]


async def test_danger_takes_back_what_was_offered() -> None:
    engine = Engine({"text": "Which one?", "turn": {"outcome": "clarify", "offered": ["cost-total", "cost-plans"]}})
    gate = Gate(engine, "web")
    for text in ("price or so", DANGER, "ok"):
        await gate.answer("c", text)
    await gate.answer("refused", "price or so")
    await gate.refuse("refused", DANGER, "too long")
    await gate.answer("refused", "ok")
    offered = [message.metadata["offered"] for message in engine.messages]
    assert offered == [[], ["cost-total", "cost-plans"], [], [], []]


@pytest.mark.parametrize(
    ("seconds", "change"), [(60.0, {"agent": "a model"}), (60.0, {"loading_failed": True}), (0.15, {})]
)
async def test_a_wait_for_the_model_ends_with_the_model_or_its_failure_or_with_the_time(
    seconds: float, change: Dict[str, Any]
) -> None:
    app = SimpleNamespace(ctx=SimpleNamespace(agent=None, loading_failed=False))
    loading = Loading(app, seconds)
    waiting = asyncio.ensure_future(loading.wait())
    await asyncio.sleep(0.01)
    assert not waiting.done()
    assert not loading.is_over()
    vars(app.ctx).update(change)
    await asyncio.wait_for(waiting, 5)
    assert loading.is_over()


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("/restart", "restart"),
        ('/faq{"a": 1}', 'faq{"a": 1}'),
        (" //x", "x"),
        ("/", ""),
        ("9/10", "9/10"),
        ("hi", "hi"),
    ],
)
def test_typed_text_is_never_an_intent(typed: str, plain: str) -> None:
    assert as_plain_text(typed) == plain


def test_a_turn_joins_the_reports_of_its_messages() -> None:
    turn = Turn(
        [
            BotMessage("One", turn={"outcome": "answer", "topics": ["cost"], "confidence": 0.8}),
            BotMessage("Two", turn={"outcome": "answer", "topics": ["cost", "holistic"], "confidence": 0.8}),
        ]
    )
    assert turn.merged("topics") == ["cost", "holistic"]
    assert turn.confidence == 0.8


async def test_a_check_that_takes_long_holds_up_no_other_message(monkeypatch: pytest.MonkeyPatch) -> None:
    real = safety.check

    def slow(text: str) -> safety.Verdict:
        time.sleep(0.3)
        return real(text)

    monkeypatch.setattr(safety, "check", slow)
    answering = asyncio.ensure_future(Gate(silent, "web").answer("web-1", "i want to kill myself"))
    ticks = 0
    while not answering.done():
        await asyncio.sleep(0.01)
        ticks += 1
    assert answering.result().crisis
    assert ticks >= 10


async def test_the_check_is_made_though_no_thread_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    async def none_left(*_: Any) -> Any:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(gate_module.CHECKS, "run", none_left)
    assert (await Gate(silent, "web").answer("web-1", DANGER)).crisis


async def test_no_message_waits_behind_messages_that_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = safety.check

    def slow(text: str) -> safety.Verdict:
        if text == "refused":
            time.sleep(0.3)
        return real(text)

    monkeypatch.setattr(safety, "check", slow)
    gate = Gate(silent, "web")
    await gate.check("loads what the first message would wait for")
    refusing = [asyncio.ensure_future(gate.refuse("web-1", "refused", "no")) for _ in range(12)]
    await asyncio.sleep(0)
    began = time.monotonic()
    assert (await gate.answer("web-2", DANGER)).crisis
    assert time.monotonic() - began < 0.3
    assert not any(one.done() for one in refusing[-2:])
    assert await asyncio.gather(*refusing) == [["no"]] * 12
