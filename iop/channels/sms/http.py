"""One request to a provider, with a timeout, and its failures in our words."""

import asyncio
import json
from typing import Any, Dict, Tuple

import aiohttp

from iop.channels.sms.provider import SendError

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
LONGEST_RETRY_AFTER = 600.0


async def request(session: aiohttp.ClientSession, method: str, url: str, **options: Any) -> Tuple[int, Dict[str, Any]]:
    """Returns status and JSON body of an answer below 500 that is not 429.

    Args:
        session: Carries it.
        method: `GET` or `POST`.
        url: The address.
        options: As aiohttp takes them.

    Raises:
        SendError: if the provider is busy, broken or not reached. After a POST that broke off it is not known
            whether the provider took it.
    """
    try:
        async with session.request(method, url, timeout=TIMEOUT, allow_redirects=False, **options) as answer:
            if answer.status == 429:
                raise SendError("429", retry_after=_seconds(answer.headers.get("Retry-After", "")))
            if answer.status >= 500:
                raise SendError(str(answer.status), unknown=True)
            body = await answer.read()
            return answer.status, _object(body)
    except aiohttp.ClientConnectorError as error:
        raise SendError("not reached") from error
    except (aiohttp.ClientError, asyncio.TimeoutError) as error:
        raise SendError(type(error).__name__, unknown=True) from error


def _object(body: bytes) -> Dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _seconds(value: str) -> float:
    """Returns the seconds of a Retry-After header; of a date, nothing: our own pause is good enough."""
    return min(float(value), LONGEST_RETRY_AFTER) if value.isascii() and value.isdigit() else 0.0
