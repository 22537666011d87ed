"""`iop sms`: text messages."""

import typer

from iop.commands.errors import clear_errors
from iop.errors import IopError

app = typer.Typer(help="Text messages.", no_args_is_help=True)


@app.command()
@clear_errors
def send(number: int = typer.Argument(..., help="The inquiry's number."), text: str = typer.Argument(...)) -> None:
    """Text somebody who allowed it with their inquiry. It waits for the morning where it is night."""
    from iop.admissions.desk import Desk
    from iop.channels.sms.setup import providers
    from iop.channels.sms.staff import text_lead
    from iop.settings import settings
    from iop.storage.encryption import installed_cipher
    from iop.storage.engine import database
    from iop.who import this_user

    on = providers(settings())
    if not on:
        raise IopError(
            "Text messages are off here. Set the variables that docs/sms.md names, or run this "
            "with the environment file of the service (docs/deploy.md)."
        )
    cipher = installed_cipher()
    lead = Desk(database(), cipher, this_user()).lead(number)
    text_lead(database(), cipher, next(iter(on)), lead["fields"], text)
    typer.echo(f"The text to inquiry #{number} will be sent.")


@app.command()
@clear_errors
def simulate() -> None:
    """Chat in this terminal through the real webhook, with a stand-in of Twilio on this machine."""
    import asyncio

    from iop.channels.sms.simulation import Simulation

    asyncio.run(Simulation(typer.echo).run())
