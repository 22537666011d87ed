"""Leads: kept once, with their consent and the promise to deliver them, in one transaction."""

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any, Dict, Optional, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from iop import clock
from iop.admissions import outbox
from iop.admissions.lead import Consent, LeadFields, may_be_same
from iop.admissions.together import put_together
from iop.errors import LeadError, SetupError
from iop.storage import schema
from iop.storage.encryption import Cipher
from iop.storage.engine import erase_traces, one_at_a_time
from iop.storage.schema import inbound_messages, leads, submissions

logger = logging.getLogger(__name__)

NEW = "new"
PICKED_UP = "picked_up"
CLOSED = "closed"
DELETED = "deleted"

_GIVEN = submissions.c.sealed.is_not(None)
"""A submission that was not deleted."""
SAME_PERSON = dt.timedelta(hours=24)
"""A second inquiry within this time is the same one, told again or corrected."""


@dataclass(frozen=True)
class SavedLead:
    """A lead that is stored, and will be delivered.

    Attributes:
        number: By which staff know it.
        updated: Whether the person had given details before, which were completed or corrected.
    """

    number: int
    updated: bool


class Leads:
    """The stored leads. All methods block; call them off the event loop.

    Args:
        engine: The database.
        cipher: Encrypts what people gave.
    """

    def __init__(self, engine: Engine, cipher: Cipher) -> None:
        self._engine = engine
        self._cipher = cipher

    def save(
        self,
        fields: LeadFields,
        consent: Consent,
        *,
        conversation_id: str,
        draft_id: str,
        channel: str,
        questions: Sequence[str],
        crisis: Optional[str] = None,
        changes: Optional[int] = None,
    ) -> SavedLead:
        """Stores a lead, its consent and its outbox row in one transaction.

        The same draft again changes nothing and returns the same lead; with other fields, it is a correction of that
        lead: the conversation had forgotten that it was stored. The same number or address and the same name
        within `SAME_PERSON` update that lead; two people who share a phone are two leads. A correction changes the
        lead that it corrects, however old that is. What a lead then holds, `put_together` says.

        Args:
            fields: What the person gave.
            consent: What the person agreed to.
            conversation_id: Opaque.
            draft_id: Made once when the person begins to give details; opaque, at most 60 characters.
            channel: `web` or `sms`.
            questions: What the person asked in the conversation, oldest first.
            crisis: The crisis route, if the conversation spoke of danger.
            changes: The lead that the person corrects, whatever name and number it had.

        Raises:
            LeadError: if it could not be stored: then nothing is.
        """
        try:
            with self._engine.begin() as connection:
                one_at_a_time(connection, leads)
                given = {"fields": fields.as_dict(), "questions": list(questions)}
                known = _submitted(connection, draft_id)
                if known:
                    latest = known[-1]
                    if latest.sealed is None or self._cipher.open(latest.sealed)["fields"] == given["fields"]:
                        return SavedLead(latest.lead_id, _is_update(connection, latest))
                    changes, draft_id = latest.lead_id, f"{draft_id}-{len(known)}"
                crisis = crisis or _crisis_of(connection, conversation_id)
                lead_id = self._same_person(connection, fields, changes)
                updated = lead_id is not None
                if lead_id is None:
                    lead_id = _add(connection, channel, crisis)
                else:
                    _update(connection, lead_id, crisis)
                connection.execute(
                    submissions.insert().values(
                        lead_id=lead_id,
                        draft_id=draft_id,
                        conversation_id=conversation_id,
                        channel=channel,
                        consent_text=consent.text,
                        consent_version=consent.version,
                        consented_at=_naive(consent.given_at),
                        saved_at=clock.utcnow(),
                        sealed=self._cipher.seal(given),
                    )
                )
                put_together(connection, self._cipher, lead_id)
                kind = outbox.UPDATED if updated else outbox.CREATED
                outbox.add(connection, kind, draft_id, channel=channel, lead_id=lead_id)
            return SavedLead(lead_id, updated)
        except (sa.exc.SQLAlchemyError, SetupError) as error:
            raise LeadError("The details could not be saved. Please call us instead.") from error

    def delete_of(self, conversation_id: str) -> int:
        """Deletes what a conversation gave; what others gave to the same lead stays, and admissions is told so.

        Returns:
            How many leads something was deleted of.

        Raises:
            LeadError: if they could not be deleted.
        """
        given = (submissions.c.conversation_id == conversation_id) & _GIVEN
        try:
            with self._engine.begin() as connection:
                one_at_a_time(connection, leads)
                found = connection.execute(sa.select(submissions.c.lead_id).where(given).distinct()).scalars().all()
                for lead_id in found:
                    _delete_given(connection, self._cipher, lead_id, conversation_id)
            erase_traces(self._engine)
        except (sa.exc.SQLAlchemyError, SetupError) as error:
            raise LeadError("The details could not be deleted. Please call us instead.") from error
        return len(found)

    def _same_person(self, connection: Connection, fields: LeadFields, changes: Optional[int]) -> Optional[int]:
        is_corrected = leads.c.id == changes
        reached = sa.or_(
            leads.c.phone_key.in_(self._cipher.lookup_keys(fields.phone) if fields.phone else ()),
            leads.c.email_key.in_(self._cipher.lookup_keys(fields.email.lower()) if fields.email else ()),
        )
        recent = leads.c.updated_at >= clock.utcnow() - SAME_PERSON
        known = (is_corrected | reached & recent) & (leads.c.status != DELETED)
        wanted = sa.select(leads.c.id, leads.c.sealed).where(known).order_by(is_corrected.desc(), leads.c.id.desc())
        for lead in connection.execute(wanted):
            named = LeadFields.from_dict(self._cipher.open(lead.sealed)["fields"]).first_name
            if lead.id == changes or may_be_same(named, fields.first_name):
                return int(lead.id)
        return None


def _add(connection: Connection, channel: str, crisis: Optional[str]) -> int:
    now = clock.utcnow()
    row = {"status": NEW, "channel": channel, "crisis": crisis, "created_at": now, "updated_at": now}
    added = connection.execute(leads.insert().values(**row, waiting_since=now, reminders=0))
    return int(added.inserted_primary_key[0])


def _update(connection: Connection, lead_id: int, crisis: Optional[str]) -> None:
    """Notes that the person came back; a closed lead is open again."""
    before = connection.execute(sa.select(leads.c.status, leads.c.crisis).where(leads.c.id == lead_id)).one()
    row: Dict[str, Any] = {"crisis": crisis or before.crisis, "updated_at": clock.utcnow()}
    if before.status == CLOSED:
        row.update(status=NEW, waiting_since=row["updated_at"], reminders=0)
    connection.execute(leads.update().where(leads.c.id == lead_id).values(**row))


def _delete_given(connection: Connection, cipher: Cipher, lead_id: int, conversation_id: str) -> None:
    """Deletes what a conversation gave to a lead, and the lead where nothing else was given to it."""
    theirs = submissions.c.lead_id == lead_id
    mine = theirs & (submissions.c.conversation_id == conversation_id)
    connection.execute(submissions.update().where(mine).values(sealed=None))
    if connection.execute(sa.select(submissions.c.id).where(theirs & _GIVEN).limit(1)).first() is None:
        delete_lead(connection, lead_id)
        return
    put_together(connection, cipher, lead_id)
    _tell_change(connection, lead_id)


def stop_texts(connection: Connection, cipher: Cipher, phone: str) -> None:
    """Takes back what the leads of a number allow of texts, and has admissions told.

    Args:
        connection: In the transaction that records that somebody said stop.
        cipher: The installation's.
        phone: E.164.
    """
    one_at_a_time(connection, leads)
    theirs = leads.c.phone_key.in_(cipher.lookup_keys(phone)) & (leads.c.status != DELETED)
    for lead_id in connection.execute(sa.select(leads.c.id).where(theirs)).scalars().all():
        try:
            if put_together(connection, cipher, lead_id, stops_texts=True):
                _tell_change(connection, lead_id)
        except SetupError:
            logger.error("Inquiry #%d still allows texts after a stop: another secret encrypted it.", lead_id)


def _tell_change(connection: Connection, lead_id: int) -> None:
    channel = connection.execute(sa.select(leads.c.channel).where(leads.c.id == lead_id)).scalar_one()
    key = f"{lead_id}:{clock.utcnow().isoformat()}"
    outbox.add(connection, outbox.UPDATED, key, channel=channel, lead_id=lead_id)


def delete_lead(connection: Connection, lead_id: int) -> None:
    """Deletes what a person gave; the row stays, as a mark that holds nothing personal.

    What was not delivered yet never will be. Admissions, who may have it in a system of their own, are told the number.
    Call `erase_traces` after the transaction.
    """
    channel = connection.execute(sa.select(leads.c.channel).where(leads.c.id == lead_id)).scalar_one()
    nothing = {"sealed": None, "phone_key": None, "email_key": None, "crisis": None}
    connection.execute(leads.update().where(leads.c.id == lead_id).values(status=DELETED, **nothing))
    connection.execute(submissions.update().where(submissions.c.lead_id == lead_id).values(sealed=None))
    undelivered = (schema.outbox.c.lead_id == lead_id) & (schema.outbox.c.state != outbox.DELIVERED)
    connection.execute(schema.outbox.delete().where(undelivered))
    outbox.add(connection, outbox.DELETED, str(lead_id), channel=channel, lead_id=lead_id)


def mark_crisis(connection: Connection, conversation_id: str, route: str) -> None:
    """Marks the leads that a conversation gave details to before it spoke of danger, and has admissions told.

    Args:
        connection: In the transaction that records the crisis.
        conversation_id: Opaque.
        route: One of `iop.safety`'s routes.
    """
    theirs = sa.select(submissions.c.lead_id).where((submissions.c.conversation_id == conversation_id) & _GIVEN)
    unmarked = leads.c.id.in_(theirs) & leads.c.crisis.is_(None) & (leads.c.status != DELETED)
    for lead in connection.execute(sa.select(leads.c.id, leads.c.channel).where(unmarked)).all():
        connection.execute(leads.update().where(leads.c.id == lead.id).values(crisis=route))
        outbox.add(connection, outbox.UPDATED, f"{lead.id}:{route}", channel=lead.channel, lead_id=lead.id)


def _crisis_of(connection: Connection, conversation_id: str) -> Optional[str]:
    """Returns the latest crisis route of a conversation's last day, also where the dialogue was too slow to note it.

    Of danger in a message that was refused, only the alert is stored.
    """
    since = clock.utcnow() - SAME_PERSON
    heard, alerts = inbound_messages.c, schema.outbox.c
    latest = (
        sa.select(heard.crisis)
        .where((heard.conversation_id == conversation_id) & (heard.received_at >= since) & heard.crisis.is_not(None))
        .order_by(heard.id.desc())
    )
    told = (
        sa.select(alerts.route)
        .where((alerts.conversation_id == conversation_id) & (alerts.created_at >= since) & alerts.route.is_not(None))
        .order_by(alerts.id.desc())
    )
    route: Optional[str] = connection.execute(latest.limit(1)).scalar() or connection.execute(told.limit(1)).scalar()
    return route


def _submitted(connection: Connection, draft_id: str) -> Sequence[Any]:
    """Returns the submissions of a draft, oldest first: one, and one more for each change under the same id."""
    column = submissions.c.draft_id
    same = (column == draft_id) | column.startswith(f"{draft_id}-", autoescape=True)
    found: Sequence[Any] = connection.execute(sa.select(submissions).where(same).order_by(submissions.c.id)).all()
    return found


def _is_update(connection: Connection, this: Any) -> bool:
    """Whether something had been given to the lead of a submission before."""
    earlier = sa.select(submissions.c.id).where((submissions.c.lead_id == this.lead_id) & (submissions.c.id < this.id))
    return connection.execute(earlier.limit(1)).first() is not None


def _naive(time: dt.datetime) -> dt.datetime:
    return time.astimezone(dt.timezone.utc).replace(tzinfo=None) if time.tzinfo else time
