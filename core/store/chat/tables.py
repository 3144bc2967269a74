"""Tables of the conversation about a goal: messages, what is remembered, ratings of answers."""

from sqlalchemy import Boolean, Column, Index, String, Table

from core.store.database.column_types import ID, Json, SafeText, Utc
from core.store.database.metadata import metadata, owned_by

chat_messages = Table(
    "chat_messages",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("goal_id", "goals.id"),
    Column("user_id", ID, nullable=False),
    Column("role", String(8), nullable=False),
    Column("text", SafeText, nullable=False),
    Column("citations", Json, nullable=False),
    Column("edits", Json, nullable=False),
    Column("scores", Json, nullable=False),
    Column("author", SafeText, nullable=False),
    Column("note", SafeText, nullable=False),
    Column("run_id", ID),
    Column("trace_id", ID),
    Column("created_at", Utc, nullable=False),
    Index(None, "goal_id", "id"),
)


chat_memories = Table(
    "chat_memories",
    metadata,
    Column("id", ID, primary_key=True),
    owned_by("goal_id", "goals.id"),
    Column("user_id", ID, nullable=False),
    Column("text", SafeText, nullable=False),
    Column("from_message", ID),
    Column("created_at", Utc, nullable=False),
    Index(None, "goal_id", "id"),
)


chat_ratings = Table(
    "chat_ratings",
    metadata,
    owned_by("message_id", "chat_messages.id", primary_key=True),
    Column("user_id", ID, nullable=False),
    Column("helpfulness", Boolean),
    Column("relevance", Boolean),
    Column("motivation", Boolean),
    Column("actionability", Boolean),
    Column("rated_at", Utc, nullable=False),
    sqlite_with_rowid=False,
)
"""One rating of each answer, by the person who asked."""
