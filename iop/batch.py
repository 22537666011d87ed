"""Asks the assistant without a server, through the same gate, dialogue and actions as a live channel."""

import asyncio
import json
import uuid
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple

from rich.progress import track

from iop import safety
from iop.channels.gate import Gate
from iop.channels.replies import Turn
from iop.errors import InputFileError, SetupError
from iop.publishing.live import served
from iop.serving.assistant import load_without_server
from iop.settings import ROOT, settings

Row = Dict[str, Any]


@contextmanager
def scratch_database() -> Iterator[None]:
    """Gives this process a database of its own that is thrown away: the live one stays untouched."""
    from actions import memory

    with TemporaryDirectory(prefix="iop-ask-") as folder:
        settings().database_url = f"sqlite:///{folder}/iop.db"
        try:
            yield
        finally:
            memory.finish()


class Asker:
    """The assistant in this process. Every row is a fresh conversation, kept in memory only.

    What the actions store goes into this process's database, see `scratch_database`.

    Args:
        model: An archive, or a folder of which the newest archive is taken.
        channel: `web` or `sms`.

    Raises:
        SetupError: if there is no trained model.
    """

    def __init__(self, model: Path = ROOT / "models", channel: str = "web") -> None:
        if not (model.is_file() or any(model.glob("*.tar.gz"))):
            raise SetupError(f"No trained model in {model}. Run: make train")
        safety.prepare()
        self._agent = load_without_server(model)
        self.gate = Gate(self._agent.handle_message, channel)

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


def read_rows(path: Path) -> List[Row]:
    """Reads a batch file.

    Raises:
        InputFileError: naming the first bad line and what is wrong with it.
    """
    rows: List[Row] = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # U+2028 ends no line of JSON
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError.at(path, None, f"the file cannot be read as UTF-8 text ({error}).") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputFileError.at(
                path, number, 'not JSON. Write {"text": "..."} or {"turns": ["...", "..."]}.'
            ) from error
        if not isinstance(row, dict) or not turns_of(row):
            raise InputFileError.at(path, number, 'give "text": a string, or "turns": a list of strings.')
        rows.append(row)
    return rows


def turns_of(row: Row) -> Optional[List[str]]:
    """Returns what the person says in one row, or nothing where the row is wrong."""
    turns = row.get("turns", [row["text"]] if "text" in row else None)
    good = isinstance(turns, list) and turns and all(isinstance(turn, str) for turn in turns)
    return turns if good else None


def run_batch(source: Path, target: Path) -> int:
    """Answers every row of a file.

    Args:
        source: JSON lines in.
        target: JSON lines out, in the same order; unknown keys are carried through.

    Returns:
        How many rows were answered.

    Raises:
        InputFileError: if the source is wrong.
        SetupError: if there is no trained model.
    """
    rows = read_rows(source)
    asker = Asker(served().model)
    with scratch_database(), open(target, "w", encoding="utf-8") as file:
        for row, answer in _answers(asker, rows):
            file.write(json.dumps({**row, **answer}, ensure_ascii=False) + "\n")
    return len(rows)


def _answers(asker: Asker, rows: List[Row]) -> Iterable[Tuple[Row, Row]]:
    loop = asyncio.new_event_loop()
    try:
        for row in track(rows, description="Asking"):
            turns = turns_of(row) or []
            yield row, {"text": turns[-1], **loop.run_until_complete(asker.ask(turns))}
    finally:
        loop.close()
