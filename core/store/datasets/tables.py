"""Tables of datasets. An item is stored once in its dataset, whatever versions hold it."""

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from core.store.database.column_types import ID, CompressedText, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

datasets = Table(
    "datasets",
    metadata,
    Column("id", ID, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("created_by", ID, ForeignKey("users.id", ondelete="SET NULL")),
    Column("created_at", Utc, nullable=False),
    UniqueConstraint("sample", "name"),
    Index(None, "created_by"),
)


dataset_versions = Table(
    "dataset_versions",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("dataset_id", "datasets.id"),
    Column("number", Integer, nullable=False),
    Column("source", String(16), nullable=False),
    Column("note", SafeText, nullable=False),
    # Of the items it was made with; neither ever changes.
    Column("content_hash", String(64), nullable=False),
    Column("items", Integer, nullable=False),
    # Of the items that are left after people had theirs deleted.
    Column("left_hash", String(64), nullable=False),
    Column("removed", Integer, nullable=False),
    Column("created_by", ID, ForeignKey("users.id", ondelete="SET NULL")),
    Column("created_at", Utc, nullable=False),
    UniqueConstraint("dataset_id", "number"),
    Index(None, "created_by"),
)


dataset_items = Table(
    "dataset_items",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("dataset_id", "datasets.id"),
    # The goal whose deletion removes the item; NULL if it was imported from elsewhere.
    owned_by("goal_id", "goals.id", nullable=True),
    # No foreign key: old traces are removed by age, and a dataset outlives them.
    Column("trace_id", ID),
    Column("item_hash", String(64), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("split", String(10), nullable=False),
    Column("title", SafeText, nullable=False),
    Column("overall", Double),
    Column("stars", Double),
    Column("body", CompressedText, nullable=False),
    UniqueConstraint("dataset_id", "item_hash"),
    Index(None, "goal_id"),
    Index(None, "subject"),
)


dataset_version_items = Table(
    "dataset_version_items",
    metadata,
    owned_by("version_id", "dataset_versions.id", primary_key=True),
    owned_by("item_id", "dataset_items.id", primary_key=True),
    Index(None, "item_id"),
    sqlite_with_rowid=False,
)
