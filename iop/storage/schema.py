"""The tables. Text that people write or read is in `sealed` columns only; see `encryption`."""

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
