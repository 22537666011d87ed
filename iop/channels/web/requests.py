"""Reads the body of a message, and says clearly what is wrong with it."""

import json
from dataclasses import dataclass

from sanic.request import Request

from iop.channels.characters import storable
from iop.channels.limits import BODY_BYTES, MESSAGE_CHARACTERS

ID_CHARACTERS = 64
EXAMPLE = 'Send {"id": "...", "text": "..."}.'


class BadRequestError(Exception):
    """The body cannot be used. Its message may be shown.

    Args:
        status: The HTTP status.
        code: For programs.
        message: For the person.
        text: What the person wrote, as far as it could be read: the safety check wants it.
    """

    def __init__(self, status: int, code: str, message: str, text: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.text = text


@dataclass(frozen=True)
class WebMessage:
    """A message from the widget: the id that it made, and the text."""

    id: str
    text: str


def read_message(request: Request) -> WebMessage:
    """Reads and checks the body of `POST messages`.

    Raises:
        BadRequestError: saying what to send instead.
    """
    body = request.body or b""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadRequestError(400, "malformed_json", f"The body is not JSON. {EXAMPLE}") from error
    if not isinstance(data, dict):
        raise BadRequestError(400, "malformed_json", f"The body is not an object. {EXAMPLE}")
    text, client_id = data.get("text"), data.get("id")
    if not isinstance(text, str):
        raise BadRequestError(400, "text_missing", "'text' is missing or not a string.")
    text = storable(text)
    if len(body) > BODY_BYTES:
        raise BadRequestError(
            413, "body_too_large", "That message is too long for me. Please send a shorter one.", text
        )
    if not isinstance(client_id, str) or not 0 < len(client_id) <= ID_CHARACTERS or not client_id.isprintable():
        line = f"'id' is missing, or not a string of 1 to {ID_CHARACTERS} printable characters."
        raise BadRequestError(400, "id_missing", line, text)
    if len(text) > MESSAGE_CHARACTERS:
        line = f"That message is too long for me. Please keep it under {MESSAGE_CHARACTERS} characters."
        raise BadRequestError(422, "text_too_long", line, text)
    return WebMessage(client_id, text)
