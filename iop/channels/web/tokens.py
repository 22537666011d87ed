"""Signed tokens: whoever holds one may speak in one conversation, until it expires."""

import hashlib
import time
import uuid
from functools import lru_cache
from typing import Any, Callable, Dict, Optional, Tuple

import jwt

from iop.channels.latest import Latest

LIFETIME_SECONDS = 24 * 60 * 60
LONGEST_CONVERSATION_SECONDS = 7 * 24 * 60 * 60
REMEMBERED = 100_000
"""Conversations whose newest token is remembered, until a restart."""
OPENED = 4096
"""Tokens whose content stays known, some 1 KB each: every message of a conversation brings the same one."""
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
        self._newest: Latest[int] = Latest(REMEMBERED)

    def new(self) -> Tuple[str, str]:
        """Makes a conversation.

        Returns:
            Its id, and the token for it.
        """
        conversation_id = f"web-{uuid.uuid4().hex}"
        return conversation_id, self._sign(conversation_id, 0, int(self._clock()))

    def renew(self, authorization: str) -> str:
        """Makes the next token of a conversation. The old one ends when the new one is first used.

        So a renewal whose answer is lost on the way can be asked for again.

        Raises:
            TokenError: if the header holds no valid token, or the conversation is a week old.
        """
        claims = self._claims(authorization)
        if self._clock() - claims["auth_time"] > LONGEST_CONVERSATION_SECONDS:
            raise TokenError("This session has ended. Start a new one.")
        return self._sign(claims["sub"], claims["gen"] + 1, claims["auth_time"])

    def _sign(self, conversation_id: str, generation: int, began: int) -> str:
        now = int(self._clock())
        claims = {
            "sub": conversation_id,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + LIFETIME_SECONDS,
            "auth_time": began,
            "gen": generation,
        }
        return jwt.encode(claims, self._keys[0], algorithm=ALGORITHM)

    def conversation(self, authorization: str) -> str:
        """Returns the conversation of an `Authorization: Bearer` header.

        Raises:
            TokenError: if the header holds no valid token.
        """
        return str(self._claims(authorization)["sub"])

    def _claims(self, authorization: str) -> Dict[str, Any]:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise TokenError("Send the session's token as 'Authorization: Bearer TOKEN'.")
        claims = next(filter(None, (_read(token, key) for key in self._keys)), None)
        if claims is None:
            raise TokenError("This token is not valid. Start a new session.")
        if claims["exp"] <= self._clock():
            raise TokenError("This session has ended. Start a new one.")
        self._use(claims["sub"], claims["gen"])
        return claims

    def _use(self, conversation_id: str, generation: int) -> None:
        """Refuses a token older than one that was used."""
        if generation < self._newest.get(conversation_id, 0):
            raise TokenError("This token was replaced by a newer one.")
        if generation:
            self._newest[conversation_id] = generation


@lru_cache(maxsize=OPENED)
def _read(token: str, key: bytes) -> Optional[Dict[str, Any]]:
    """Returns what a token says, if this key signed it. When it was signed to end is the caller's to look at."""
    try:
        return jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            options={
                "require": ["sub", "aud", "exp", "auth_time", "gen"],
                "verify_exp": False,
                "verify_iat": False,
            },
        )
    except jwt.InvalidTokenError:
        return None
