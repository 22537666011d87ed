"""The tables. Text that people write or read is in `sealed` columns only; see `encryption`. Times are UTC."""

import sqlalchemy as sa

metadata = sa.MetaData()

events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(64), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("sender_id", "position"),
)
"""Rasa's event log, a row a turn: appended to, never changed. `position` counts the events before the row."""

inbound_messages = sa.Table(
    "inbound_messages",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation_id", sa.String(64), nullable=False),
    sa.Column("client_id", sa.String(64), nullable=False),
    sa.Column("answered", sa.Boolean, nullable=False, default=False),
    sa.Column("crisis", sa.String(32)),
    sa.Column("received_at", sa.DateTime, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("conversation_id", "client_id"),
)
"""What people sent, once each; `crisis` is the route where the message spoke of danger."""

outbound_messages = sa.Table(
    "outbound_messages",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation_id", sa.String(64), nullable=False, index=True),
    sa.Column("inbound_id", sa.Integer, sa.ForeignKey("inbound_messages.id"), index=True),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
"""What people were told; the id is the cursor of the event stream."""

heartbeat = sa.Table(
    "heartbeat",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("beaten_at", sa.DateTime, nullable=False),
)
"""One row, written to find out whether the database can be written."""

leads = sa.Table(
    "leads",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("crisis", sa.String(32)),
    sa.Column("phone_key", sa.String(64), index=True),
    sa.Column("email_key", sa.String(64), index=True),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("updated_at", sa.DateTime, nullable=False),
    sa.Column("waiting_since", sa.DateTime, nullable=False),
    sa.Column("reminders", sa.Integer, nullable=False),
    sa.Column("sealed", sa.LargeBinary),
    sqlite_autoincrement=True,
)
"""People who asked to be called back; the id is the number that staff use, and is never used twice.

`phone_key` and `email_key` are keyed hashes, by which the same person is found again. `sealed` holds the fields and
the questions asked, and is empty once they are deleted. `reminders` counts the alerts that nobody had picked it up.
"""

submissions = sa.Table(
    "submissions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("lead_id", sa.Integer, sa.ForeignKey("leads.id"), nullable=False, index=True),
    sa.Column("draft_id", sa.String(64), nullable=False, unique=True),
    sa.Column("conversation_id", sa.String(64), nullable=False, index=True),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("consent_text", sa.Text, nullable=False),
    sa.Column("consent_version", sa.String(32), nullable=False),
    sa.Column("consented_at", sa.DateTime, nullable=False),
    sa.Column("saved_at", sa.DateTime, nullable=False),
    sa.Column("sealed", sa.LargeBinary),
)
"""Each time somebody agreed: the consent, and what was given. A lead's submissions are its history."""

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("event_id", sa.String(64), nullable=False),
    sa.Column("sink", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("lead_id", sa.Integer, sa.ForeignKey("leads.id"), index=True),
    sa.Column("conversation_id", sa.String(64)),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("route", sa.String(32)),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("tried_since", sa.DateTime, nullable=False),
    sa.Column("due_at", sa.DateTime, nullable=False),
    sa.Column("leased_until", sa.DateTime),
    sa.Column("delivered_at", sa.DateTime),
    sa.Column("error", sa.String(200)),
    sa.UniqueConstraint("event_id", "sink"),
    sa.Index("ix_outbox_state_due_at", "state", "due_at"),
)
"""What admissions must still be told: a row for each event and sink. An empty `sink` is not addressed yet."""

disabled_sinks = sa.Table(
    "disabled_sinks",
    metadata,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("disabled_at", sa.DateTime, nullable=False),
)
"""Sinks that answered "gone" (410): nothing is sent there until staff enable them again."""

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("who", sa.String(64), nullable=False),
    sa.Column("what", sa.String(32), nullable=False),
    sa.Column("lead_id", sa.Integer),
)
"""Every access of staff to leads. A trigger refuses changes and deletions."""

unanswered = sa.Table(
    "unanswered",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
"""Questions without an approved answer; `kind` is `fallback`, `clarify` or `picked`."""

sms_people = sa.Table(
    "sms_people",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation_id", sa.String(64), nullable=False, unique=True),
    sa.Column("phone_key", sa.String(64), nullable=False, unique=True),
    sa.Column("provider", sa.String(16), nullable=False),
    sa.Column("introduced_at", sa.DateTime),
    sa.Column("unreachable", sa.String(32)),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
"""People who text. `sealed` is the number (E.164), `phone_key` its keyed hash; `provider` carried the last message."""

sms_consent = sa.Table(
    "sms_consent",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation_id", sa.String(64), nullable=False, index=True),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("event", sa.String(16), nullable=False),
    sa.Column("how", sa.String(32), nullable=False),
)
"""Who wrote first, stopped and started again, and how we know. A trigger refuses changes and deletions."""

SMS_STOPPED, SMS_STARTED = "stopped", "started"
"""The events of it by which the latest decides whether somebody may be texted."""

sms_outbox = sa.Table(
    "sms_outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation_id", sa.String(64), nullable=False, index=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("created_at", sa.DateTime, nullable=False),
    sa.Column("due_at", sa.DateTime, nullable=False),
    sa.Column("tried_at", sa.DateTime),
    sa.Column("provider", sa.String(16)),
    sa.Column("provider_id", sa.String(64), index=True),
    sa.Column("error", sa.String(64)),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
"""Every text message to a person, and what became of it."""

SMS_UNSENT = ("pending", "sending")
"""The states of a text message that is still to be sent."""

SEALED = tuple(table for table in metadata.sorted_tables if "sealed" in table.c)
"""The tables that hold text which people write or read."""
