"""How every command reports what went wrong."""

import sys
from functools import wraps
from typing import Any, Callable

import typer

from iop.errors import IopError


def clear_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Prints our own errors as messages, without a traceback, and exits with 1."""

    @wraps(command)
    def wrapped(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except IopError as error:
            print(error, file=sys.stderr)  # noqa: T201
            raise typer.Exit(1) from error

    return wrapped
