"""Encrypts what people say before it reaches the database."""

import base64
import hashlib
import hmac
import json
from typing import Any, List

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from iop.errors import SetupError
from iop.settings import settings


class Cipher:
    """Encrypts JSON values with keys derived from the installation's secrets.

    Args:
        secret: `IOP_SECRET_KEY`, or the content of `var/secret.key`: encrypts, and reads.
        old_secrets: Only read, until `iop rekey` has run (`IOP_SECRET_KEY_OLD`).
    """

    def __init__(self, secret: str, *old_secrets: str) -> None:
        keys = [Fernet(base64.urlsafe_b64encode(_key(one, b"iop-storage"))) for one in (secret, *old_secrets)]
        self._newest = keys[0]
        self._all = MultiFernet(keys)
        self._lookup_keys = [_key(one, b"iop-lookup") for one in (secret, *old_secrets)]

    def seal(self, value: Any) -> bytes:
        """Returns the encrypted form of a JSON value."""
        return self._newest.encrypt(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    def open(self, sealed: bytes) -> Any:
        """Returns the value.

        Raises:
            SetupError: if it was encrypted with a secret that is not known here.
        """
        try:
            return json.loads(self._all.decrypt(bytes(sealed)))
        except InvalidToken as error:
            raise SetupError(
                "The database was written with another secret. Put back var/secret.key or IOP_SECRET_KEY, or run this "
                "with the environment file of the service (docs/deploy.md)."
            ) from error

    def is_current(self, sealed: bytes) -> bool:
        """Returns whether the newest secret encrypted it."""
        try:
            self._newest.decrypt(bytes(sealed))
        except InvalidToken:
            return False
        return True

    def lookup_keys(self, value: str) -> List[str]:
        """Returns the keyed hash of a value under each secret, the newest first: 64 hexadecimal digits each.

        Equal values have equal hashes, and only a holder of the secret can compute them.
        """
        return [hmac.new(key, value.encode(), hashlib.sha256).hexdigest() for key in self._lookup_keys]


def installed_cipher() -> Cipher:
    """Returns the cipher of this installation's secrets.

    Raises:
        SetupError: if they can be neither read nor made, or one of them is blank.
    """
    return Cipher(*settings().secrets())


def _key(secret: str, purpose: bytes) -> bytes:
    return hashlib.blake2b(secret.encode(), digest_size=32, person=purpose).digest()
