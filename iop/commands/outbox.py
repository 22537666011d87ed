"""`iop outbox`: what admissions was not told yet, and which text messages did not leave."""

from typing import TYPE_CHECKING, Any, Iterable, List, Optional, Sequence

import typer

from iop.commands.errors import clear_errors
from iop.errors import IopError
from iop.printable import one_line

if TYPE_CHECKING:
    from iop.admissions.queue import Queue

app = typer.Typer(help="What admissions was not told yet, and how to send it again; texts that did not leave.")
ALL = "all"
INQUIRIES = ("id", "event", "inquiry", "sink", "state", "attempts", "next attempt (UTC)", "last error")
TEXTS = ("text", "kind", "state", "attempts", "said (UTC)", "next attempt (UTC)", "reason")


@app.callback(invoke_without_command=True)
@clear_errors
def show(context: typer.Context) -> None:
    """List what is pending or dead, which sinks are disabled, and which text messages did not leave."""
    if context.invoked_subcommand is not None:
        return
    from iop.channels.sms.unsent import unsent
    from iop.storage.engine import database

    queue = _queue()
    events, texts = queue.waiting(), unsent(database())
    if events:
        _print(INQUIRIES, map(_event, events))
    if texts:
        _print(TEXTS, map(_text, texts), title="Text messages")
    if not events and not texts:
        typer.echo("Nothing waits.")
    for name in queue.disabled():
        typer.echo(f"The sink {name} is disabled: it said that it is gone. Enable it: iop outbox enable {name}")


def _event(row: Any) -> List[Any]:
    number = f"#{row['lead_id']}" if row["lead_id"] else ""
    due = _time(row["due_at"]) if row["state"] == "pending" else ""
    return [row["id"], row["kind"], number, row["sink"], row["state"], row["attempts"], due, row["error"] or ""]


def _text(row: Any) -> List[Any]:
    due = _time(row["due_at"]) if row["state"] in ("pending", "sending") else ""
    said = _time(row["created_at"])
    return [row["id"], row["kind"], row["state"], row["attempts"], said, due, row["reason"]]


def _time(time: Any) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S}"


def _print(titles: Sequence[str], rows: Iterable[List[Any]], title: Optional[str] = None) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title)
    for name in titles:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(str(cell))) for cell in row))
    Console().print(table)


@app.command()
@clear_errors
def resend(which: str = typer.Argument(..., help="A row's id, or `all`.")) -> None:
    """Send again what is dead, or do not wait for the next attempt."""
    if which != ALL and not which.isdigit():
        raise IopError(f"'{which}' is no row. Give a row's id, or: iop outbox resend all")
    count = _queue().resend(None if which == ALL else int(which))
    typer.echo(f"{count} will be sent now.")


@app.command()
@clear_errors
def enable(sink: str) -> None:
    """Let a sink that was gone have what waited for it."""
    _queue().enable(sink)
    typer.echo(f"The sink {sink} is enabled.")


def _queue() -> "Queue":
    from iop.admissions.queue import Queue
    from iop.storage.engine import database

    return Queue(database())
