"""`iop rekey`: everything is encrypted with a new secret."""

import json
from functools import partial
from typing import Optional
from urllib.request import Request, urlopen

import typer

from iop.commands.errors import clear_errors
from iop.errors import SetupError

ANSWER_SECONDS = 5.0


@clear_errors
def rekey() -> None:
    """Encrypt everything with IOP_SECRET_KEY that IOP_SECRET_KEY_OLD encrypted.

    Restart the assistant with both variables first: one that knows the old secret alone goes on writing with it, and
    cannot read what is encrypted anew.
    """
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
    address = f"http://{settings().host}:{settings().port}"
    knows = _running_one_signs_with(address, str(new))
    if knows is False:
        raise SetupError(
            f"The assistant at {address} was not started with the new secret, so nothing was done: it could not read "
            "what would be encrypted anew. Restart it with both variables, then run this again."
        )
    cipher = installed_cipher()
    more = {"leads": partial(together.sealed_columns, cipher), "sms_people": partial(people.sealed_columns, cipher)}
    count = encrypt_anew(database(), cipher, more)
    typer.echo(f"{count} values were encrypted anew.")
    if knows:
        typer.echo("IOP_SECRET_KEY_OLD is needed no more: remove it and restart.")
    else:
        typer.echo(
            f"No assistant answers at {address}. If one runs elsewhere, or with another PORT, and was not started with "
            "both secrets: restart it with both, and run this again. Remove IOP_SECRET_KEY_OLD only afterwards."
        )


def _running_one_signs_with(address: str, secret: str) -> Optional[bool]:
    """Asks the running assistant for a session, and returns whether a secret signed it; nothing where none runs."""
    from iop.channels.web.tokens import TokenError, Tokens

    try:
        asked = Request(f"{address}/webhooks/web/session", method="POST")  # noqa: S310 - always http
        with urlopen(asked, timeout=ANSWER_SECONDS) as answer:  # noqa: S310
            token = str(json.load(answer)["token"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    try:
        Tokens(secret).conversation(f"Bearer {token}")
    except TokenError:
        return False
    return True
