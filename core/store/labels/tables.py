"""Tables of labels, their history, and what a labeller put off."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from core.store.database.column_types import ID, WIDE_INTEGER, Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

labels = Table(
    "labels",
    metadata,
    Column("id", ID, primary_key=True),
    Column("subject", String(64), nullable=False),
    owned_by("user_id", "users.id"),
    # The goal whose deletion removes the label; NULL if the reply was imported from elsewhere.
    owned_by("goal_id", "goals.id", nullable=True),
    Column("trace_id", ID),
    # The queue it came from; a label outlives the dataset.
    Column("dataset_id", ID, ForeignKey("datasets.id", ondelete="SET NULL")),
    Column("overall", Integer, CheckConstraint("overall BETWEEN 0 AND 10", name="overall_0_to_10")),
    Column("answers", Json, nullable=False),
    Column("note", SafeText, nullable=False),
    Column("came_by", String(16), nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("withdrawn_at", Utc),
    UniqueConstraint("subject", "user_id"),
    Index(None, "user_id"),
    Index(None, "goal_id"),
    Index(None, "trace_id"),
    Index(None, "dataset_id"),
    Index(None, "sample", "created_at", "id"),
)


label_history = Table(
    "label_history",
    metadata,
    Column("id", WIDE_INTEGER, primary_key=True, autoincrement=True),
    owned_by("label_id", "labels.id"),
    Column("overall", Integer),
    Column("answers", Json, nullable=False),
    Column("note", SafeText, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Index(None, "label_id", "id"),
)


label_skips = Table(
    "label_skips",
    metadata,
    owned_by("user_id", "users.id", primary_key=True),
    owned_by("item_id", "dataset_items.id", primary_key=True),
    Column("skipped_at", Utc, nullable=False),
    Index(None, "item_id"),
    sqlite_with_rowid=False,
)
"""What comes last in a person's queue."""
