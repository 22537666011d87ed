"""Twilio's side of the SMS channel."""

import datetime as dt
import re
from typing import Any, Dict, List, Mapping, Optional, Sequence
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

import aiohttp
from multidict import CIMultiDict, MultiDict
from twilio.request_validator import RequestValidator

from iop.channels.characters import storable
from iop.channels.sms import http
from iop.channels.sms.provider import (
    DELIVERED,
    FAILED,
    HELP,
    INVALID,
    LANDLINE,
    NUMBER,
    OPTED_OUT,
    SENT,
    START,
    STOP,
    Inbound,
    SendError,
    Status,
    UnreadableError,
    refusal,
)

NUMBER_ERRORS = {
    "21610": OPTED_OUT,
    "21211": INVALID,
    "21217": INVALID,
    "21614": LANDLINE,
    "21635": LANDLINE,
    "30005": INVALID,
    "30006": LANDLINE,
}
"""Codes after which a number is never tried again (twilio.com/docs/api/errors)."""
TEXT_ERRORS = ("21602", "21617", "21619")
"""Codes after which a text is not: it is empty or too long (same place)."""

STATES = {"sent": SENT, "delivered": DELIVERED, "read": DELIVERED, "undelivered": FAILED, "failed": FAILED}
HANDLED = {"STOP": STOP, "START": START, "HELP": HELP}
SERVICE = re.compile(r"MG[0-9a-f]{32}", re.IGNORECASE)
"""`TWILIO_FROM` may name a messaging service instead of a number."""
CLOCKS_DIFFER = dt.timedelta(seconds=30)


class Twilio:
    """One account.

    Args:
        account: Its SID.
        token: Its auth token.
        sender: Our number, or the SID of a messaging service.
        base: Address of the API.
        status_url: Where it reports what became of a message.
    """

    name = "twilio"
    acknowledgement = ("text/xml", "<Response/>")

    def __init__(self, account: str, token: str, sender: str, base: str, status_url: str) -> None:
        self._token = token
        self._sender = sender
        self._status_url = status_url
        self._messages = f"{base.rstrip('/')}/2010-04-01/Accounts/{account}/Messages.json"
        self._auth = aiohttp.BasicAuth(account, token)

    def verify(self, url: str, body: bytes, headers: Mapping[str, str]) -> bool:
        """Checks the signature over the address and the whole form."""
        signature = CIMultiDict(headers).get("X-Twilio-Signature", "")
        try:
            fields = MultiDict(_fields(body))
        except UnreadableError:
            return False
        return bool(RequestValidator(self._token).validate(url, fields, signature))

    def parse(self, body: bytes) -> Optional[Inbound]:
        """Reads the form of an inbound message."""
        form = dict(_fields(body))
        number = form.get("From", "")
        if "MessageStatus" in form or not form.get("MessageSid") or not NUMBER.fullmatch(number):
            return None
        media = form.get("NumMedia", "0")
        return Inbound(
            form["MessageSid"][:64],
            number,
            storable(form.get("Body", "")),
            has_media=media.isdigit() and int(media) > 0,
            handled=HANDLED.get(form.get("OptOutType", "")),
        )

    def parse_status(self, body: bytes) -> Optional[Status]:
        """Reads the form of a status callback."""
        form = dict(_fields(body))
        state = STATES.get(form.get("MessageStatus", ""))
        if state is None or not form.get("MessageSid"):
            return None
        code = form.get("ErrorCode") or None
        return Status(form["MessageSid"][:64], state, code, NUMBER_ERRORS.get(code or ""))

    def answer(self, lines: Sequence[str]) -> str:
        """Returns TwiML that says the lines."""
        return f"<Response>{''.join(f'<Message>{escape(line)}</Message>' for line in lines)}</Response>"

    async def send(self, session: aiohttp.ClientSession, number: str, text: str) -> str:
        """Posts one message."""
        sender = "MessagingServiceSid" if SERVICE.fullmatch(self._sender) else "From"
        form = {"To": number, sender: self._sender, "Body": text, "StatusCallback": self._status_url}
        status, answer = await http.request(session, "POST", self._messages, data=form, auth=self._auth)
        if status in (200, 201) and answer.get("sid"):
            return str(answer["sid"])
        if status < 400:
            raise SendError(f"{status} without a message id", unknown=True)
        raise map_error(status, answer)

    async def find(self, session: aiohttp.ClientSession, number: str, text: str, since: dt.datetime) -> List[str]:
        """Looks through the account's messages to a number."""
        since = since.replace(tzinfo=dt.timezone.utc) - CLOCKS_DIFFER
        query = {"To": number, "DateSent>": f"{since:%Y-%m-%d}", "PageSize": "100"}
        status, answer = await http.request(session, "GET", self._messages, params=query, auth=self._auth)
        if status != 200:
            raise map_error(status, answer)
        return [
            str(message["sid"])
            for message in reversed(answer.get("messages") or [])  # newest first
            if message.get("body") == text and _made_since(message, since)
        ]


def map_error(status: int, answer: Mapping[str, Any]) -> SendError:
    """Returns what an answer from 400 on means.

    Args:
        status: The HTTP status.
        answer: Its body; `code` is Twilio's own.
    """
    return refusal(str(answer.get("code") or status), NUMBER_ERRORS, TEXT_ERRORS)


def _fields(body: bytes) -> List[Any]:
    """Returns the fields of a form. Blank ones are kept: Twilio signs them, and Sanic's own reading drops them."""
    try:
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise UnreadableError("The body is not a form.") from error


def _made_since(message: Dict[str, Any], since: dt.datetime) -> bool:
    try:
        return dt.datetime.strptime(str(message.get("date_created")), "%a, %d %b %Y %H:%M:%S %z") >= since
    except ValueError:
        return False
