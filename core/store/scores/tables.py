"""Tables of evaluations and their rubric items."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Double,
    Index,
    Integer,
    String,
    Table,
    text,
    true,
)

from core.store.database.column_types import ID, Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by
from core.store.goals.traits import trait_columns

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
    # The dimensions in their order, with the reason if one is unscored.
    Column("dimensions", Json, nullable=False),
    Column("strengths", Json, nullable=False),
    Column("suggestions", Json, nullable=False),
    Column("scored_by", String(8), nullable=False),
    Column("rubric_version", String(16), nullable=False),
    # Digest of the judged text; "" for scores from before it was stored.
    Column("text_digest", String(64), nullable=False, server_default=""),
    # Words of the judged text; NULL for scores from before they were counted.
    Column("text_words", Integer),
    Column("judge_model", SafeText, nullable=False),
    Column("judge_provider", SafeText, nullable=False),
    Column("judge_prompt_name", SafeText, nullable=False),
    Column("judge_prompt_version", Integer),
    Column("writer_model", SafeText, nullable=False),
    Column("prompt_version", SafeText, nullable=False),
    Column("fingerprint", String(16)),
    *trait_columns(),
    Column("sample", Boolean, nullable=False),
    Column("day", Date, nullable=False),
    Column("created_at", Utc, nullable=False),
    Index(None, "sample", "created_at", "id"),
    Index(None, "trace_id"),
    Index(None, "goal_id", "id"),
)

ANSWERED_NO = text("known AND NOT yes")
"""The condition of an index: SQLite uses it only for a query that has the same words."""

evaluation_items = Table(
    "evaluation_items",
    metadata,
    owned_by("evaluation_id", "evaluations.id", primary_key=True),
    Column("dimension", String(16), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("item", String(64), nullable=False),
    Column("question", SafeText, nullable=False),
    Column("yes", Boolean, nullable=False),
    Column("evidence", SafeText, nullable=False),
    # False if the scorer could not know the answer; `yes` is false then and does not count.
    Column("known", Boolean, nullable=False, server_default=true()),
    Column("asked", SafeText, nullable=False, server_default=""),
    Column("note", SafeText, nullable=False, server_default=""),
    Column("confidence", Double, nullable=False, server_default="1"),
    # The newest failures of an item: ids are in the order of time.
    Index(
        "ix_evaluation_items_no",
        "item",
        "evaluation_id",
        sqlite_where=ANSWERED_NO,
        postgresql_where=ANSWERED_NO,
    ),
    sqlite_with_rowid=False,
)
