"""The table of clarifying questions and their answers."""

from sqlalchemy import (
    Column,
    Integer,
    String,
    Table,
)

from core.store.database.column_types import Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

clarifications = Table(
    "clarifications",
    metadata,
    owned_by("run_id", "runs.id", primary_key=True),
    Column("question_id", String(64), primary_key=True),
    Column("round", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("question", Json, nullable=False),
    Column("answer", SafeText),
    Column("asked_at", Utc, nullable=False),
    Column("answered_at", Utc),
    sqlite_with_rowid=False,
)
