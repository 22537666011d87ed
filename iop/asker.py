"""Asks the assistant without a server, through the same gate, dialogue and actions as a live channel."""

import uuid
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Dict, Iterator, List, Mapping

from iop import safety
from iop.channels.gate import Gate
from iop.channels.replies import Turn
from iop.errors import SetupError
from iop.serving.assistant import load_without_server
from iop.settings import ROOT, settings

Row = Dict[str, Any]


@contextmanager
def scratch_database() -> Iterator[None]:
    """Gives this process a database of its own that is thrown away: the live one stays untouched."""
    from actions import memory

    with TemporaryDirectory(prefix="iop-ask-") as folder:
        here = settings()
        usual, here.database_url = here.database_url, f"sqlite:///{folder}/iop.db"
        try:
            yield
        finally:
            memory.finish()
            here.database_url = usual


class Asker:
    """The assistant in this process. Every row is a fresh conversation, kept in memory only.

    What the actions store goes into this process's database, see `scratch_database`.

    Args:
        model: An archive, or a folder of which the newest archive is taken.

    Raises:
        SetupError: if there is no trained model.
    """

    def __init__(self, model: Path = ROOT / "models") -> None:
        if not (model.is_file() or any(model.glob("*.tar.gz"))):
            raise SetupError(f"No trained model in {model}. Run: make train")
        safety.prepare()
        self._agent = load_without_server(model)
        self.gate = Gate(self._agent.handle_message, "web")

    async def warm_up(self) -> None:
        """Loads what the first message would wait for: danger is noted in the conversation within two seconds."""
        await self.ask(["hello"])

    async def ask(self, turns: List[str], explain: bool = False) -> Row:
        """Says the turns of one conversation, and returns the answer to the last.

        Args:
            turns: What the person says, in order.
            explain: Whether to add what understanding found, and why.

        Returns:
            The object of the batch format, see `docs/batch.md`.
        """
        conversation_id = f"ask-{uuid.uuid4().hex}"
        answered: List[Turn] = []
        for text in turns:
            after_crisis = any(turn.crisis for turn in answered)
            answered.append(await self.gate.answer(conversation_id, text, after_crisis=after_crisis))
        row = describe(answered[-1])
        if explain:
            row["explain"] = await self._explanation(conversation_id)
        self._forget(conversation_id)
        return row

    async def _explanation(self, conversation_id: str) -> Any:
        tracker = await self._agent.tracker_store.retrieve(conversation_id)
        parse: Mapping[str, Any] = tracker.latest_message.parse_data if tracker and tracker.latest_message else {}
        return parse.get("understanding")

    def _forget(self, conversation_id: str) -> None:
        """Drops a finished conversation, so that a long batch does not fill the memory."""
        store = getattr(self._agent.tracker_store, "_tracker_store", self._agent.tracker_store)
        store.store.pop(conversation_id, None)


def describe(turn: Turn) -> Row:
    """Returns a turn as the batch format's object."""
    return {
        "outcome": turn.outcome,
        "topics": turn.merged("topics"),
        "faq_ids": turn.merged("faq_ids"),
        "confidence": turn.confidence,
        "crisis": turn.crisis,
        "soft_line": turn.soft_line,
        "reply": [message.text for message in turn.messages],
    }
