"""What admissions is told about an event, read from the database at the moment of sending."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from iop.admissions import outbox
from iop.admissions.lead import LOVED_ONE, REFERRAL, SELF
from iop.admissions.leads import DELETED
from iop.admissions.queue import Claimed
from iop.storage.encryption import Cipher
from iop.storage.schema import SMS_UNSENT, leads, sms_outbox, submissions

QUESTIONS_IN_SUMMARY = 10
SAME_MOMENT = dt.timedelta(seconds=10)
"""An alert and its crisis texts are stored together, and each has its own look at the clock."""
TYPES = {
    outbox.CREATED: "lead.created",
    outbox.UPDATED: "lead.updated",
    outbox.DELETED: "lead.deleted",
    outbox.REMINDER: "lead.not_picked_up",
    outbox.ESCALATION: "lead.escalated",
    outbox.CRISIS: "crisis.detected",
}
SHOWN, WAITING, HANDED_OVER, DELIVERED, LOST = "shown", "waiting", "handed_over", "delivered", "lost"
"""What became of the crisis texts: shown in the chat; or as text messages waiting for the provider, handed to it,
reported as delivered, or not deliverable."""
FOR_WHOM = {SELF: "themselves", LOVED_ONE: "a loved one", REFERRAL: "a professional's referral"}


@dataclass(frozen=True)
class Message:
    """One event, ready to be sent.

    Attributes:
        id: Stable across attempts.
        kind: As in `outbox`.
        channel: `web` or `sms`.
        happened_at: UTC, without a zone.
        number: The lead's, if it is about one.
        crisis: The crisis route, if the conversation spoke of danger.
        data: What a webhook gets; only this holds personal data.
    """

    id: str
    kind: str
    channel: str
    happened_at: dt.datetime
    number: Optional[int] = None
    crisis: Optional[str] = None
    data: Mapping[str, Any] = field(default_factory=dict)

    def body(self) -> Dict[str, Any]:
        """Returns the body of a webhook, as documented in `docs/handoff.md`."""
        return {"type": TYPES[self.kind], "timestamp": iso(self.happened_at), "crisis": self.crisis, "data": self.data}


def read_message(engine: Engine, cipher: Cipher, claimed: Claimed) -> Optional[Message]:
    """Reads what a row of the outbox is about.

    Returns:
        Nothing where it is about a lead that was deleted.
    """
    about: Dict[str, Any] = {"id": claimed.event_id, "kind": claimed.kind, "channel": claimed.channel}
    if claimed.lead_id is None:
        data = {"conversation_id": claimed.conversation_id, "channel": claimed.channel}
        data["crisis_texts"] = _crisis_texts(engine, claimed) if claimed.channel == "sms" else SHOWN
        return Message(**about, happened_at=claimed.created_at, crisis=claimed.route, data=data)
    with engine.connect() as connection:
        lead = connection.execute(sa.select(leads).where(leads.c.id == claimed.lead_id)).first()
        if claimed.kind == outbox.DELETED:
            return Message(**about, happened_at=claimed.created_at, number=claimed.lead_id, data=_mark(claimed.lead_id))
        if lead is None or lead.status == DELETED:
            return None
        whole = claimed.kind in (outbox.CREATED, outbox.UPDATED)
        data = lead_data(connection, cipher, lead) if whole else _waiting(lead)
    return Message(**about, happened_at=claimed.created_at, number=lead.id, crisis=lead.crisis, data=data)


def lead_data(connection: Connection, cipher: Cipher, lead: Any) -> Dict[str, Any]:
    """Returns everything that admissions may know about a lead.

    Args:
        connection: To read the consent.
        cipher: Opens what the person gave.
        lead: Its row.
    """
    given = cipher.open(lead.sealed)
    theirs = sa.select(submissions).where((submissions.c.lead_id == lead.id) & submissions.c.sealed.is_not(None))
    latest = connection.execute(theirs.order_by(submissions.c.id.desc()).limit(1)).one()
    return {
        "number": lead.id,
        "status": lead.status,
        "created_at": iso(lead.created_at),
        "updated_at": iso(lead.updated_at),
        "channel": lead.channel,
        "summary": summary(given["fields"], given["questions"], lead.crisis),
        "fields": given["fields"],
        "questions": given["questions"],
        "consent": consent_of(latest),
    }


def consent_of(submission: Any) -> Dict[str, str]:
    """Returns the consent of a row of `submissions`."""
    return {
        "text": submission.consent_text,
        "version": submission.consent_version,
        "given_at": iso(submission.consented_at),
        "channel": submission.channel,
    }


def summary(fields: Mapping[str, Any], questions: Sequence[str], crisis: Optional[str]) -> List[str]:
    """Returns what was said in at most ten lines, the most urgent first."""
    name = " ".join(part for part in (fields.get("first_name"), fields.get("last_name")) if part)
    reach = [fields[key] for key in ("phone", "email") if fields.get(key)]
    for key, words in (("may_text", "text messages"), ("may_voicemail", "voicemail")):
        if fields.get(key) is not None:
            reach.append(f"{words}: {'yes' if fields[key] else 'no'}")
    lines = {
        "CRISIS": crisis and f"the conversation spoke of danger ({crisis})",
        "For": FOR_WHOM.get(fields.get("for_whom", "")),
        "Name": name,
        "Reach": ", ".join(reach),
        "Best time": fields.get("best_time"),
        "Where": fields.get("region"),
        "Insurer": fields.get("insurer"),
        "Language": fields.get("language"),
        "Note": fields.get("note"),
        "Asked": " / ".join(questions[:QUESTIONS_IN_SUMMARY]),
    }
    return [f"{title}: {' '.join(text.split())}" for title, text in lines.items() if text]


def iso(time: dt.datetime) -> str:
    """Returns a time of the database, e.g. `2026-11-24T17:00:00Z`."""
    return f"{time.isoformat(timespec='seconds')}Z"


def _crisis_texts(engine: Engine, claimed: Claimed) -> str:
    """Returns the worst that became of the crisis texts of an alert.

    None are stored where the answer to the provider's own request held them, and so they were handed over.
    """
    column = sms_outbox.c
    theirs = (column.conversation_id == claimed.conversation_id) & (column.kind == "crisis")
    around = column.created_at >= claimed.created_at - SAME_MOMENT
    with engine.connect() as connection:
        states = set(connection.execute(sa.select(column.state).where(theirs & around)).scalars())
    if states & {"failed", "dropped"}:
        return LOST
    if states & set(SMS_UNSENT):
        return WAITING
    return DELIVERED if states == {"delivered"} else HANDED_OVER


def _waiting(lead: Any) -> Dict[str, Any]:
    return {"number": lead.id, "status": lead.status, "waiting_since": iso(lead.waiting_since)}


def _mark(lead_id: int) -> Dict[str, Any]:
    return {"number": lead_id, "status": DELETED}
