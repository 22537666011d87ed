"""The `iop` command: thin, prints what the rooms return."""

import asyncio
import json
import sys
from functools import wraps
from pathlib import Path
from typing import Any, Callable, Optional

import typer

from iop import cli_faq, environment
from iop.errors import IopError

environment.prepare()

app = typer.Typer(help="The admissions assistant's own commands.", no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(cli_faq.app, name="faq")


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


@app.callback()
def main() -> None:
    """The admissions assistant's own commands."""


@app.command()
@clear_errors
def ask(
    text: Optional[str] = typer.Argument(None, help="What the person says."),
    as_json: bool = typer.Option(False, "--json", help="Print the whole answer object."),
    explain: bool = typer.Option(False, "--explain", help="Add what was understood, and why."),
    batch: Optional[Path] = typer.Option(None, help="A file of JSON lines to answer."),
    out: Optional[Path] = typer.Option(None, help="Where the answers go."),
) -> None:
    """Ask one question, or a whole file of them, without a server."""
    if (text is None) == (batch is None) or (batch is None) != (out is None):
        raise typer.BadParameter("Give either a text, or both --batch IN.jsonl and --out OUT.jsonl.")
    from iop import logs
    from iop.batch import Asker, run_batch

    logs.configure("ask")
    if batch is not None and out is not None:
        print(f"{run_batch(batch, out)} answered.", file=sys.stderr)  # noqa: T201
        return
    answer = {"text": text, **asyncio.run(Asker().ask([text or ""], explain))}
    if as_json or explain:
        print(json.dumps(answer, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print("\n\n".join(answer["reply"]))  # noqa: T201


@app.command()
@clear_errors
def serve() -> None:
    """Serve the web channel, the demo page and the action server until Ctrl-C."""
    from iop import supervisor
    from iop.settings import settings

    supervisor.serve(settings())


@app.command()
@clear_errors
def prepare() -> None:
    """Build what set-up needs once a machine: the encoder's ONNX file and the safety classifier."""
    from iop import safety
    from iop.encoding import shared_encoder

    shared_encoder()
    safety.prepare()
