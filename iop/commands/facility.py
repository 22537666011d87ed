"""`iop facility`: what the centre says about itself."""

import typer

from iop.commands.errors import clear_errors

app = typer.Typer(help="What the centre says about itself (data/facility.yml).", no_args_is_help=True)


@app.command()
@clear_errors
def check() -> None:
    """Read the file, and show what visitors are told. A running assistant keeps the last good one."""
    import datetime as dt
    from zoneinfo import ZoneInfo

    from iop.admissions import sinks
    from iop.facility import EXAMPLE_NOTE, facility
    from iop.facility_check import warnings
    from iop.settings import settings

    centre = facility()
    for name, text in centre.variables().items():
        typer.echo(f"{name}: {text}")
    listed = {
        "closed on": [f"{day:%a} {day}" for day in sorted(centre.holidays)],
        "websites that may use the chat": centre.website.origins,
        "inquiries go to": centre.handoff.sink_names(),
        "owners": centre.publishing.owners,
    }
    for title, values in listed.items():
        typer.echo(f"{title}: {', '.join(values) or 'none named'}")
    for warning in warnings(centre, dt.datetime.now(ZoneInfo(centre.time_zone)).date()):
        typer.echo(f"warning: {warning}")
    for problem in sinks.problems(centre, settings()).values():
        typer.echo(f"warning: in this shell: {problem} The assistant needs it where it runs.")
    typer.echo(EXAMPLE_NOTE if centre.example else "The file can be used.")
