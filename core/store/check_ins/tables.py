"""The table of check-ins."""

from sqlalchemy import Column, Date, Double, Index, Integer, String, Table, UniqueConstraint

from core.store.database.column_types import ID, Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

check_ins = Table(
    "check_ins",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("goal_id", "goals.id"),
    owned_by("user_id", "users.id"),
    Column("key", SafeText, nullable=False),
    Column("trace_id", ID, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("day", Date, nullable=False),
    Column("week", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("planned", Integer, nullable=False),
    Column("value", Double),
    Column("unit", SafeText, nullable=False),
    Column("effort", Integer),
    Column("energy", Integer),
    Column("obstacle", SafeText, nullable=False),
    Column("note", SafeText, nullable=False),
    # The next three are of a final check-in only.
    Column("attainment", Integer),
    Column("helped", SafeText),
    Column("to_keep", SafeText),
    Column("answer", Json, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("changed_at", Utc),
    UniqueConstraint("goal_id", "key"),
    Index(None, "goal_id", "id"),
)
