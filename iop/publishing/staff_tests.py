"""Staff's own questions for the gate: `data/faq/tests.csv`."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import List, Mapping, Optional, Sequence, Tuple

from iop.errors import InputFileError
from iop.knowledge.entries import FaqEntry, plain
from iop.knowledge.sheets import csv_rows
from iop.publishing.differences import expired
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
        line: Where it stands in the file; a test that was moved is the same test.
    """

    question: str
    expected: str
    says: str
    line: int = field(default=0, compare=False)


def read_tests(faq: Path) -> List[StaffTest]:
    """Reads the tests of a knowledge base; there may be none.

    Raises:
        InputFileError: naming the line and what to do.
    """
    path = faq / FILE
    if not path.exists():
        return []
    rows = csv_rows(path)
    if not rows or rows[0][1] != COLUMNS:
        raise InputFileError.at(path, 1, f"the first line must be: {','.join(COLUMNS)}")
    tests = []
    for line, row in rows[1:]:
        if len(row) != len(COLUMNS) or not row[0] or not row[1]:
            raise InputFileError.at(path, line, "write a question, the expected entry or topic, and words or nothing.")
        question, expected, says = row
        tests.append(StaffTest(question, expected, says, line))
    return tests


def unknown(tests: Sequence[StaffTest], entries: Mapping[str, Tuple[str, FaqEntry]]) -> List[str]:
    """Returns a line for each test that nothing can pass, because there is no such entry or topic."""
    known = {*entries, *(topic for topic, _ in entries.values())}
    return [
        f"data/faq/{FILE}, line {test.line}: there is no entry or topic '{test.expected}'. "
        "Correct it, or remove the line; `iop faq find WORDS` shows both."
        for test in tests
        if test.expected not in known
    ]


def in_force(tests: Sequence[StaffTest], entries: Mapping[str, Tuple[str, FaqEntry]]) -> List[StaffTest]:
    """Returns the tests without those that nothing can pass today, because every entry that might has expired."""
    over = set(expired(entries))
    served = {name for id_, (topic, _) in entries.items() if id_ not in over for name in (id_, topic)}
    return [test for test in tests if test.expected in served]


def failure(test: StaffTest, decision: Decision, entries: Mapping[str, Tuple[str, FaqEntry]]) -> Optional[str]:
    """Says what a test's question must be answered with and is answered with; nothing where the test passes."""
    right = [one["id"] for one in decision.answers if test.expected in (one["id"], one["topic"])]
    if any(plain(test.says) in plain(entries[id_][1].answer) for id_ in right):
        return None
    if right:
        said = " ".join(entries[right[0]][1].answer.split())
        return f"{right[0]} must say '{test.says}', and says '{said}'"
    chosen = ", ".join(one["id"] for one in decision.answers) or "no entry"
    if decision.choices and not decision.answers:
        chosen = "a choice of " + ", ".join(one["id"] for one in decision.choices)
    return f"{test.expected} must answer it, and {chosen} does"
