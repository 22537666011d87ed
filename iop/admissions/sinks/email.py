"""Tells people by e-mail that there is an inquiry. E-mail is not private: it carries the number only."""

import datetime as dt
import smtplib
import socket
import ssl
import threading
from contextlib import suppress
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from iop.admissions import outbox
from iop.admissions.briefing import DELIVERED, HANDED_OVER, LOST, SHOWN, WAITING, Message
from iop.admissions.sinks.errors import DeliveryError
from iop.clock import clock
from iop.errors import SetupError
from iop.facility import Facility
from iop.settings import Settings

SUBJECTS = {
    outbox.CREATED: "New inquiry #{number}",
    outbox.UPDATED: "Inquiry #{number} was updated",
    outbox.DELETED: "Inquiry #{number} was deleted",
    outbox.REMINDER: "Inquiry #{number} is waiting",
    outbox.ESCALATION: "Inquiry #{number} is still waiting",
    outbox.CRISIS: "A conversation spoke of danger",
}
TEXTS = {
    outbox.CREATED: "Somebody asked to be contacted. To read it:\n\n    {iop} leads\n"
    "    {iop} leads pick-up {number}\n",
    outbox.UPDATED: "The person completed or corrected their details. To read them:\n\n    {iop} leads\n",
    outbox.DELETED: "The person's details were deleted. Please delete them in your own systems as well.\n",
    outbox.REMINDER: "Nobody picked it up. Please contact the person, then:\n\n    {iop} leads pick-up {number}\n",
    outbox.ESCALATION: "Nobody has picked it up, although everybody was reminded.\nPlease see to it:\n\n"
    "    {iop} leads\n",
    outbox.CRISIS: "{crisis_texts}\n\nKind: {crisis}\nConversation: {conversation}\n",
}
CRISIS_TEXTS = {
    SHOWN: "The person was shown the crisis resources in the chat.",
    WAITING: "The crisis texts wait for the provider of text messages,\nand have not left yet. To see why:\n\n"
    "    {iop} outbox",
    HANDED_OVER: "The crisis texts were handed to the provider of text messages.\n"
    "It has not said yet that they arrived.",
    DELIVERED: "The crisis texts were delivered to the person's phone.",
    LOST: "The crisis texts COULD NOT BE DELIVERED to the person's phone. To see why:\n\n    {iop} outbox",
}
IOP = ".venv/bin/iop"
"""The command, as docs/staff-guide.md names it."""
URGENT = "The conversation spoke of danger. Please see to this inquiry first.\n\n"


class EmailSink:
    """Sends one e-mail an event.

    Args:
        recipient: Address.
        centre: The sender, and the time zone of the times.
        settings: The mail server (`IOP_SMTP_*`).
        timeout: Seconds for the whole exchange.

    Raises:
        SetupError: if there is no mail server.
    """

    def __init__(self, recipient: str, centre: Facility, settings: Settings, timeout: float) -> None:
        if not settings.smtp_host:
            raise SetupError("facility.yml names an e-mail sink, but IOP_SMTP_HOST is not set. See docs/handoff.md.")
        self._host = settings.smtp_host
        self._recipient = recipient
        self._centre = centre
        self._settings = settings
        self._timeout = timeout

    def deliver(self, message: Message) -> None:
        """Sends one message.

        Raises:
            DeliveryError: unless the mail server took it in time.
        """
        mail = self._mail(message)
        try:
            smtp = self._connect()
            overdue = threading.Timer(self._timeout, _hang_up, [smtp])
            overdue.start()
            try:
                self._send(smtp, mail)
            finally:
                overdue.cancel()
                smtp.close()
        except smtplib.SMTPResponseException as error:
            raise DeliveryError(f"the mail server answered {error.smtp_code}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(f"the mail server failed ({type(error).__name__})") from error

    def _connect(self) -> smtplib.SMTP:
        host, port = self._host, self._settings.smtp_port
        if self._settings.smtp_security == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=self._timeout, context=ssl.create_default_context())
        return smtplib.SMTP(host, port, timeout=self._timeout)

    def _send(self, smtp: smtplib.SMTP, mail: EmailMessage) -> None:
        if self._settings.smtp_security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if self._settings.smtp_user:
            smtp.login(self._settings.smtp_user, self._settings.smtp_password or "")
        smtp.send_message(mail)
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()

    def _mail(self, message: Message) -> EmailMessage:
        sender = self._settings.smtp_from or self._centre.email
        local = message.happened_at.replace(tzinfo=dt.timezone.utc).astimezone(ZoneInfo(self._centre.time_zone))
        words = {
            "iop": IOP,
            "number": message.number,
            "crisis": message.crisis,
            "conversation": message.data.get("conversation_id"),
            "crisis_texts": CRISIS_TEXTS.get(message.data.get("crisis_texts", ""), "").format(iop=IOP),
        }
        urgent = URGENT if message.crisis and message.kind != outbox.CRISIS else ""
        mail = EmailMessage()
        mail["Subject"] = SUBJECTS[message.kind].format(**words)
        mail["From"] = sender
        mail["To"] = self._recipient
        mail["Date"] = dt.datetime.now(dt.timezone.utc)
        mail["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2]}>"
        mail.set_content(
            f"{urgent}{TEXTS[message.kind].format(**words)}\n{local:%A, %B} {local.day}, {clock(local.time())}, "
            f"channel: {message.channel}\n"
        )
        return mail


def _hang_up(smtp: smtplib.SMTP) -> None:
    """Ends a conversation with a server that answers a letter at a time, which no time limit for a read would end."""
    with suppress(OSError):
        if smtp.sock:
            smtp.sock.shutdown(socket.SHUT_RDWR)
