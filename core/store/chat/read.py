"""Read the conversation about a goal."""

from sqlalchemy import select

from core.chat.rating import ANSWER_QUESTIONS, AnswerRating
from core.store.chat.rows import to_memory, to_message
from core.store.chat.tables import chat_memories, chat_messages, chat_ratings
from core.store.chat.values import ChatThread, RatedMessage
from core.store.database.engine import Database
from core.store.database.pagination import (
    Page,
    clamp_limit,
    cut_page,
    decode_cursor,
    encode_cursor,
)
from core.store.database.rows import Row, fetch_all

_ANSWERS = [chat_ratings.c[name].label(f"rated_{name}") for name in ANSWER_QUESTIONS]
_RATED = select(chat_messages, chat_ratings.c.rated_at, *_ANSWERS).select_from(
    chat_messages.outerjoin(chat_ratings, chat_ratings.c.message_id == chat_messages.c.id)
)


def find_thread(database: Database, goal_id: str, *, limit: int) -> ChatThread:
    """Return the last messages about a goal, oldest first, and all that is remembered."""
    newest = _RATED.where(chat_messages.c.goal_id == goal_id).order_by(chat_messages.c.id.desc())
    lines = select(chat_memories).where(chat_memories.c.goal_id == goal_id)
    with database.read() as connection:
        messages = [_rated(row) for row in fetch_all(connection, newest.limit(limit))]
        memories = fetch_all(connection, lines.order_by(chat_memories.c.id))
    return ChatThread(
        messages=tuple(reversed(messages)), memories=tuple(to_memory(row) for row in memories)
    )


def list_chat_messages(
    database: Database, goal_id: str, *, limit: int, cursor: str | None = None
) -> Page[RatedMessage]:
    """Return a page of messages about a goal, newest first."""
    query = _RATED.where(chat_messages.c.goal_id == goal_id)
    if cursor is not None:
        (last,) = decode_cursor(cursor, str)
        query = query.where(chat_messages.c.id < last)
    query = query.order_by(chat_messages.c.id.desc()).limit(clamp_limit(limit) + 1)
    with database.read() as connection:
        found = [_rated(row) for row in fetch_all(connection, query)]
    return cut_page(found, limit, lambda rated: encode_cursor(rated.message.id))


def _rated(row: Row) -> RatedMessage:
    rating = None
    if row["rated_at"] is not None:
        rating = AnswerRating(**{name: row[f"rated_{name}"] for name in ANSWER_QUESTIONS})
    return RatedMessage(message=to_message(row), rating=rating)
