"""The `iop` command: thin, prints what the rooms return."""

import asyncio
import json
from pathlib import Path
from typing import Optional

import typer

from iop import environment
from iop.commands import facility, faq, leads, outbox, rekey, safety, sms
from iop.commands.errors import clear_errors

environment.prepare()

app = typer.Typer(help="The admissions assistant's own commands.", no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(leads.app, name="leads")
app.add_typer(outbox.app, name="outbox")
app.add_typer(faq.app, name="faq")
app.add_typer(sms.app, name="sms")
app.add_typer(facility.app, name="facility")
app.add_typer(safety.app, name="safety")


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
    from iop.asker import Asker, scratch_database
    from iop.batch import run_batch
    from iop.publishing.live import served

    logs.configure("ask")
    if batch is not None and out is not None:
        typer.echo(f"{run_batch(batch, out)} answered.", err=True)
        return
    with scratch_database():
        answer = {"text": text, **asyncio.run(Asker(served().model).ask([text or ""], explain))}
    if as_json or explain:
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        typer.echo("\n\n".join(answer["reply"]))


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
    from iop.encoding import shared_encoder
    from iop.safety import prepare as prepare_safety

    shared_encoder()
    prepare_safety()


app.command()(rekey.rekey)

if __name__ == "__main__":
    app()
