"""The table of changes of targets; the newest change of a target is what holds."""

from sqlalchemy import Column, Double, Index, Integer, String, Table

from core.store.database.column_types import WIDE_INTEGER, SafeText, Utc
from core.store.database.metadata import metadata

target_changes = Table(
    "target_changes",
    metadata,
    Column("id", WIDE_INTEGER, primary_key=True, autoincrement=True),
    Column("name", String(32), nullable=False),
    Column("old_threshold", Double),
    Column("new_threshold", Double),
    Column("old_window_days", Integer),
    Column("new_window_days", Integer),
    Column("note", SafeText, nullable=False),
    Column("changed_at", Utc, nullable=False),
    # The id of an account, without a reference: the history outlives the account.
    Column("changed_by", SafeText, nullable=False),
    Index(None, "name", "id"),
)
