"""`iop safety`: the crisis detector's reports."""

import json

import typer

from iop.commands.errors import clear_errors

app = typer.Typer(help="The crisis detector's reports.", no_args_is_help=True)


@app.command()
@clear_errors
def report(as_json: bool = typer.Option(False, "--json", help="Print the counts for programs.")) -> None:
    """Count the crisis texts by month, route and channel, without identifiers."""
    from iop.channels.crisis_counts import crisis_counts
    from iop.storage.engine import database

    counts = crisis_counts(database())
    if as_json:
        typer.echo(json.dumps([count.as_dict() for count in counts], indent=2))
        return
    for count in counts:
        typer.echo(
            f"{count.month}  {count.route:20}  {count.channel:3}  "
            f"{count.messages} messages in {count.conversations} conversations"
        )
    if not counts:
        typer.echo("The crisis texts were not needed yet.")
