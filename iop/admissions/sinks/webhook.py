"""Sends inquiries to another system by a signed HTTP request."""

import asyncio
import datetime as dt
import json
import time
from email.utils import parsedate_to_datetime

import aiohttp

from iop.admissions.briefing import Message
from iop.admissions.sinks.errors import DeliveryError
from iop.admissions.sinks.signing import signatures, signing_key
from iop.errors import SetupError
from iop.settings import Settings

GONE = 410


class WebhookSink:
    """Posts the whole inquiry, signed with every active secret.

    Args:
        url: Where to.
        settings: `IOP_WEBHOOK_SECRET`, and `IOP_WEBHOOK_SECRET_OLD` while it is being changed.
        timeout: Seconds for the whole exchange.

    Raises:
        SetupError: if there is no secret.
    """

    def __init__(self, url: str, settings: Settings, timeout: float) -> None:
        if not settings.webhook_secret:
            raise SetupError("facility.yml names a webhook, but IOP_WEBHOOK_SECRET is not set. See docs/handoff.md.")
        self._url = url
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._keys = [signing_key(settings.webhook_secret, "IOP_WEBHOOK_SECRET")]
        if settings.webhook_secret_old:
            self._keys.append(signing_key(settings.webhook_secret_old, "IOP_WEBHOOK_SECRET_OLD"))

    def deliver(self, message: Message) -> None:
        """Posts one message.

        Raises:
            DeliveryError: unless a whole answer with a status of 200 to 299 came back in time.
        """
        body = json.dumps(message.body(), ensure_ascii=False).encode()
        now = int(time.time())
        headers = {
            "Content-Type": "application/json",
            "webhook-id": message.id,
            "webhook-timestamp": str(now),
            "webhook-signature": signatures(self._keys, message.id, now, body),
        }
        try:
            asyncio.run(self._post(body, headers))
        except asyncio.TimeoutError as error:
            raise DeliveryError("no answer in time") from error
        except (aiohttp.ClientError, OSError) as error:
            raise DeliveryError(f"the connection failed ({type(error).__name__})") from error

    async def _post(self, body: bytes, headers: dict[str, str]) -> None:
        async with (
            aiohttp.ClientSession(timeout=self._timeout) as session,
            session.post(self._url, data=body, headers=headers, allow_redirects=False) as answer,
        ):
            async for _ in answer.content.iter_chunked(65536):
                pass
            if not 200 <= answer.status < 300:
                wait = retry_after(answer.headers.get("retry-after", ""))
                raise DeliveryError(f"HTTP status {answer.status}", wait, gone=answer.status == GONE)


def retry_after(value: str) -> float:
    """Returns the seconds that a `Retry-After` header asks for, as a number or a date; 0 if it cannot be read."""
    if value.strip().isdigit():
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return 0.0
    aware = date if date.tzinfo else date.replace(tzinfo=dt.timezone.utc)
    return max(0.0, (aware - dt.datetime.now(dt.timezone.utc)).total_seconds())
