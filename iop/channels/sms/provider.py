"""What the channel asks of a provider of text messages. Everything else is the same for all of them."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Collection, Mapping, Optional, Protocol, Sequence, Tuple

import aiohttp

STOP, START, HELP = "stop", "start", "help"

SENT, DELIVERED, FAILED = "sent", "delivered", "failed"
"""What a provider reports of a message, in the order in which it may happen."""

OPTED_OUT, INVALID, LANDLINE = "opted_out", "invalid", "landline"
"""Why a number can never be texted."""

NUMBER = re.compile(r"\+\d{7,15}")
"""A number that can be answered; not a short code, say, or a name."""


@dataclass(frozen=True)
class Inbound:
    """A message from a person.

    Attributes:
        id: The provider's.
        number: The person's, as E.164.
        text: What they wrote; may be empty.
        has_media: Whether a picture, a voice message or a contact came with it.
        handled: `stop`, `start` or `help`, where the provider has answered such a word itself.
    """

    id: str
    number: str
    text: str
    has_media: bool = False
    handled: Optional[str] = None


@dataclass(frozen=True)
class Status:
    """What became of a message to a person.

    Attributes:
        id: The provider's.
        state: `sent`, `delivered` or `failed`.
        error: The provider's code.
        number_is: Why the number can never be texted, where that is the reason.
    """

    id: str
    state: str
    error: Optional[str] = None
    number_is: Optional[str] = None


class SendError(Exception):
    """A message that the provider did not take. Its text is for staff and holds nothing personal.

    Args:
        reason: The provider's code, or the kind of error.
        permanent: Whether trying again is pointless.
        retry_after: Seconds that the provider asks to be left alone.
        unknown: Whether the provider may have taken it: the answer was lost.
        number_is: Why the number can never be texted, where that is the reason.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        retry_after: float = 0.0,
        unknown: bool = False,
        number_is: Optional[str] = None,
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.retry_after = retry_after
        self.unknown = unknown
        self.number_is = number_is


def refusal(code: str, numbers: Mapping[str, str], texts: Collection[str]) -> SendError:
    """Returns what a provider's refusal means.

    Only the person's number or the text itself make further attempts pointless. All else is about us (the account, its
    sender, its queue), and the text can go once that is put right.

    Args:
        code: The provider's own, or the HTTP status.
        numbers: Codes after which a number is never tried again, and why.
        texts: Codes after which a text is not.
    """
    return SendError(code, permanent=code in texts, number_is=numbers.get(code))


class UnreadableError(ValueError):
    """A signed request that is no message."""


class Provider(Protocol):
    """One provider.

    Attributes:
        name: Stands in the routes: `/webhooks/sms/<name>` for messages, and `.../status` for reports. A provider that
            has one address for both uses the first.
        acknowledgement: Media type and body of the answer to every webhook.
    """

    name: str
    acknowledgement: Tuple[str, str]

    def verify(self, url: str, body: bytes, headers: Mapping[str, str]) -> bool:
        """Returns whether the provider sent this request.

        Args:
            url: The public address that it called, with its query.
            body: The body as it came.
            headers: Names in any case.
        """

    def parse(self, body: bytes) -> Optional[Inbound]:
        """Reads a message; nothing where the request is about something else, or its sender cannot be answered.

        Raises:
            UnreadableError: if the body cannot be read.
        """

    def parse_status(self, body: bytes) -> Optional[Status]:
        """Reads what became of a message; nothing where it is still on its way.

        Raises:
            UnreadableError: if the body cannot be read.
        """

    def answer(self, lines: Sequence[str]) -> Optional[str]:
        """Returns a body that has the provider say something at once, where it can do that."""

    async def send(self, session: aiohttp.ClientSession, number: str, text: str) -> str:
        """Sends a message and returns the provider's id.

        Raises:
            SendError: if it was not taken.
        """

    async def find(self, session: aiohttp.ClientSession, number: str, text: str, since: dt.datetime) -> Sequence[str]:
        """Returns the ids of messages with this text to this number since a time, where the provider can tell.

        Raises:
            SendError: if it cannot be asked now.
        """
