"""The audit log: who changed what may be done, and who read what others wrote. Rows are only added.

It holds ids instead of references and no text of a person, so that it survives deletions. Triggers
of both databases refuse to change a row (but for the id of an account that was erased) and to
delete one (but for old readings). SQLite drops triggers with a table: a migration that copies the
table makes them again.
"""

from sqlalchemy import Column, Index, String, Table

from core.store.database.column_types import ID, WIDE_INTEGER, Json, Utc
from core.store.database.metadata import metadata

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", WIDE_INTEGER, primary_key=True, autoincrement=True),
    Column("at", Utc, nullable=False),
    Column("actor_id", ID, nullable=False),
    Column("action", String(32), nullable=False),
    # The account, trace or setting that the action was on; "" if there is none.
    Column("subject", String(64), nullable=False),
    Column("details", Json, nullable=False),
    # Who read what in which minutes, as a hash: the same reading is one line.
    Column("once", String(64), nullable=True),
    Index("uq_audit_log_once", "once", unique=True),
    Index(None, "at"),
    Index(None, "actor_id", "id"),
    Index(None, "subject", "id"),
)
