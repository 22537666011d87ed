"""Deletes what is older than `facility.yml` says, from the tables and from the file."""

import datetime as dt
from typing import Any, Dict, Set

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from iop import clock
from iop.admissions.outbox import DELIVERED
from iop.handoff import RetentionDays
from iop.storage.encryption import Cipher
from iop.storage.engine import erase_traces, one_at_a_time
from iop.storage.schema import (
    SMS_STARTED,
    SMS_STOPPED,
    SMS_UNSENT,
    events,
    inbound_messages,
    leads,
    outbound_messages,
    outbox,
    sms_consent,
    sms_outbox,
    sms_people,
    submissions,
    unanswered,
)
from iop.storage.turns import ended_at

ENDED = dt.timedelta(hours=1)
"""After this much silence, a conversation all of whose details were deleted is deleted as well."""


def clean(engine: Engine, cipher: Cipher, days: RetentionDays) -> Dict[str, int]:
    """Deletes in small transactions, so that no conversation waits.

    Args:
        engine: The database.
        cipher: Reads when a conversation without stored messages (a developer's) ended.
        days: The limits.

    Returns:
        How many rows of each kind were deleted.
    """
    old_conversations = _old_conversations(engine, cipher, _ago(days.conversations))
    for conversation_id in old_conversations:
        with engine.begin() as connection:
            _delete_conversation(connection, conversation_id)
    with engine.connect() as connection:
        old_leads = (
            connection.execute(sa.select(leads.c.id).where(leads.c.updated_at < _ago(days.leads))).scalars().all()
        )
    for lead_id in old_leads:
        with engine.begin() as connection:
            for column in (outbox.c.lead_id, submissions.c.lead_id, leads.c.id):
                connection.execute(column.table.delete().where(column == lead_id))
    told = (outbox.c.state == DELIVERED) & (outbox.c.delivered_at < _ago(days.outbox))
    deleted = {
        "conversations": len(old_conversations),
        "leads": len(old_leads),
        "outbox": _delete(engine, outbox, told),
        "texts": _delete(engine, sms_outbox, sms_outbox.c.created_at < _ago(days.conversations)),
        "unanswered": _delete(engine, unanswered, unanswered.c.at < _ago(days.conversations)),
        "numbers": _forget_numbers(engine),
    }
    erase_traces(engine)
    return deleted


def _old_conversations(engine: Engine, cipher: Cipher, limit: dt.datetime) -> Set[str]:
    latest = sa.func.max(inbound_messages.c.received_at)
    by_conversation = sa.select(inbound_messages.c.conversation_id).group_by(inbound_messages.c.conversation_id)
    given, deleted = sa.select(submissions.c.conversation_id), submissions.c.sealed.is_(None)
    withdrawn = given.where(deleted).except_(given.where(~deleted))
    ended = by_conversation.having(latest < clock.utcnow() - ENDED)
    without_messages = (
        sa.select(events.c.sender_id, sa.func.max(events.c.id).label("last"))
        .where(events.c.sender_id.not_in(sa.select(inbound_messages.c.conversation_id)))
        .group_by(events.c.sender_id)
        .subquery()
    )
    with engine.connect() as connection:
        old = set(connection.execute(by_conversation.having(latest < limit)).scalars())
        old |= set(connection.execute(ended.where(inbound_messages.c.conversation_id.in_(withdrawn))).scalars())
        last_rows = sa.select(events).join(without_messages, events.c.id == without_messages.c.last)
        for row in connection.execute(last_rows):
            if ended_at(cipher.open(row.sealed)) < limit:
                old.add(row.sender_id)
    return old


def _delete_conversation(connection: Connection, conversation_id: str) -> None:
    """Deletes a conversation, but no text message that is still to be sent: staff were told that it will be."""
    for column in (outbound_messages.c.conversation_id, inbound_messages.c.conversation_id, events.c.sender_id):
        connection.execute(column.table.delete().where(column == conversation_id))
    sent = sms_outbox.c.state.not_in(SMS_UNSENT)
    connection.execute(sms_outbox.delete().where((sms_outbox.c.conversation_id == conversation_id) & sent))


def _forget_numbers(engine: Engine) -> int:
    """Deletes the numbers of people who text once nothing else is kept of their conversation.

    The number of somebody who said stop stays: without it, the stop would not be honoured.
    """
    mine = sms_people.c.conversation_id
    stopped, started = sms_consent.alias(), sms_consent.alias()
    restarted = sa.exists().where(
        (started.c.conversation_id == mine) & (started.c.event == SMS_STARTED) & (started.c.id > stopped.c.id)
    )
    needed = (
        sa.exists().where(inbound_messages.c.conversation_id == mine),
        sa.exists().where(events.c.sender_id == mine),
        sa.exists().where(sms_outbox.c.conversation_id == mine),
        sa.exists().where((submissions.c.conversation_id == mine) & submissions.c.sealed.is_not(None)),
        sa.exists().where((stopped.c.conversation_id == mine) & (stopped.c.event == SMS_STOPPED) & ~restarted),
    )
    with engine.begin() as connection:
        one_at_a_time(connection, sms_people)
        return int(connection.execute(sms_people.delete().where(~sa.or_(*needed))).rowcount)


def _delete(engine: Engine, table: sa.Table, which: Any) -> int:
    with engine.connect() as connection:
        if connection.execute(sa.select(table.c.id).where(which).limit(1)).first() is None:
            return 0
    with engine.begin() as connection:
        return int(connection.execute(table.delete().where(which)).rowcount)


def _ago(days: int) -> dt.datetime:
    return clock.utcnow() - dt.timedelta(days=days)
