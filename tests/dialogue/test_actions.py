"""Actions in threads of our own process."""

import asyncio
import json
import time
from typing import Any, Dict, List

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from iop.dialogue.actions import OWN, THREADS, OwnActions, endpoint_of

CALL: Dict[str, Any] = {
    "sender_id": "a",
    "domain": {},
    "tracker": {"sender_id": "a", "slots": {"known": [1]}, "latest_message": {"intent": {}}, "events": []},
}


class Slow(Action):
    def name(self) -> str:
        return "slow"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> List[Any]:
        time.sleep(0.3)
        return []


class Meddling(Action):
    def name(self) -> str:
        return "meddling"

    async def run(self, dispatcher: Any, tracker: Any, domain: Any) -> List[Any]:  # type: ignore[override]
        await asyncio.sleep(0)
        tracker.slots["known"].append(2)
        dispatcher.utter_message(text=str(tracker.slots["known"]))
        return []


class Failing(Action):
    def name(self) -> str:
        return "failing"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> List[Any]:
        raise ValueError("what somebody wrote")


class Refusing(Action):
    def name(self) -> str:
        return "refusing"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> List[Any]:
        raise ActionExecutionRejection("refusing", "not now")


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> OwnActions:
    def register(executor: ActionExecutor, _: str) -> None:
        for action in (Slow, Meddling, Failing, Refusing):
            executor.register_action(action)

    monkeypatch.setattr(ActionExecutor, "register_package", register)
    return OwnActions()


def call(own: OwnActions, name: str, **more: Any) -> Any:
    return asyncio.run(own.request(method="post", json={**CALL, "next_action": name, **more}))


def test_a_slow_action_holds_up_nothing_else(own: OwnActions) -> None:
    async def ticks() -> int:
        running = asyncio.ensure_future(own.request(json={**CALL, "next_action": "slow"}))
        count = 0
        while not running.done():
            await asyncio.sleep(0.01)
            count += 1
        return count

    assert asyncio.run(ticks()) >= 10


def test_an_action_cannot_change_the_conversation_behind_rasas_back(own: OwnActions) -> None:
    assert call(own, "meddling")["responses"][0]["text"] == "[1, 2]"
    assert CALL["tracker"]["slots"]["known"] == [1]


def test_a_failure_names_its_kind_only(own: OwnActions) -> None:
    with pytest.raises(ClientResponseError) as caught:
        call(own, "failing")
    assert (caught.value.status, caught.value.message, caught.value.text) == (500, "ValueError", "")
    assert caught.value.__suppress_context__


def test_a_refusal_is_what_rasa_reads_as_one(own: OwnActions) -> None:
    with pytest.raises(ClientResponseError) as caught:
        call(own, "refusing")
    assert caught.value.status == 400
    assert json.loads(caught.value.text) == {"action_name": "refusing", "error": "not now"}


def test_an_unknown_action_is_not_found(own: OwnActions) -> None:
    with pytest.raises(ClientResponseError) as caught:
        call(own, "unknown")
    assert caught.value.status == 404


def test_there_is_room_until_every_thread_is_taken(own: OwnActions) -> None:
    async def fill() -> List[bool]:
        running = [asyncio.ensure_future(own.request(json={**CALL, "next_action": "slow"})) for _ in range(THREADS)]
        await asyncio.sleep(0.1)
        seen = [own.has_room()]
        await asyncio.gather(*running)
        return [*seen, own.has_room()]

    assert asyncio.run(fill()) == [False, True]


def test_another_address_is_asked_there() -> None:
    elsewhere = EndpointConfig(url="https://actions.example/webhook")
    assert endpoint_of(elsewhere) is elsewhere
    assert isinstance(endpoint_of(EndpointConfig(url=OWN)), OwnActions)


def test_an_action_gets_no_domain() -> None:
    domain = Domain.from_dict({"intents": ["greet"], "actions": ["slow"], "responses": {"utter_x": [{"text": "x"}]}})
    call = RemoteAction("slow", OwnActions())._action_call_format(DialogueStateTracker("a", []), domain)
    assert "domain" not in call
