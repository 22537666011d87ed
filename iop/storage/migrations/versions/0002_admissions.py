"""Leads, their consent, the outbox, the audit, and questions without an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY_SQLITE = """
CREATE TRIGGER audit_no_{what} BEFORE {what} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
"""
APPEND_ONLY_POSTGRESQL = (
    """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$
""",
    """
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_append_only()
""",
)


def upgrade() -> None:
    """Makes the tables of admissions."""
    op.create_table(
        "leads",
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
    op.create_table(
        "submissions",
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
    op.create_table(
        "outbox",
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
    )
    op.create_table(
        "disabled_sinks",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("disabled_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("lead_id", sa.Integer),
    )
    op.create_table(
        "unanswered",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_outbox_state_due_at", "outbox", ["state", "due_at"])
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(APPEND_ONLY_SQLITE.format(what=what))
    elif dialect == "postgresql":
        for statement in APPEND_ONLY_POSTGRESQL:
            op.execute(statement)


def downgrade() -> None:
    """Removes them."""
    for table in ("unanswered", "audit", "disabled_sinks", "outbox", "submissions", "leads"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_append_only()")
