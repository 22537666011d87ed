"""Encrypts what people say before it reaches the database."""

import base64
import hashlib
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from iop.errors import SetupError


class Cipher:
    """Encrypts JSON values with a key derived from the installation's secret.

    Args:
        secret: `IOP_SECRET_KEY`, or the content of `var/secret.key`.
    """

    def __init__(self, secret: str) -> None:
        key = hashlib.blake2b(secret.encode(), digest_size=32, person=b"iop-storage").digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def seal(self, value: Any) -> bytes:
        """Returns the encrypted form of a JSON value."""
        return self._fernet.encrypt(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    def open(self, sealed: bytes) -> Any:
        """Returns the value.

        Raises:
            SetupError: if it was encrypted with another secret.
        """
        try:
            return json.loads(self._fernet.decrypt(bytes(sealed)))
        except InvalidToken as error:
            raise SetupError(
                "The database was written with another secret. Put back var/secret.key or IOP_SECRET_KEY."
            ) from error
