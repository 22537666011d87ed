"""`iop outbox`: what admissions was not told yet."""

from typing import TYPE_CHECKING

import typer

from iop.commands.errors import clear_errors
from iop.errors import IopError
from iop.printable import one_line

if TYPE_CHECKING:
    from iop.admissions.queue import Queue

app = typer.Typer(help="What admissions was not told yet, and how to send it again.")
ALL = "all"


@app.callback(invoke_without_command=True)
@clear_errors
def show(context: typer.Context) -> None:
    """List what is pending or dead, and which sinks are disabled."""
    if context.invoked_subcommand is not None:
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    queue = _queue()
    table = Table()
    for title in ("id", "event", "inquiry", "sink", "state", "attempts", "next attempt (UTC)", "last error"):
        table.add_column(title, overflow="fold")
    rows = queue.waiting()
    for row in rows:
        number = f"#{row['lead_id']}" if row["lead_id"] else ""
        due = f"{row['due_at']:%Y-%m-%d %H:%M:%S}" if row["state"] == "pending" else ""
        cells = (row["id"], row["kind"], number, row["sink"], row["state"], row["attempts"], due, row["error"] or "")
        table.add_row(*(Text(one_line(str(cell))) for cell in cells))
    console = Console()
    console.print(table if rows else "Nothing waits.")
    for name in queue.disabled():
        console.print(f"The sink {name} is disabled: it said that it is gone. Enable it: iop outbox enable {name}")


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
