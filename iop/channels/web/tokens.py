"""Signed tokens: whoever holds one may speak in one conversation, until it expires."""

import hashlib
import time
import uuid
from typing import Any, Callable, Dict, Optional, Tuple

import jwt

LIFETIME_SECONDS = 24 * 60 * 60
AUDIENCE = "web"
ALGORITHM = "HS256"


class TokenError(Exception):
    """The token is missing, forged, expired or of another kind. Its message may be shown."""


class Tokens:
    """Makes and checks tokens.

    Args:
        secrets: The installation's secrets, the newest first: it signs, and all are accepted, so that a change of
            the secret ends no conversation.
        clock: Seconds since 1970; tests give their own.
    """

    def __init__(self, *secrets: str, clock: Callable[[], float] = time.time) -> None:
        self._keys = [
            hashlib.blake2b(secret.encode(), digest_size=32, person=b"iop-web-token").digest() for secret in secrets
        ]
        self._clock = clock

    def new(self) -> Tuple[str, str]:
        """Makes a conversation.

        Returns:
            Its id, and the token for it.
        """
        conversation_id = f"web-{uuid.uuid4().hex}"
        now = int(self._clock())
        claims = {"sub": conversation_id, "aud": AUDIENCE, "iat": now, "exp": now + LIFETIME_SECONDS}
        return conversation_id, jwt.encode(claims, self._keys[0], algorithm=ALGORITHM)

    def conversation(self, authorization: str) -> str:
        """Returns the conversation of an `Authorization: Bearer` header.

        Raises:
            TokenError: if the header holds no valid token.
        """
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise TokenError("Send the session's token as 'Authorization: Bearer TOKEN'.")
        claims = next(filter(None, (_claims(token, key) for key in self._keys)), None)
        if claims is None:
            raise TokenError("This token is not valid. Start a new session.")
        if claims["exp"] <= self._clock():
            raise TokenError("This session has ended. Start a new one.")
        return str(claims["sub"])


def _claims(token: str, key: bytes) -> Optional[Dict[str, Any]]:
    """Returns what a token says, if this key signed it."""
    try:
        return jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            options={"require": ["sub", "aud", "exp"], "verify_exp": False, "verify_iat": False},
        )
    except jwt.InvalidTokenError:
        return None
