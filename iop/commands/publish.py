"""`iop faq publish`, and what is done with versions afterwards."""

from typing import TYPE_CHECKING, Dict, List, Optional

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from iop.commands.errors import clear_errors
from iop.publishing.differences import Differences
from iop.publishing.findings import Shift
from iop.who import this_user

if TYPE_CHECKING:
    from iop.publishing.publish import Result

MOST_SHIFTS = 20
MOST_FINDINGS = 20
INTERRUPTED = "Interrupted: nothing has changed for visitors, and data/faq is as it was."
WHO = typer.Option(None, "--as", help="Your login name, if this account is not yours.")
WHY = typer.Option("", "--why", help="Why, for the log.")


def register(app: typer.Typer) -> None:
    """Adds the commands to `iop faq`."""
    for command in (publish, status, diff, rollback, approve):
        app.command()(command)


@clear_errors
def publish(
    why: str = WHY,
    who: Optional[str] = WHO,
    remove: List[str] = typer.Option([], "--remove", help="An entry that is removed on purpose; may be repeated."),
    override: Optional[str] = typer.Option(None, "--override", help="An owner's reason to publish all the same."),
) -> None:
    """Check and train what is in data/faq, and make it live if nothing gets worse."""
    from iop.facility import facility
    from iop.publishing import publish as publishing
    from iop.publishing.live import served

    before = served().version
    columns = (TextColumn("{task.description:22}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: Dict[str, TaskID] = {}

        def progress(step: str, done: int, total: int) -> None:
            if step not in tasks or done < bars.tasks[tasks[step]].completed:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        try:
            result = publishing.publish(_name(who), why, facility().publishing, progress, remove, override)
        except KeyboardInterrupt:
            bars.stop()
            untouched = served().version == before
            typer.echo(INTERRUPTED if untouched else "Interrupted too late: see `iop faq status`.", err=True)
            raise typer.Exit(130) from None
    _show_result(result)
    if result.version is None:
        raise typer.Exit(1)


@clear_errors
def status() -> None:
    """Show what is live, and what the files in data/faq would change."""
    from iop.publishing import release
    from iop.publishing.live import versions

    now = release.status()
    typer.echo(f"Live: version {now.live}" if now.live else "Live: version 0, the model of set-up.")
    if now.waiting:
        typer.echo(f"Waiting for approval: version {now.waiting} (iop faq approve {now.waiting})")
    for number in now.known[::-1]:
        manifest = versions().manifest(number)
        typer.echo(f"  {number}  {manifest.at:%Y-%m-%d %H:%M} UTC  {manifest.who}  {manifest.why}")
    if now.pending is None:
        typer.echo("What the live model was trained from is not known. Run: make train")
    elif now.pending.none:
        typer.echo("data/faq is what is live.")
    else:
        typer.echo("Not live yet:")
        _show_differences(now.pending)


@clear_errors
def diff(old: int = typer.Argument(..., help="A version."), new: int = typer.Argument(..., help="Another.")) -> None:
    """Show what differs between two versions."""
    from iop.publishing import release

    _show_differences(release.compare_versions(old, new))


@clear_errors
def rollback(
    version: Optional[int] = typer.Argument(
        None, help="The version; by default the one that was live before. 0: the model of set-up."
    ),
    why: str = WHY,
    who: Optional[str] = WHO,
) -> None:
    """Make an earlier version live again, without training."""
    from iop.publishing import release

    number = release.roll_back(_name(who), why, version)
    typer.echo(f"Version {number} is live. data/faq is as it was: see `iop faq status`.")


@clear_errors
def approve(
    number: Optional[int] = typer.Argument(
        None, help="The version that you looked at; nothing happens if another one waits. By default whichever waits."
    ),
    who: Optional[str] = WHO,
) -> None:
    """Agree, as a second person, to the version that waits."""
    from iop.facility import facility
    from iop.publishing import release

    approved = release.approve(_name(who), facility().publishing, number)
    typer.echo(f"Version {approved} is live. A running server takes it within seconds.")


def _name(who: Optional[str]) -> str:
    return who or this_user()


def _show_result(result: "Result") -> None:
    """Says what became of a publication first: whatever happens to the details, that must be on the screen."""
    report = result.report
    if report.right_after is not None:
        before = "nothing to compare with" if report.right_before is None else f"{report.right_before:.1%} before"
        typer.echo(
            f"Questions that find their answer when they are held out: {before}, {report.right_after:.1%} now; "
            f"{_count(report.better, 'better')}, {_count(report.worse, 'worse')}."
        )
    if result.version is None:
        typer.echo("Refused: nothing has changed for visitors.", err=True)
    elif result.live:
        typer.echo(f"Version {result.version} is live. A running server takes it within seconds.")
    else:
        typer.echo(f"Version {result.version} waits for another owner: iop faq approve {result.version}")
    for title, shifts in (("Worse", report.worse), ("Better", report.better)):
        if shifts:
            Console().print(_table(title, shifts))
    for finding in report.findings[:MOST_FINDINGS]:
        typer.echo(f"! {finding.message}", err=True)
    if len(report.findings) > MOST_FINDINGS:
        typer.echo(f"! and {len(report.findings) - MOST_FINDINGS} more.", err=True)


def _count(shifts: List[Shift], what: str) -> str:
    of_edited = sum(shift.is_of_edited for shift in shifts)
    return f"{len(shifts)} {what}" + (f" ({of_edited} of entries that you edited)" if shifts else "")


def _table(title: str, shifts: List[Shift]) -> Table:
    table = Table("question", "belongs to", "before", "now", title=f"{title} ({len(shifts)})")
    for shift in shifts[:MOST_SHIFTS]:
        table.add_row(*map(Text, (shift.question, shift.expected, shift.before, shift.after)))
    return table


def _show_differences(found: Differences) -> None:
    for mark, ids in (("new", found.added), ("removed", found.removed)):
        for id_ in ids:
            typer.echo(f"{mark}: {id_}")
    for change in found.changed:
        typer.echo(f"changed: {change.id} ({', '.join(change.fields)})")
        for line in change.lines:
            typer.echo(f"    {line}")
    if found.none:
        typer.echo("They say the same.")
