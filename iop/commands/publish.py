"""`iop faq status|diff|publish|approve|rollback`: prints what `iop.publishing` returns."""

import getpass
from typing import TYPE_CHECKING, List, Optional

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from iop.commands.errors import clear_errors

if TYPE_CHECKING:
    from iop.publishing.publish import Outcome

BY = typer.Option(None, "--by", help="Who you are; by default your user name.")
SHOWN = 15
"""Questions that the table names; the rest is counted."""


@clear_errors
def status() -> None:
    """List the published versions, and say what is live."""
    from iop.publishing.live import versions

    published = versions()
    live = published.live()
    for version in published.all():
        mark = "live" if version.number == live else ""
        notes = f"  (overridden: {version.overridden})" if version.overridden else ""
        typer.echo(f"{version.number:>4}  {version.at[:16]}  {version.who:12} {mark:5} {version.why}{notes}")
    if live is None:
        typer.echo("Nothing was published yet: what `make train` made is served. Publish with: iop faq publish")


@clear_errors
def diff(
    first: str = typer.Argument("live", help="A version's number, or `live`."),
    second: str = typer.Argument("draft", help="A version's number, or `draft`: what is in data/faq now."),
) -> None:
    """Show what is different between two versions."""
    from iop.errors import SetupError
    from iop.knowledge.entries import read_folder
    from iop.publishing.difference import difference
    from iop.publishing.live import served, versions
    from iop.publishing.publish import KNOWLEDGE
    from iop.publishing.versions import FAQ

    def entries(name: str) -> object:
        if name == "draft":
            return read_folder(KNOWLEDGE)
        if name == "live":
            return read_folder(served() / FAQ)
        if not name.isdigit():
            raise SetupError(f"'{name}' is no version. Write a number, `live` or `draft`.")
        versions().get(int(name))
        return versions().entries(int(name))

    changes = difference(entries(first), entries(second))  # type: ignore[arg-type]
    for change in changes:
        typer.echo(f"{change.topic}: {change.entry}: {change.what}")
        if change.before:
            typer.echo(f"  - {change.before}")
        if change.after:
            typer.echo(f"  + {change.after}")
    typer.echo(f"{len(changes)} differences." if changes else "No difference.")


@clear_errors
def publish(
    why: str = typer.Option(..., "--why", prompt="What did you change", help="What changed, for the record."),
    by: Optional[str] = BY,
    override: str = typer.Option("", "--override", help="An owner's reason to publish although the gate refuses."),
) -> None:
    """Check, train, compare with what is live, and go live where nothing got worse."""
    from iop.publishing import publish as publishing

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
        tasks: dict[str, TaskID] = {}

        def step(what: str, done: int, count: int) -> None:
            if what not in tasks:
                for task in tasks.values():
                    progress.update(task, completed=progress.tasks[task].total)
                tasks[what] = progress.add_task(what, total=count)
            progress.update(tasks[what], completed=done)

        outcome = publishing.publish(by or getpass.getuser(), why, override, step)
        for task in tasks.values():
            progress.update(task, completed=progress.tasks[task].total)
    _print(outcome)
    if outcome.version is None:
        raise typer.Exit(1)


def _print(outcome: "Outcome") -> None:
    report = outcome.report
    if report.questions:
        table = Table("", "live", "new")
        table.add_row(
            f"right topic, of {report.questions} questions", *(f"{100 * share:.1f} %" for share in report.right)
        )
        table.add_row(f"missed, of {report.danger[0]} messages about danger", "0", str(report.danger[1]))
        if outcome.tried:
            table.add_row(f"conversations tried, of {outcome.tried.tried} failed", "", str(len(outcome.tried.failed)))
            table.add_row("an answer, milliseconds (95 %)", "", f"{outcome.tried.p95:.0f}")
        Console().print(table)
        for name, turned in (("better", report.better), ("worse", report.worse)):
            for one in turned[:SHOWN]:
                typer.echo(f"{name}: '{one.question}': {one.before} -> {one.after}")
            if len(turned) > SHOWN:
                typer.echo(f"{name}: and {len(turned) - SHOWN} more")
    warnings = sum(remark.level == "warning" for remark in outcome.remarks)
    if warnings:
        typer.echo(f"{warnings} warnings. `iop faq check` lists them.")
    for reason in report.refused:
        typer.echo(f"refused: {reason}", err=True)
    if outcome.version is None:
        typer.echo("Nothing was published; what is live stays as it is.", err=True)
    elif outcome.live:
        typer.echo(f"Version {outcome.version.number} is live. A running assistant takes it within seconds.")
    else:
        typer.echo(
            f"Version {outcome.version.number} waits. A second person says: iop faq approve {outcome.version.number}"
        )


@clear_errors
def approve(number: int, by: Optional[str] = BY) -> None:
    """Make a waiting version live, as the second person."""
    from iop.publishing.publish import approve as approve_version

    approve_version(number, by or getpass.getuser())
    typer.echo(f"Version {number} is live.")


@clear_errors
def rollback(
    number: Optional[int] = typer.Argument(None, help="Which version; by default the one before."),
    by: Optional[str] = BY,
    why: str = typer.Option("", "--why", help="Why, for the record."),
) -> None:
    """Make an earlier version live again, in seconds."""
    from iop.publishing.publish import rollback as roll_back

    typer.echo(f"Version {roll_back(by or getpass.getuser(), number, why)} is live again.")


def register(app: typer.Typer) -> None:
    """Adds the commands to `iop faq`."""
    commands: List[object] = [status, diff, publish, approve, rollback]
    for command in commands:
        app.command()(command)  # type: ignore[type-var]
