"""`iop faq`: staff's commands for the knowledge base. Thin, prints what `iop.knowledge` returns."""

from pathlib import Path

import typer

from iop.errors import IopError

app = typer.Typer(help="Change what the assistant knows.", no_args_is_help=True)
_FOLDER = Path("data/faq")


@app.command()
def template() -> None:
    """Print an empty sheet (CSV) to fill in."""
    from iop.knowledge import sheets

    typer.echo(sheets.template(), nl=False)


@app.command("import")
def import_(
    file: Path = typer.Argument(..., help="A sheet: .xlsx, .csv or .tsv."),
    yes: bool = typer.Option(False, "--yes", help="Write the good rows. Without it nothing changes."),
) -> None:
    """Show what a sheet would change; with --yes, change it."""
    from iop.knowledge import sheet_import, sheets

    try:
        plan = sheet_import.plan(sheets.read_rows(file), _FOLDER)
        for mark, entries in (("new", plan.new), ("changed", plan.changed)):
            for topic, entry in entries:
                typer.echo(f"{mark}: {topic}: {entry.question}")
        for bad in plan.bad:
            typer.echo(f"left out: line {bad.line}: {bad.reason}", err=True)
        counts = (
            f"{len(plan.new)} new, {len(plan.changed)} changed, {plan.unchanged} unchanged, {len(plan.bad)} left out."
        )
        typer.echo(counts)
        if not yes:
            typer.echo("Nothing was written. Add --yes to write it.")
            return
        for path in sheet_import.apply(plan, _FOLDER):
            typer.echo(f"Written: {path}")
    except IopError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
