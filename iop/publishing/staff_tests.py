"""Staff's own questions for the gate: `data/faq/tests.csv`."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import List, Mapping, Tuple

from iop.errors import InputFileError
from iop.knowledge.entries import FaqEntry
from iop.understanding.decision import Decision

FILE = "tests.csv"
COLUMNS = ["question", "expected", "says"]


@dataclass(frozen=True)
class StaffTest:
    """A question with what must answer it.

    Attributes:
        question: As a visitor would write it.
        expected: Id of an entry, or a topic.
        says: Words that the answer must contain; empty for any.
    """

    question: str
    expected: str
    says: str


def read_tests(faq: Path) -> List[StaffTest]:
    """Reads the tests of a knowledge base; there may be none.

    Raises:
        InputFileError: naming the line and what to do.
    """
    path = faq / FILE
    if not path.exists():
        return []
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputFileError.at(path, None, "the file cannot be read. Save it as CSV UTF-8.") from error
    if not rows or rows[0] != COLUMNS:
        raise InputFileError.at(path, 1, f"the first line must be: {','.join(COLUMNS)}")
    tests = []
    for line, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        if len(row) != len(COLUMNS) or not row[0].strip() or not row[1].strip():
            raise InputFileError.at(path, line, "write a question, the expected entry or topic, and words or nothing.")
        tests.append(StaffTest(*(cell.strip() for cell in row)))
    return tests


def passes(test: StaffTest, decision: Decision, entries: Mapping[str, Tuple[str, FaqEntry]]) -> bool:
    """Whether a decision answers a test's question as expected."""
    answers = [one for one in decision.answers if test.expected in (one["id"], one["topic"])]
    return any(test.says.lower() in " ".join(entries[one["id"]][1].answer.lower().split()) for one in answers)
