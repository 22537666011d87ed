"""`iop rekey`: everything is encrypted with a new secret."""

from functools import partial

import typer

from iop.commands.errors import clear_errors
from iop.errors import SetupError


@clear_errors
def rekey() -> None:
    """Encrypt everything with IOP_SECRET_KEY that IOP_SECRET_KEY_OLD encrypted, while the assistant runs."""
    from iop.admissions import together
    from iop.channels.sms import people
    from iop.settings import settings
    from iop.storage.encryption import installed_cipher
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
    cipher = installed_cipher()
    more = {"leads": partial(together.sealed_columns, cipher), "sms_people": partial(people.sealed_columns, cipher)}
    count = encrypt_anew(database(), cipher, more)
    typer.echo(f"{count} values were encrypted anew. IOP_SECRET_KEY_OLD is needed no more.")
