"""Runs `tests/conversations/<class>/user_<does_something>.yml` with the trained model and the real actions.

A file is a list of steps. Each step says what the person writes, and what must hold for the reply:
`outcome`, `topics`, `faq_ids`, `crisis`, `soft_line` (exactly), `says` and `says_not` (parts of the reply, in any
case), `choices` (how many buttons), `remembered` (the kinds of all questions that staff will find as
unanswered so far), `leads` (how many leads are stored), `lead` (these fields, consent and flags of the newest lead).
`database: down` makes the database unusable before the step, `database: up` brings it back. `hours_later` says how long
the person was silent before the step.
"""

import json
import uuid
from pathlib import Path
from typing import Any, Dict, List

import pytest
import yaml

from actions import memory
from iop.admissions.desk import Desk
from iop.asker import Asker, describe
from iop.knowledge.unanswered import Unanswered
from iop.settings import settings
from iop.storage.encryption import installed_cipher
from iop.storage.engine import database

FOLDER = Path(__file__).parent
EXACT = ("outcome", "topics", "faq_ids", "crisis", "soft_line", "choices", "remembered", "leads")
FILES = sorted(FOLDER.glob("*/user_*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_conversation(asker: Asker, path: Path) -> None:
    steps: List[Dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    conversation_id = f"test-{uuid.uuid4().hex}"
    assert steps
    in_crisis = False
    for step in steps:
        if "database" in step:
            set_database(step.pop("database"))
        if "hours_later" in step:
            be_silent(asker, conversation_id, step.pop("hours_later"))
        turn = await asker.gate.answer(conversation_id, step["user"], after_crisis=in_crisis)
        in_crisis = in_crisis or turn.crisis is not None
        memory.finish()
        answer = {**describe(turn), "choices": sum(len(message.buttons) for message in turn.messages)}
        if {"remembered", "leads", "lead"} & set(step):
            answer |= stored()
        check(step, answer)


def set_database(state: str) -> None:
    """Makes the database unusable, or usable again."""
    settings.cache_clear()
    if state == "down":
        settings().database_url = "sqlite:////nowhere/at/all/iop.db"


def be_silent(asker: Asker, conversation_id: str, hours: float) -> None:
    """Puts all that was said so many hours back."""
    store: Dict[str, str] = getattr(asker._agent.tracker_store, "_tracker_store", asker._agent.tracker_store).store
    told = json.loads(store[conversation_id])
    for event in told["events"]:
        event["timestamp"] -= 3600 * hours
    store[conversation_id] = json.dumps(told)


def stored() -> Dict[str, Any]:
    """Returns what staff would find."""
    cipher = installed_cipher()
    leads = Desk(database(), cipher, "tests").leads()
    newest: Dict[str, Any] = leads[-1] if leads else {"fields": {}}
    return {
        "remembered": [question.kind for question in Unanswered(database(), cipher).all()],
        "leads": len(leads),
        "lead": {**newest, **newest["fields"]},
    }


def check(step: Dict[str, Any], answer: Dict[str, Any]) -> None:
    assert set(step) <= {"user", "says", "says_not", "lead", *EXACT}
    for key, value in step.get("lead", {}).items():
        assert answer["lead"].get(key) == value, (key, answer["lead"])
    assert len(step) > 1, "a step without an expectation tests nothing"
    for key in EXACT:
        if key in step:
            assert answer[key] == step[key], (step["user"], answer)
    reply = "\n".join(answer["reply"]).lower()
    for part in step.get("says", []):
        assert part.lower() in reply, (step["user"], answer)
    for part in step.get("says_not", []):
        assert part.lower() not in reply, (step["user"], answer)


def test_there_are_conversations() -> None:
    assert len(FILES) >= 80
