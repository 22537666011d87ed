"""`iop facility`: what the centre says about itself."""

import typer

from iop.commands.errors import clear_errors

app = typer.Typer(help="What the centre says about itself (data/facility.yml).", no_args_is_help=True)


@app.command()
@clear_errors
def check() -> None:
    """Read the file, and show what visitors are told. A running assistant keeps the last good one."""
    from iop.admissions import sinks
    from iop.facility import EXAMPLE_NOTE, facility
    from iop.settings import settings

    centre = facility()
    for name, text in centre.variables().items():
        typer.echo(f"{name}: {text}")
    typer.echo(f"inquiries go to: {', '.join(centre.handoff.sink_names())}")
    for problem in sinks.problems(centre, settings()).values():
        typer.echo(f"warning: in this shell: {problem} The assistant needs it where it runs.")
    typer.echo(EXAMPLE_NOTE if centre.example else "The file can be used.")
