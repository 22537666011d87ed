"""Text messages: people, their consent, and what they are sent."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

APPEND_ONLY_SQLITE = """
CREATE TRIGGER sms_consent_no_{what} BEFORE {what} ON sms_consent
BEGIN SELECT RAISE(ABORT, 'the record of consent is append-only'); END
"""
APPEND_ONLY_POSTGRESQL = (
    """
CREATE FUNCTION sms_consent_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the record of consent is append-only'; END $$
""",
    """
CREATE TRIGGER sms_consent_append_only BEFORE UPDATE OR DELETE ON sms_consent
FOR EACH ROW EXECUTE FUNCTION sms_consent_append_only()
""",
)


def upgrade() -> None:
    """Makes the tables of the SMS channel."""
    op.create_table(
        "sms_people",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("conversation_id", sa.String(64), nullable=False, unique=True),
        sa.Column("phone_key", sa.String(64), nullable=False, unique=True),
        sa.Column("provider", sa.String(16), nullable=False),
        sa.Column("introduced_at", sa.DateTime),
        sa.Column("unreachable", sa.String(32)),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "sms_consent",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("conversation_id", sa.String(64), nullable=False, index=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("event", sa.String(16), nullable=False),
        sa.Column("how", sa.String(32), nullable=False),
    )
    op.create_table(
        "sms_outbox",
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
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(APPEND_ONLY_SQLITE.format(what=what))
    elif dialect == "postgresql":
        for statement in APPEND_ONLY_POSTGRESQL:
            op.execute(statement)


def downgrade() -> None:
    """Removes them."""
    for table in ("sms_outbox", "sms_consent", "sms_people"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION sms_consent_append_only()")
