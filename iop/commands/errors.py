"""How every command reports what went wrong."""

import errno
from functools import wraps
from typing import Any, Callable

import typer

from iop.errors import IopError


def clear_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Prints our own errors, and those of files and disk, as messages without a traceback, and exits with 1."""

    @wraps(command)
    def wrapped(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except IopError as error:
            typer.echo(error, err=True)
            raise typer.Exit(1) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # whatever read what we print has ended, like `head`
                raise
            typer.echo(_in_words(error), err=True)
            raise typer.Exit(1) from error

    return wrapped


def _in_words(error: OSError) -> str:
    what = error.strerror or str(error) or type(error).__name__
    where = f"{error.filename}: " if error.filename is not None else ""
    return f"{where}{what}. {_REMEDIES.get(error.errno or 0, 'Put that right, and run the command again.')}"


_OTHER_USER = "Run it as the user who runs the assistant (docs/deploy.md)."
_REMEDIES = {
    errno.EACCES: _OTHER_USER,
    errno.EPERM: _OTHER_USER,
    errno.EROFS: "The disk may only be read. Whoever runs the machine can change that.",
    errno.ENOSPC: "Make room on the disk, and run the command again.",
    errno.EDQUOT: "Make room on the disk, and run the command again.",
}
