"""`iop faq`: staff's commands for the knowledge base."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Iterable, Sequence, Tuple

import typer
from rich.console import Console
from rich.progress import track

from iop.commands import publish, unanswered
from iop.commands.errors import clear_errors
from iop.knowledge.entries import FOLDER

if TYPE_CHECKING:
    from iop.knowledge.sheet_import import Plan

app = typer.Typer(help="Change what the assistant knows.", no_args_is_help=True)
app.command("unanswered")(unanswered.unanswered)
publish.register(app)


@app.command()
@clear_errors
def template() -> None:
    """Print an empty sheet (CSV) to fill in."""
    from iop.knowledge import sheets

    typer.echo(sheets.template().encode(sheets.ENCODING), nl=False)


@app.command()
@clear_errors
def check(
    fast: bool = typer.Option(False, "--fast", help="Leave out who catches whose questions (half a minute)."),
) -> None:
    """Look for duplicates, unreviewed promises, long answers, dates that are over, and entries that cross."""
    from iop.knowledge import checks, crossings
    from iop.knowledge.entries import read_folder
    from iop.publishing.differences import entries_in
    from iop.publishing.staff_tests import read_tests, unknown

    files = read_folder(FOLDER)
    remarks = checks.check(files, dt.date.today())
    impossible = unknown(read_tests(FOLDER), entries_in(files))
    for line in impossible:
        typer.echo(f"error: {line}")
    for remark in remarks:
        typer.echo(f"{remark.level}: {remark.topic}: {remark.entry} {remark.text}")
    if not fast:
        from iop.publishing.measuring import Vectors, learn_from

        typer.echo("Learning the knowledge base (half a minute) ...", err=True)
        model = learn_from(FOLDER, Vectors())

        def asked(items: Sequence[Tuple[int, str]]) -> Iterable[Tuple[int, str]]:
            return track(items, description="Asking", console=Console(stderr=True))

        for crossing in crossings.crossings(files, model, asked):
            questions = "; ".join(crossing.questions[:3])
            typer.echo(f"note: {crossing.entry} crosses {crossing.catcher}: {questions}")
    errors = len(impossible) + sum(remark.level == "error" for remark in remarks)
    typer.echo(f"{errors} errors, {sum(remark.level == 'warning' for remark in remarks)} warnings.")
    if errors:
        raise typer.Exit(1)


@app.command("import")
@clear_errors
def import_(
    file: Path = typer.Argument(..., help="A sheet (.xlsx, .csv, .tsv, .json) or an article (.html, .md, .txt)."),
    yes: bool = typer.Option(False, "--yes", help="Write the good rows. Without it nothing changes."),
) -> None:
    """Show what a sheet would change; with --yes, change it. Ends with 1 where rows were left out."""
    from contextlib import nullcontext

    from iop.knowledge import articles, sheet_import, sheets, writing

    if file.suffix.lower() in articles.KINDS:
        sheet = Path(f"{file.stem}-drafts.csv")
        count = articles.write_drafts(file, sheet)
        typer.echo(f"{count} drafts are in {sheet}: fill in topic and owner, correct the texts, then import that file.")
        return
    rows = sheets.read_rows(file)
    with writing.locked(FOLDER) if yes else nullcontext():
        plan = sheet_import.plan(rows, FOLDER)
        _show(plan)
        written = writing.apply(plan, FOLDER) if yes else []
    if not yes:
        typer.echo("Nothing was written. Add --yes to write it.")
    for path in written:
        typer.echo(f"Written: {path}. See `iop faq status`, and bring it live with `iop faq publish`.")
    if plan.bad:
        raise typer.Exit(1)


def _show(plan: "Plan") -> None:
    from iop.knowledge import checks

    for mark, entries in (("new", plan.new), ("changed", plan.changed)):
        for topic, entry in entries:
            typer.echo(f"{mark}: {topic}: {entry.question}")
    for note in plan.notes:
        typer.echo(f"note: {note}")
    for topic, entry in plan.new + plan.changed:
        for remark in checks.of_entry(topic, entry, dt.date.today()):
            typer.echo(f"{remark.level}: {topic}: '{entry.question}' {remark.text}")
    for bad in plan.bad:
        typer.echo(f"left out: line {bad.line}: {bad.reason}", err=True)
    typer.echo(
        f"{len(plan.new)} new, {len(plan.changed)} changed, {plan.unchanged} unchanged, {len(plan.bad)} left out."
    )


@app.command()
@clear_errors
def remove(
    entry: str = typer.Argument(..., help="The entry's id, see `iop faq check` or the files in data/faq."),
    yes: bool = typer.Option(False, "--yes", help="Remove it. Without it nothing changes."),
) -> None:
    """Show an entry; with --yes, remove it."""
    from iop.knowledge.writing import remove as remove_entry

    found = remove_entry(entry, FOLDER, yes)
    typer.echo(f"{found.question}\n{found.answer}")
    if yes:
        typer.echo(f"Removed. Bring it live with `iop faq publish --remove {found.id}`.")
    else:
        typer.echo("Nothing was removed. Add --yes to remove it.")


@app.command()
@clear_errors
def find(text: str = typer.Argument(..., help="Words of a question or answer, like '$250'.")) -> None:
    """List the entries and tests that contain a text, for example a price that changed."""
    from iop.knowledge.entries import read_folder
    from iop.publishing.staff_tests import FILE, read_tests

    count = 0
    for topic, file in read_folder(FOLDER).items():
        for entry in file.entries:
            fields = entry.dict(exclude={"alternates"}, exclude_none=True)
            for name, value in [*fields.items(), *(("alternate", other) for other in entry.alternates)]:
                if text.lower() in str(value).lower():
                    count += 1
                    typer.echo(f"{topic}: {entry.id}: {name}: {' '.join(str(value).split())}")
    for test in read_tests(FOLDER):
        if any(text.lower() in part.lower() for part in (test.question, test.expected, test.says)):
            count += 1
            typer.echo(f"{FILE}: line {test.line}: {test.question} | {test.expected} | {test.says}")
    typer.echo(f"{count} places.")


@app.command()
@clear_errors
def export() -> None:
    """Print the whole knowledge base as a sheet (CSV), to change in a spreadsheet and import again."""
    from iop.knowledge import sheets
    from iop.knowledge.entries import read_folder

    typer.echo(sheets.export(read_folder(FOLDER)).encode(sheets.ENCODING), nl=False)
