"""`iop faq`: staff's commands for the knowledge base."""

from pathlib import Path

import typer

from iop.commands import publish
from iop.commands.errors import clear_errors
from iop.settings import ROOT

app = typer.Typer(help="Change what the assistant knows.", no_args_is_help=True)
FOLDER = ROOT / "data" / "faq"
publish.register(app)


@app.command()
@clear_errors
def template() -> None:
    """Print an empty sheet (CSV) to fill in."""
    from iop.knowledge import sheets

    typer.echo(sheets.template(), nl=False)


@app.command("import")
@clear_errors
def import_(
    file: Path = typer.Argument(..., help="A sheet: .xlsx, .csv or .tsv."),
    yes: bool = typer.Option(False, "--yes", help="Write the good rows. Without it nothing changes."),
) -> None:
    """Show what a sheet would change; with --yes, change it."""
    from iop.knowledge import sheet_import, sheets

    plan = sheet_import.plan(sheets.read_rows(file), FOLDER)
    for mark, entries in (("new", plan.new), ("changed", plan.changed)):
        for topic, entry in entries:
            typer.echo(f"{mark}: {topic}: {entry.question}")
    for bad in plan.bad:
        typer.echo(f"left out: line {bad.line}: {bad.reason}", err=True)
    typer.echo(
        f"{len(plan.new)} new, {len(plan.changed)} changed, {plan.unchanged} unchanged, {len(plan.bad)} left out."
    )
    if not yes:
        typer.echo("Nothing was written. Add --yes to write it.")
        return
    for path in sheet_import.apply(plan, FOLDER):
        typer.echo(f"Written: {path}. It is live after `iop faq publish`.")
