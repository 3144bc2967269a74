"""What people and evaluators say about a trace: ratings with their history, evaluations with their items."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
)

from core.storage.column_types import ID, WIDE_INTEGER, Json, Utc, Words
from core.storage.tables.base import metadata, owned_by

ratings = Table(
    "ratings",
    metadata,
    owned_by("trace_id", "traces.id", primary_key=True),
    owned_by("user_id", "users.id", primary_key=True),
    # Half stars as a whole number, 1 to 10, so that sums of ratings are exact.
    Column("half_stars", Integer, CheckConstraint("half_stars BETWEEN 1 AND 10", name="half_stars"), nullable=False),
    Column("usefulness", Boolean),
    Column("clarity", Boolean),
    Column("motivation", Boolean),
    Column("personalization", Boolean),
    Column("comment", Words, nullable=False),
    # Copied from the trace when the rating is given, so that a later run of the same trace cannot shift old figures.
    Column("prompt_version", Words, nullable=False),
    Column("model", Words, nullable=False),
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
    Column("comment", Words, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("changed_at", Utc, nullable=False),
    ForeignKeyConstraint(["trace_id", "user_id"], ["ratings.trace_id", "ratings.user_id"], ondelete="CASCADE"),
    Index(None, "trace_id", "user_id", "id"),
)

evaluations = Table(
    "evaluations",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("trace_id", "traces.id"),
    owned_by("goal_id", "goals.id", nullable=True),
    Column("run_id", ID),
    Column("overall", Double),
    Column("clarity", Double),
    Column("specificity", Double),
    Column("measurability", Double),
    Column("actionability", Double),
    Column("dimensions", Json, nullable=False),  # the dimensions in their order, with the reason of an unscored one
    Column("strengths", Json, nullable=False),
    Column("suggestions", Json, nullable=False),
    Column("scored_by", String(8), nullable=False),
    Column("rubric_version", String(16), nullable=False),
    Column("judge_model", Words, nullable=False),
    Column("judge_provider", Words, nullable=False),
    Column("judge_prompt_name", Words, nullable=False),
    Column("judge_prompt_version", Integer),
    Column("writer_model", Words, nullable=False),
    Column("prompt_version", Words, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("day", Date, nullable=False),
    Column("created_at", Utc, nullable=False),
    Index(None, "sample", "created_at", "id"),
    Index(None, "trace_id"),
    Index(None, "goal_id", "id"),
)

evaluation_items = Table(
    "evaluation_items",
    metadata,
    owned_by("evaluation_id", "evaluations.id", primary_key=True),
    Column("dimension", String(16), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("item", String(64), nullable=False),
    Column("question", Words, nullable=False),
    Column("yes", Boolean, nullable=False),
    Column("evidence", Words, nullable=False),
    sqlite_with_rowid=False,
)
