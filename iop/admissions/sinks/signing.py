"""Signatures by the Standard Webhooks specification (https://www.standardwebhooks.com)."""

import base64
import binascii
import hashlib
import hmac
from typing import Sequence

from iop.errors import SetupError

PREFIX = "whsec_"
KEY_BYTES = (24, 64)


def signing_key(secret: str, variable: str) -> bytes:
    """Returns the key of a secret like `whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw`.

    Args:
        secret: The environment variable's value.
        variable: Its name, for the error.

    Raises:
        SetupError: if it does not look like that.
    """
    try:
        key = base64.b64decode(secret[len(PREFIX) :] if secret.startswith(PREFIX) else "", validate=True)
    except binascii.Error:
        key = b""
    if not KEY_BYTES[0] <= len(key) <= KEY_BYTES[1]:
        raise SetupError(
            f"{variable} is not a webhook secret. Make one with: "
            "python3 -c 'import base64, os; print(\"whsec_\" + base64.b64encode(os.urandom(32)).decode())'"
        )
    return key


def signatures(keys: Sequence[bytes], event_id: str, timestamp: int, body: bytes) -> str:
    """Returns the header `webhook-signature`: a signature for each active key.

    Args:
        keys: The newest first.
        event_id: The header `webhook-id`.
        timestamp: The header `webhook-timestamp`: seconds since 1970, of this attempt.
        body: As it is sent.
    """
    signed = f"{event_id}.{timestamp}.".encode() + body
    digests = [hmac.new(key, signed, hashlib.sha256).digest() for key in keys]
    return " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in digests)
