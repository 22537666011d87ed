"""Twilio's side of the SMS channel."""

from urllib.parse import parse_qsl

from multidict import MultiDict
from twilio.request_validator import RequestValidator


def verify(token: str, url: str, body: bytes, signature: str) -> bool:
    """Say whether Twilio signed this request.

    Args:
        token: The account's auth token.
        url: The public address that Twilio called, with its query.
        body: The form as it came. Sanic's own reading drops blank fields, which Twilio signs.
        signature: The `X-Twilio-Signature` header.
    """
    try:
        fields = MultiDict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict"))
    except ValueError:
        return False
    return bool(RequestValidator(token).validate(url, fields, signature))
