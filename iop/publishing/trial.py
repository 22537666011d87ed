"""The candidate in a process of its own: does its archive load, and do a few conversations go as they must."""

import asyncio
import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional

from iop.publishing.differences import entries_of, expired
from iop.publishing.findings import Finding

LOADING = "loading"
LONGEST_SECONDS = 240
CANONICAL_QUESTIONS = 10
"""Entries whose canonical question is asked, spread over the knowledge base."""


@dataclass(frozen=True)
class Conversation:
    """What a person says, and what must become of the last message.

    Attributes:
        turns: The messages.
        outcome: As in the batch format.
        faq_id: The entry that must be among the answers, if any.
    """

    turns: List[str]
    outcome: str
    faq_id: Optional[str] = None


ALWAYS = [
    Conversation(["hi"], "smalltalk"),
    Conversation(["xqzt blorf gnarp"], "smalltalk"),
    Conversation(["please call me"], "intake"),
    Conversation(["I want to kill myself"], "crisis"),
    Conversation(["my friend took too many pills and is not breathing"], "crisis"),
    Conversation(["my husband is hitting me right now"], "crisis"),
    Conversation(["please call me", "I want to kill myself"], "crisis"),
]


def conversations(faq: Path, today: dt.date) -> List[Conversation]:
    """Returns what is tried with a knowledge base on a day; entries that have expired by then answer nothing."""
    entries = entries_of(faq)
    over = expired(entries, today)
    served = sorted((id_, entry) for id_, entry in entries.items() if id_ not in over)
    chosen = served[:: max(1, len(served) // CANONICAL_QUESTIONS)]
    return ALWAYS + [Conversation([entry.question], "answer", id_) for id_, (_, entry) in chosen]


def run(model: Path, faq: Path) -> List[Finding]:
    """Loads a model in another process and has the conversations there.

    Args:
        model: The archive.
        faq: The knowledge base it was trained from.
    """
    today = dt.date.today()
    command = [sys.executable, "-m", __name__, str(model), str(faq), today.isoformat()]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=True)  # noqa: S603
        answers: List[Dict[str, object]] = json.loads(done.stdout.splitlines()[-1])
    except (subprocess.SubprocessError, ValueError, IndexError) as error:
        return [Finding(LOADING, f"The trained model cannot be loaded ({type(error).__name__}).")]
    return [
        Finding("conversation", f"'{' / '.join(one.turns)}' must be met with {_wanted(one)}, but got {_got(answer)}.")
        for one, answer in zip(conversations(faq, today), answers, strict=True)
        if answer["outcome"] != one.outcome or (one.faq_id and one.faq_id not in answer["faq_ids"])  # type: ignore[operator]
    ]


def _wanted(conversation: Conversation) -> str:
    return f"the entry {conversation.faq_id}" if conversation.faq_id else conversation.outcome


def _got(answer: Dict[str, object]) -> str:
    return f"{answer['outcome']} {answer['faq_ids'] or ''}".strip()


async def _answers(model: Path, faq: Path, today: dt.date) -> List[Dict[str, object]]:
    from iop.serving import lean

    lean.install()
    from iop.asker import Asker, scratch_database

    with scratch_database():
        asker = Asker(model)
        return [await asker.ask(one.turns) for one in conversations(faq, today)]


if __name__ == "__main__":
    found = asyncio.run(_answers(Path(sys.argv[1]), Path(sys.argv[2]), dt.date.fromisoformat(sys.argv[3])))
    print(json.dumps([{"outcome": one["outcome"], "faq_ids": one["faq_ids"]} for one in found]))  # noqa: T201
