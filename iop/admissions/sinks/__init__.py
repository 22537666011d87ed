"""The places that hear of inquiries. Each takes one message, or says why not."""

from typing import Dict, Protocol

from iop.admissions.briefing import Message
from iop.admissions.schedule import Schedule
from iop.admissions.sinks.email import EmailSink
from iop.admissions.sinks.errors import DeliveryError
from iop.admissions.sinks.log import LogSink
from iop.admissions.sinks.webhook import WebhookSink
from iop.errors import SetupError
from iop.facility import Facility
from iop.handoff import LOG
from iop.settings import Settings

__all__ = ["HELD", "DeliveryError", "Sink", "make", "problems"]

HELD = "Nothing is sent to '%s', and what is meant for it waits: %s"
"""A sink's name, and what `problems` says of it."""


class Sink(Protocol):
    """Takes messages."""

    def deliver(self, message: Message) -> None:
        """Delivers one message, or raises `DeliveryError`. The same message may come again."""


def make(name: str, centre: Facility, settings: Settings, schedule: Schedule) -> Sink:
    """Makes the sink of a name.

    Args:
        name: As in `facility.yml`, or `log`.
        centre: Where the sinks are.
        settings: The secrets.
        schedule: How long a delivery may take.

    Raises:
        SetupError: if a secret that it needs is missing.
    """
    if name == LOG:
        return LogSink()
    address = centre.handoff.addresses()[name]
    if address.webhook:
        return WebhookSink(address.webhook, settings, schedule.timeout)
    return EmailSink(address.email or "", centre, settings, schedule.timeout)


def problems(centre: Facility, settings: Settings) -> Dict[str, str]:
    """Makes every configured sink once, and says which cannot work, and why. What is meant for it waits meanwhile.

    Args:
        centre: Where the sinks are.
        settings: The secrets.

    Returns:
        What is wrong, by the sink's name.
    """
    found = {}
    for name in centre.handoff.addresses():
        try:
            make(name, centre, settings, Schedule())
        except SetupError as error:
            found[name] = str(error)
    return found
