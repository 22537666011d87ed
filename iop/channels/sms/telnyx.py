"""Telnyx's side of the SMS channel."""

import base64
import binascii
import datetime as dt
import json
import time
from typing import Any, Dict, List, Mapping, Optional, Sequence

import aiohttp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from multidict import CIMultiDict

from iop.channels.characters import storable
from iop.channels.sms import http
from iop.channels.sms.provider import (
    DELIVERED,
    FAILED,
    INVALID,
    LANDLINE,
    NUMBER,
    OPTED_OUT,
    SENT,
    Inbound,
    SendError,
    Status,
    UnreadableError,
    refusal,
)
from iop.errors import SetupError

NUMBER_ERRORS = {"40300": OPTED_OUT, "40310": INVALID, "40001": LANDLINE}
"""Codes after which a number is never tried again (developers.telnyx.com, messaging error codes)."""
TEXT_ERRORS = ("40009",)
"""The code after which a text is not: its body is invalid (same place)."""

STATES = {
    "sent": SENT,
    "delivered": DELIVERED,
    "sending_failed": FAILED,
    "delivery_failed": FAILED,
}
OLDEST_SECONDS = 300
"""A signed request that is older may be a recording of an earlier one."""


class Telnyx:
    """One account.

    Args:
        key: Of the API.
        public_key: Base64, with which its webhooks are checked.
        sender: Our number.
        base: Address of the API.
        status_url: Where it reports what became of a message.

    Raises:
        SetupError: if the public key is none.
    """

    name = "telnyx"
    acknowledgement = ("application/json", "{}")

    def __init__(self, key: str, public_key: str, sender: str, base: str, status_url: str) -> None:
        self._headers = {"Authorization": f"Bearer {key}"}
        self._sender = sender
        self._status_url = status_url
        self._messages = f"{base.rstrip('/')}/v2/messages"
        try:
            self._public_key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        except ValueError as error:
            raise SetupError(
                "TELNYX_PUBLIC_KEY is not a key. Copy it from the portal: Account, Keys & Credentials."
            ) from error

    def verify(self, url: str, body: bytes, headers: Mapping[str, str]) -> bool:
        """Checks the signature over time and body, and that the time is now."""
        given = CIMultiDict(headers)
        sent_at = given.get("telnyx-timestamp", "")
        if not (sent_at.isascii() and sent_at.isdigit()) or abs(time.time() - int(sent_at)) > OLDEST_SECONDS:
            return False
        try:
            signature = base64.b64decode(given.get("telnyx-signature-ed25519", ""), validate=True)
            self._public_key.verify(signature, sent_at.encode() + b"|" + body)
        except (binascii.Error, ValueError, InvalidSignature):
            return False
        return True

    def parse(self, body: bytes) -> Optional[Inbound]:
        """Reads a `message.received` event."""
        event, payload = _event(body)
        number = str(_member(payload.get("from"), "phone_number") or "")
        if event != "message.received" or not payload.get("id") or not NUMBER.fullmatch(number):
            return None
        text = storable(str(payload.get("text") or ""))
        return Inbound(str(payload["id"])[:64], number, text, bool(payload.get("media")))

    def parse_status(self, body: bytes) -> Optional[Status]:
        """Reads a `message.sent` or `message.finalized` event."""
        event, payload = _event(body)
        receivers = payload.get("to")
        receiver = receivers[0] if isinstance(receivers, list) and receivers else None
        state = STATES.get(str(_member(receiver, "status")))
        if event not in ("message.sent", "message.finalized") or state is None or not payload.get("id"):
            return None
        code = _code(payload)
        return Status(str(payload["id"])[:64], state, code, NUMBER_ERRORS.get(code or ""))

    def answer(self, lines: Sequence[str]) -> None:
        """Telnyx says nothing by itself; it calls again when it was refused."""
        return

    async def send(self, session: aiohttp.ClientSession, number: str, text: str) -> str:
        """Posts one message."""
        message = {"from": self._sender, "to": number, "text": text, "webhook_url": self._status_url}
        status, answer = await http.request(session, "POST", self._messages, json=message, headers=self._headers)
        provider_id = _member(answer.get("data"), "id")
        if status < 300 and provider_id:
            return str(provider_id)
        if status < 400:
            raise SendError(f"{status} without a message id", unknown=True)
        raise map_error(status, answer)

    async def find(self, session: aiohttp.ClientSession, number: str, text: str, since: dt.datetime) -> List[str]:
        """Telnyx has no list of messages to look through: after a lost answer a message may be sent twice."""
        return []


def map_error(status: int, answer: Mapping[str, Any]) -> SendError:
    """Returns what an answer from 400 on means.

    Args:
        status: The HTTP status.
        answer: Its body; `errors` holds Telnyx's own codes.
    """
    return refusal(_code(answer) or str(status), NUMBER_ERRORS, TEXT_ERRORS)


def _event(body: bytes) -> "tuple[str, Dict[str, Any]]":
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("The body is not JSON.") from error
    data = _member(found, "data")
    payload = _member(data, "payload")
    return str(_member(data, "event_type")), payload if isinstance(payload, dict) else {}


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _code(answer: Mapping[str, Any]) -> Optional[str]:
    errors = answer.get("errors")
    code = _member(errors[0], "code") if isinstance(errors, list) and errors else None
    return None if code is None else str(code)
