"""Fills the database with conversations, as if they had been had."""

import sqlite3
from pathlib import Path

TABLES = {"events": "sender_id", "inbound_messages": "conversation_id", "outbound_messages": "conversation_id"}


def fill(database: Path, conversations: int) -> None:
    """Copies a conversation that is there under new ids.

    Args:
        database: The SQLite file of a running assistant that has had a conversation.
        conversations: How many copies.

    Raises:
        ValueError: if there is no conversation to copy.
    """
    with sqlite3.connect(database, timeout=60) as connection:
        found = connection.execute("SELECT sender_id FROM events ORDER BY id DESC LIMIT 1").fetchone()
        if found is None:
            raise ValueError("There is no conversation to copy: have one first.")
        for table, owner in TABLES.items():
            known = connection.execute(f"PRAGMA table_info({table})")
            columns = [row[1] for row in known if row[1] not in ("id", owner, "inbound_id")]
            names = ", ".join(columns)
            connection.execute(
                "WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ?) "  # noqa: S608
                f"INSERT INTO {table} ({owner}, {names}) SELECT 'web-stored-' || n, {names} FROM copy, {table} "
                f"WHERE {owner} = ?",
                (conversations, found[0]),
            )
