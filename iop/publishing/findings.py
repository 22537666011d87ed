"""What the gate says about a new knowledge base."""

from dataclasses import dataclass, field
from typing import List, Optional


@dataclass(frozen=True)
class Finding:
    """A reason not to publish.

    Attributes:
        kind: Names the rule: `unreadable`, `removed`, `moved`, `same`, `danger`, `error` (of `iop faq check`),
            `regression`, `lost`, `talk`, `test`, `crisis`, `training`, `loading`, `conversation`.
        message: What is wrong, and what to do.
    """

    kind: str
    message: str


@dataclass(frozen=True)
class Shift:
    """A question that another entry answers than before.

    Attributes:
        question: As staff wrote it.
        expected: The entry that it belongs to.
        before: The entry that answered it.
        after: The entry that answers it now.
        is_of_edited: Whether it belongs to an entry that is new or changed, or is answered by one now.
    """

    question: str
    expected: str
    before: str
    after: str
    is_of_edited: bool = False


@dataclass(frozen=True)
class Report:
    """The gate's result.

    Attributes:
        findings: Reasons to refuse; none means that it passes.
        right_before: Share of the live questions that reach their entry, each held out in turn, 0 to 1; nothing where
            there is nothing to compare with, or it was refused before that.
        right_after: The same of the new knowledge base.
        better: Questions that reach their entry now and did not before.
        worse: The opposite.
    """

    findings: List[Finding] = field(default_factory=list)
    right_before: Optional[float] = None
    right_after: Optional[float] = None
    better: List[Shift] = field(default_factory=list)
    worse: List[Shift] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.findings
