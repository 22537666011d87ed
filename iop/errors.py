"""What can go wrong at the edges, as messages for people.

IopError
├── LeadError        a person's details could not be kept: nothing may be promised
├── InputFileError   a file that staff edit is broken: names file and line, says what to do
└── SetupError       something that `make run` should have prepared is missing or cannot be used
"""

from pathlib import Path
from typing import List, Optional


class IopError(Exception):
    """An error whose message may be shown to whoever runs the command."""


class SetupError(IopError):
    """Something that set-up should have prepared is missing or cannot be used."""


class LeadError(IopError):
    """A person's details could not be kept, or not be found: nothing may be promised."""


class InputFileError(IopError):
    """A file that staff edit cannot be used.

    Args:
        path: The file.
        problems: One line each, already saying what to do.
    """

    def __init__(self, path: Path, problems: List[str]) -> None:
        self.path = path
        self.problems = problems
        super().__init__("\n".join(problems))

    @classmethod
    def at(cls, path: Path, line: Optional[int], problem: str) -> "InputFileError":
        """Builds the error for one problem at one line (1-based)."""
        return cls(path, [place(path, line) + problem])


def place(path: Path, line: Optional[int]) -> str:
    """Returns `file, line N: `, or `file: ` where the line is not known."""
    return f"{path}, line {line}: " if line else f"{path}: "


def reason(error: Exception) -> str:
    """Returns our own errors' text, and of others only the kind: their text may quote what people wrote."""
    return str(error) if isinstance(error, IopError) else type(error).__name__
