"""Tables of ratings and their history."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from core.quality.rating import RATING_DIMENSIONS
from core.store.database.column_types import ID, WIDE_INTEGER, SafeText, Utc
from core.store.database.metadata import metadata, owned_by
from core.store.goals.traits import trait_columns

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
    *(Column(name, Boolean) for name in RATING_DIMENSIONS),
    Column("comment", SafeText, nullable=False),
    # Copied from the trace at the time of the rating: a later run must not change old figures.
    Column("prompt_version", SafeText, nullable=False),
    Column("model", SafeText, nullable=False),
    Column("fingerprint", String(16)),
    *trait_columns(),
    Column("sample", Boolean, nullable=False),
    Column("day", Date, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("withdrawn_at", Utc),
    Index(None, "sample", "created_at", "trace_id", "user_id"),
    Index(None, "sample", "half_stars", "created_at", "trace_id", "user_id"),
    Index(None, "user_id"),
)


rating_history = Table(
    "rating_history",
    metadata,
    Column("id", WIDE_INTEGER, primary_key=True, autoincrement=True),
    Column("trace_id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("half_stars", Integer, nullable=False),
    *(Column(name, Boolean) for name in RATING_DIMENSIONS),
    Column("comment", SafeText, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("changed_at", Utc, nullable=False),
    ForeignKeyConstraint(
        ["trace_id", "user_id"], ["ratings.trace_id", "ratings.user_id"], ondelete="CASCADE"
    ),
    Index(None, "trace_id", "user_id", "id"),
)


rating_words = Table(
    "rating_words",
    metadata,
    # As that of traces: sorted by the time of the rating, and the row number of SQLite's index.
    Column("number", WIDE_INTEGER, primary_key=True, autoincrement=False),
    Column("trace_id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    # What the text index holds, made of the comment; ratings without one have no row.
    Column("search_terms", SafeText, nullable=False),
    ForeignKeyConstraint(
        ["trace_id", "user_id"], ["ratings.trace_id", "ratings.user_id"], ondelete="CASCADE"
    ),
    UniqueConstraint("trace_id", "user_id"),
)

rating_replies = Table(
    "rating_replies",
    metadata,
    Column("id", ID, primary_key=True),
    # The same for all ratings that were answered with one note.
    Column("batch_id", ID, nullable=False),
    Column("trace_id", ID, nullable=False),
    Column("user_id", ID, nullable=False),
    Column("author_id", ID, ForeignKey("users.id", ondelete="SET NULL")),
    Column("theme", SafeText, nullable=False),
    Column("note", SafeText, nullable=False),
    Column("version", SafeText, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("seen_at", Utc),
    Column("withdrawn_at", Utc),
    ForeignKeyConstraint(
        ["trace_id", "user_id"], ["ratings.trace_id", "ratings.user_id"], ondelete="CASCADE"
    ),
    Index(None, "batch_id"),
    Index(None, "author_id"),
    Index(None, "trace_id", "user_id"),
)
