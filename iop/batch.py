"""Asks the assistant a whole file of questions (`docs/batch.md`)."""

import asyncio
import json
from pathlib import Path
from typing import Iterable, List, Optional, Tuple

from rich.progress import track

from iop.asker import Asker, Row, scratch_database
from iop.errors import InputFileError
from iop.publishing.live import served


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
        loop.run_until_complete(asker.warm_up())
        for row in track(rows, description="Asking"):
            turns = turns_of(row) or []
            yield row, {"text": turns[-1], **loop.run_until_complete(asker.ask(turns))}
    finally:
        loop.close()
