"""The sink where none is configured: the server's own log."""

import logging

from iop.admissions import outbox
from iop.admissions.briefing import Message

logger = logging.getLogger(__name__)

LINES = {
    outbox.CREATED: "Inquiry #%s was handed over. To read it: .venv/bin/iop leads",
    outbox.UPDATED: "Inquiry #%s was updated, and handed over again. To read it: .venv/bin/iop leads",
    outbox.DELETED: "Inquiry #%s was deleted.",
    outbox.REMINDER: "Inquiry #%s was not picked up yet. To do so: .venv/bin/iop leads pick-up NUMBER",
    outbox.ESCALATION: "Inquiry #%s was still not picked up.",
}


class LogSink:
    """Writes one line an event, without personal data."""

    def deliver(self, message: Message) -> None:
        """Writes the line."""
        if message.kind == outbox.CRISIS:
            words = "A conversation on the channel %s spoke of danger (%s). Crisis texts: %s."
            logger.warning(words, message.channel, message.crisis, message.data["crisis_texts"])
        else:
            logger.info(LINES[message.kind], message.number)
