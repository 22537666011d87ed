"""By text, "no texts" answers the question whether admissions may text; everywhere else it is a stop."""

import datetime as dt
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from iop import clock
from iop.channels.sms import asked
from iop.channels.sms.wishes import wish_in
from iop.intake.details import read
from iop.intake.draft import CONFIRM, CONTACT, FORM, PERMISSION, SLOT, TIME, Draft
from iop.storage.encryption import Cipher, installed_cipher
from iop.storage.engine import database
from iop.storage.schema import events
from iop.storage.tracker_store import EncryptedTrackerStore
from tests.channels.sms.conftest import Start
from tests.channels.sms.running import Echo, Running, rows

ANSWERS = [
    (PERMISSION, "no texts"),
    (PERMISSION, "i don't want texts or voicemails"),
    (PERMISSION, "please don't text me, voicemail is fine"),
    (PERMISSION, "i'd rather you didn't text"),
    (PERMISSION, "no me manden textos"),
    (PERMISSION, "no quiero mensajes de texto, mejor llamen"),
    (CONFIRM, "no texts"),
    (CONTACT, "please dont text me, call me at 303 555 0142"),
    (CONTACT, "sorry thats the wrong number its 303 555 0143"),
    (CONTACT, "perdón, número equivocado, es el 303 555 0143"),
]
STOPS = [
    "STOP",
    "stopall",
    "Unsubscribe",
    "cancel",
    "END",
    "quit please",
    "alto",
    "no more",
    "unsubscribe me",
    "stop texting me",
    "please stop sending me texts",
    "take me off your list",
    "don't text me. STOP",
    "no texts, cancel",
    "don't text me again",
    "I don't want any more texts",
    "pls dont txt me no more",
    "i do not consent to receiving these texts",
    "wrong number please stop",
    "I don't want your texts any more",
    "do not contact me",
    "no me manden más mensajes",
    "no quiero que me manden más textos",
    "ya no quiero mensajes",
    "no me molesten",
    "no me manden textos. ALTO",
]


def log(conversation_id: str, position: int, draft: Draft, loop: Optional[str] = FORM, late: float = 0.0) -> None:
    """Appends a turn to the conversation's log in the form that the tracker store gives it."""
    state: List[Dict[str, Any]] = [{"event": "slot", "name": SLOT, "value": draft.as_slot()}]
    if loop:
        state.append({"event": "active_loop", "name": loop})
    said_at = clock.utcnow().replace(tzinfo=dt.timezone.utc).timestamp() - late
    turn = {"events": [{"event": "action", "timestamp": said_at}], "state": state}
    sealed = installed_cipher().seal(turn)
    with database().begin() as connection:
        row = {"sender_id": conversation_id, "position": position, "count": 1, "sealed": sealed}
        connection.execute(events.insert().values(**row))


class Intake(Echo):
    """Stands in for the intake: asks one question at the first message, and reads the second as its answer."""

    def __init__(self, question: str, late: float = 0.0, closes: bool = False) -> None:
        super().__init__()
        self.draft = Draft(asked=question)
        self.late = late
        self.closes = closes

    async def handle_message(self, message: UserMessage) -> None:
        await super().handle_message(message)
        if len(self.asked) > 1:
            self.draft.fields.update(read(message.text, (), self.draft.asked).fields)
            self.draft.asked = TIME
        loop = None if self.closes and len(self.asked) > 1 else FORM
        log(message.sender_id, len(self.asked), self.draft, loop, self.late)


async def after(start: Start, intake: Intake, text: str) -> Tuple[Running, List[str]]:
    """Returns what a person was told who was asked something, and answers so."""
    channel = await start()
    channel.app.ctx.agent.handle_message = intake.handle_message
    for said in ("call me", text):
        await channel.text(said)
        await channel.quiet()
    return channel, channel.twilio.texts()[2:]


def opted_out() -> bool:
    return "stopped" in [row.event for row in rows("sms_consent")]


@pytest.mark.parametrize(("question", "text"), ANSWERS)
async def test_the_answer_to_our_own_question_is_no_stop(start: Start, question: str, text: str) -> None:
    _, said = await after(start, Intake(question), text)
    assert said == [f"Echo: {text}"]
    assert not opted_out()


@pytest.mark.parametrize(("question", "text"), ANSWERS)
async def test_the_same_words_are_a_stop_where_something_else_was_asked(start: Start, question: str, text: str) -> None:
    assert wish_in(text)
    _, said = await after(start, Intake(TIME), text)
    assert opted_out()
    assert ["no more texts" in one or "mas textos" in one for one in said] == [True]


@pytest.mark.parametrize("text", STOPS)
async def test_what_cannot_be_the_answer_is_always_a_stop(start: Start, text: str) -> None:
    intake = Intake(PERMISSION)
    await after(start, intake, text)
    assert opted_out()
    assert intake.asked == ["call me"]


async def test_the_question_is_remembered_across_a_restart(start: Start) -> None:
    intake = Intake(PERMISSION)
    first = await start()
    first.app.ctx.agent.handle_message = intake.handle_message
    await first.text("call me")
    await first.said(2)
    await first.stop()
    second = await start()
    second.app.ctx.agent.handle_message = intake.handle_message
    await second.text("no texts")
    await second.quiet()
    assert second.twilio.texts()[-1] == "Echo: no texts"
    assert not opted_out()


@pytest.mark.parametrize("text", ["wrong number", "don't contact me", "don't write to me", "no me escriban"])
async def test_what_the_dialogue_does_not_take_as_the_answer_is_a_stop(start: Start, text: str) -> None:
    await after(start, Intake(PERMISSION), text)
    assert opted_out()


async def test_where_the_intake_has_ended_it_is_a_stop(start: Start) -> None:
    await after(start, Intake(PERMISSION, closes=True), "no texts")
    assert opted_out()


async def test_a_question_of_the_day_before_yesterday_is_not_answered_any_more(start: Start) -> None:
    await after(start, Intake(PERMISSION, late=2 * 24 * 3600.0), "no texts")
    assert opted_out()


async def test_where_the_dialogue_is_broken_it_is_a_stop(start: Start) -> None:
    intake = Intake(PERMISSION)
    channel = await start()
    channel.app.ctx.agent.handle_message = intake.handle_message
    await channel.text("call me")
    await channel.said(2)

    async def fail(_: UserMessage) -> None:
        raise RuntimeError("broken")

    channel.app.ctx.agent.handle_message = fail
    await channel.text("no texts")
    await channel.quiet()
    assert opted_out()
    assert "no more texts" in channel.twilio.texts()[-1]


async def test_the_open_question_is_read_from_the_log_of_the_real_store(var_folder: Path) -> None:
    domain = Domain.from_path("domain.yml")
    store = EncryptedTrackerStore(domain)
    tracker = DialogueStateTracker("sms-1", domain.slots)
    draft = Draft(asked=PERMISSION)
    for event in (SlotSet(SLOT, draft.as_slot()), ActiveLoop(FORM), ActionExecuted("action_listen")):
        tracker.update(event, domain)
    await store.save(tracker)
    reader = asked.Asked(database(), installed_cipher())
    assert reader.of("sms-1", "SM1") == draft
    assert reader.of("sms-2", "SM1") is None
    assert asked.Asked(database(), Cipher("another")).of("sms-1", "SM1") is None
    tracker.update(ActiveLoop(None), domain)
    await store.save(tracker)
    assert reader.of("sms-1", "SM1") is None
