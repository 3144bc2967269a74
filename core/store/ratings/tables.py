"""Tables of ratings and their history."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
)

from core.store.database.column_types import ID, WIDE_INTEGER, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

ratings = Table(
    "ratings",
    metadata,
    owned_by("trace_id", "traces.id", primary_key=True),
    owned_by("user_id", "users.id", primary_key=True),
    # Half stars as a whole number, 1 to 10, so that sums are exact.
    Column(
        "half_stars",
        Integer,
        CheckConstraint("half_stars BETWEEN 1 AND 10", name="half_stars"),
        nullable=False,
    ),
    Column("usefulness", Boolean),
    Column("clarity", Boolean),
    Column("motivation", Boolean),
    Column("personalization", Boolean),
    Column("comment", SafeText, nullable=False),
    # Copied from the trace at the time of the rating: a later run must not change old figures.
    Column("prompt_version", SafeText, nullable=False),
    Column("model", SafeText, nullable=False),
    Column("fingerprint", String(16)),
    Column("sample", Boolean, nullable=False),
    Column("day", Date, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("withdrawn_at", Utc),
    Index(None, "sample", "created_at", "trace_id", "user_id"),
    Index(None, "user_id"),
)


rating_history = Table(
    "rating_history",
    metadata,
    Column("id", WIDE_INTEGER, primary_key=True, autoincrement=True),
    Column("trace_id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("half_stars", Integer, nullable=False),
    Column("usefulness", Boolean),
    Column("clarity", Boolean),
    Column("motivation", Boolean),
    Column("personalization", Boolean),
    Column("comment", SafeText, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("changed_at", Utc, nullable=False),
    ForeignKeyConstraint(
        ["trace_id", "user_id"], ["ratings.trace_id", "ratings.user_id"], ondelete="CASCADE"
    ),
    Index(None, "trace_id", "user_id", "id"),
)
