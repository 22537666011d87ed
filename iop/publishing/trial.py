"""Tries a trained model in a process of its own: short conversations, staff's own tests, and how long answers take.

python -m iop.publishing.trial FOLDER_OF_THE_MODEL FOLDER_OF_THE_KNOWLEDGE_BASE
"""

import asyncio
import csv
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import List, Tuple

from iop.errors import InputFileError, SetupError
from iop.settings import ROOT

TESTS = "tests.csv"
SMOKE: Tuple[Tuple[Tuple[str, ...], str], ...] = (
    (("hello",), "smalltalk"),
    (("i want to kill myself",), "crisis"),
    (("hello", "i took all my pills"), "crisis"),
    (("can someone call me",), "intake"),
    (("can someone call me", "for me", "stop"), "intake"),
    (("what does a plumber charge per hour",), "fallback"),
)
"""What a person says, and the outcome of the last turn."""
MOST_SECONDS = 300
SLOWEST_MILLISECONDS = 1000.0
TIMED = 60


@dataclass(frozen=True)
class Trial:
    """What a trial showed.

    Attributes:
        failed: What went wrong, in words.
        tried: How many conversations there were.
        p95: Milliseconds within which 95 % of the questions were answered.
    """

    failed: List[str]
    tried: int
    p95: float


def staff_tests(folder: Path) -> List[Tuple[str, str]]:
    """Returns staff's own tests: questions with the entry or topic that must answer.

    Raises:
        InputFileError: if the file is wrong.
    """
    path = folder / TESTS
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows, 2):
        if not (row.get("question") or "").strip() or not (row.get("expected") or "").strip():
            raise InputFileError.at(path, number, "give a question and the entry or topic that must answer it.")
    return [(row["question"].strip(), row["expected"].strip()) for row in rows]


def run(model: Path, faq: Path) -> Trial:
    """Tries a model in another process, so that what it breaks breaks there.

    Args:
        model: The folder with the archive.
        faq: The knowledge base with staff's tests.

    Raises:
        SetupError: if it does not end.
    """
    command = [sys.executable, "-m", "iop.publishing.trial", str(model), str(faq)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, cwd=ROOT, capture_output=True, text=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise SetupError(
            f"The new model was not tried within {MOST_SECONDS} seconds. Nothing was published."
        ) from error
    if done.returncode:
        return Trial(
            [f"The new model cannot be loaded: {(done.stderr.strip().splitlines() or ['no message'])[-1]}"], 0, 0.0
        )
    return Trial(**json.loads(done.stdout.splitlines()[-1]))


async def _try(model: Path, faq: Path) -> Trial:
    from iop.batch import Asker
    from iop.knowledge.entries import read_folder

    asker = Asker(model)
    failed: List[str] = []
    tests = staff_tests(faq)
    for turns, outcome in SMOKE:
        got = (await asker.ask(list(turns)))["outcome"]
        if got != outcome:
            failed.append(f"'{turns[-1]}' gets {got} instead of {outcome}.")
    for question, expected in tests:
        row = await asker.ask([question])
        if expected not in [*row["topics"], *row["faq_ids"]]:
            given = ", ".join(row["faq_ids"]) or row["outcome"]
            failed.append(f"staff's test '{question}' gets {given} instead of {expected}.")
    questions = [entry.question for file in read_folder(faq).values() for entry in file.entries]
    seconds: List[float] = []
    for question in questions[:: max(1, len(questions) // TIMED)]:
        began = time.perf_counter()
        row = await asker.ask([question])
        seconds.append(time.perf_counter() - began)
        if not row["reply"]:
            failed.append(f"'{question}' gets no reply.")
    p95 = 1000 * sorted(seconds)[int(0.95 * (len(seconds) - 1))]
    if p95 > SLOWEST_MILLISECONDS:
        failed.append(
            f"answers take {p95:.0f} ms (95 % of them less); at most {SLOWEST_MILLISECONDS:.0f} ms is allowed."
        )
    return Trial(failed, len(SMOKE) + len(tests) + len(seconds), p95)


def main() -> None:
    """Prints the trial as one line of JSON."""
    from iop import environment

    environment.prepare()
    from iop.batch import scratch_database

    with scratch_database():
        found = asyncio.run(_try(Path(sys.argv[1]), Path(sys.argv[2])))
    print(json.dumps(asdict(found)))  # noqa: T201


if __name__ == "__main__":
    main()
