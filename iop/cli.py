"""The `iop` command: thin, prints what the rooms return."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Optional

import typer

from iop import environment
from iop.commands import facility, faq, leads, outbox, sms
from iop.commands.errors import clear_errors

environment.prepare()

app = typer.Typer(help="The admissions assistant's own commands.", no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(leads.app, name="leads")
app.add_typer(outbox.app, name="outbox")
app.add_typer(faq.app, name="faq")
app.add_typer(sms.app, name="sms")
app.add_typer(facility.app, name="facility")


@app.callback()
def main() -> None:
    """The admissions assistant's own commands."""


@app.command()
@clear_errors
def ask(
    text: Optional[str] = typer.Argument(None, help="What the person says."),
    as_json: bool = typer.Option(False, "--json", help="Print the whole answer object."),
    explain: bool = typer.Option(False, "--explain", help="Add what was understood, and why."),
    batch: Optional[Path] = typer.Option(None, help="A file of JSON lines to answer."),
    out: Optional[Path] = typer.Option(None, help="Where the answers go."),
) -> None:
    """Ask one question, or a whole file of them, without a server."""
    if (text is None) == (batch is None) or (batch is None) != (out is None):
        raise typer.BadParameter("Give either a text, or both --batch IN.jsonl and --out OUT.jsonl.")
    from iop import logs
    from iop.serving import lean

    lean.install()
    from iop.batch import Asker, run_batch, scratch_database
    from iop.publishing.live import served

    logs.configure("ask")
    if batch is not None and out is not None:
        print(f"{run_batch(batch, out)} answered.", file=sys.stderr)  # noqa: T201
        return
    with scratch_database():
        answer = {"text": text, **asyncio.run(Asker(served().model).ask([text or ""], explain))}
    if as_json or explain:
        print(json.dumps(answer, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print("\n\n".join(answer["reply"]))  # noqa: T201


@app.command()
@clear_errors
def serve() -> None:
    """Serve the channels, the demo page and the delivery worker until Ctrl-C."""
    from iop.serving import supervisor
    from iop.settings import settings

    supervisor.serve(settings())


@app.command()
@clear_errors
def prepare() -> None:
    """Build what set-up needs once a machine: the encoder's ONNX file and the safety classifier."""
    from iop import safety
    from iop.encoding import shared_encoder

    shared_encoder()
    safety.prepare()


@app.command()
@clear_errors
def rekey() -> None:
    """Encrypt everything with IOP_SECRET_KEY that IOP_SECRET_KEY_OLD encrypted, while the assistant runs."""
    from functools import partial

    from iop.admissions import leads
    from iop.channels.sms import people
    from iop.errors import SetupError
    from iop.settings import settings
    from iop.storage.encryption import Cipher
    from iop.storage.engine import database
    from iop.storage.rekey import rekey as encrypt_anew

    new, old = settings().secret_key, settings().secret_key_old
    problems = {
        "IOP_SECRET_KEY_OLD is not set": not old,
        "IOP_SECRET_KEY is not set": not new,
        "IOP_SECRET_KEY and IOP_SECRET_KEY_OLD are the same": new == old,
    }
    problem = next((name for name, found in problems.items() if found), None)
    if problem:
        raise SetupError(
            f"{problem}, so nothing was done. Set IOP_SECRET_KEY_OLD to the present secret (or to the content of "
            "var/secret.key) and IOP_SECRET_KEY to the new one, as for the server, and run this again."
        )
    cipher = Cipher(*settings().secrets())
    more = {"leads": partial(leads.sealed_columns, cipher), "sms_people": partial(people.sealed_columns, cipher)}
    count = encrypt_anew(database(), cipher, more)
    typer.echo(f"{count} values were encrypted anew. IOP_SECRET_KEY_OLD is needed no more.")


safety_app = typer.Typer(help="The crisis detector's reports.", no_args_is_help=True)
app.add_typer(safety_app, name="safety")


@safety_app.callback()
def safety_main() -> None:
    """The crisis detector's reports."""


@safety_app.command("report")
@clear_errors
def safety_report(as_json: bool = typer.Option(False, "--json", help="Print the counts for programs.")) -> None:
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


if __name__ == "__main__":
    app()
