"""`iop leads`: the inquiries, for staff."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple

import typer

from iop.commands.errors import clear_errors
from iop.errors import InputFileError, SetupError
from iop.printable import one_line, printable_json

if TYPE_CHECKING:
    from iop.admissions.desk import Desk
    from iop.channels.sms.people import People

app = typer.Typer(help="The inquiries. Every access is written to the audit.")


@app.callback(invoke_without_command=True)
@clear_errors
def show(
    context: typer.Context, as_json: bool = typer.Option(False, "--json", help="Print everything, for programs.")
) -> None:
    """List the inquiries."""
    if context.invoked_subcommand is not None:
        return
    people = _people()
    leads = [{**lead, "no_texts": people.texting(lead["fields"].get("phone"))} for lead in _desk().leads()]
    if as_json:
        typer.echo(printable_json(leads))
    else:
        _print(leads)


@app.command("pick-up")
@clear_errors
def pick_up(number: int) -> None:
    """Say that you take care of an inquiry: nobody is alerted any more. Where somebody has it, you are told who."""
    _desk().pick_up(number)
    typer.echo(f"Inquiry #{number} is picked up.")


@app.command()
@clear_errors
def close(number: int) -> None:
    """Say that an inquiry is done."""
    _desk().close(number)
    typer.echo(f"Inquiry #{number} is closed.")


@app.command()
@clear_errors
def delete(
    number: int, yes: bool = typer.Option(False, "--yes", help="Delete it. Without it nothing changes.")
) -> None:
    """Say which inquiry it is; with --yes, delete what the person gave."""
    lead = _desk().lead(number)
    typer.echo(f"Inquiry #{number} of {lead['updated_at']}, {lead['status']}, delivery: {lead['delivery']}.")
    if yes:
        _desk().delete(number)
    typer.echo("Its details are deleted." if yes else "Nothing was deleted. Add --yes to delete it.")


@app.command()
@clear_errors
def export(
    number: Optional[int] = typer.Argument(None, help="One inquiry; without it, all."),
    out: Optional[Path] = typer.Option(None, help="A new file for it; only you may read it."),
) -> None:
    """Print all that is known about inquiries, with their history, as JSON."""
    text = printable_json(_desk().export(number)) + "\n"
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        with open(os.open(out, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise SetupError(f"{out} cannot be written ({error.strerror}). Name a new file.") from error


def _desk() -> "Desk":
    from iop.admissions.desk import Desk
    from iop.storage.encryption import installed_cipher
    from iop.storage.engine import database
    from iop.who import this_user

    return Desk(database(), installed_cipher(), this_user())


def _people() -> "People":
    from iop.channels.sms.people import People
    from iop.storage.encryption import installed_cipher
    from iop.storage.engine import database

    return People(database(), installed_cipher())


def _print(leads: List[Dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    zone, name = _zone()
    table = Table()
    for title in ("#", "status", f"since ({name})", "inquiry", "delivery", "no texts"):
        table.add_column(title, overflow="fold")
    for lead in leads:
        since = _local(lead["updated_at"], zone)
        about = (f"{lead['number']}", _status(lead), since, "\n".join(map(one_line, lead["summary"])))
        cells = (*about, lead["delivery"], lead["no_texts"] or "")
        table.add_row(*(Text(cell) for cell in cells), style="bold red" if lead["crisis"] else None)
    Console().print(table if leads else "No inquiries.")


def _status(lead: Dict[str, Any]) -> str:
    """Returns what was done with an inquiry, and by whom."""
    done = {"picked_up": lead["picked_up_by"], "closed": lead["closed_by"]}
    return "\n".join(f"{what} by {who}" for what, who in done.items() if who) or str(lead["status"])


def _zone() -> Tuple[str, str]:
    """Returns the centre's time zone and its name; a broken `facility.yml` keeps nobody from the inquiries."""
    from iop.facility import facility

    try:
        centre = facility()
    except InputFileError:
        return "UTC", "UTC"
    return centre.time_zone, centre.zone_text()


def _local(time: str, zone: str) -> str:
    """Returns a time of the database by the centre's clock, e.g. `2026-11-24 10:00 AM`."""
    import datetime as dt
    from zoneinfo import ZoneInfo

    local = dt.datetime.fromisoformat(time).astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%d %I:%M %p}"
