"""Write answers to ratings: one note to one rating, or to many at once."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, select, tuple_, update

from core.ids import new_id
from core.quality.themes.comment import CommentKey
from core.store.database.upsert import insert_rows
from core.store.ratings.tables import rating_replies, ratings
from core.store.ratings.values import NewReply
from core.store.traces.tables import traces

_BATCH = 500


class ReplyStore:
    """Writes answers to ratings; the caller checks who may."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, reply: NewReply, keys: Iterable[CommentKey], *, now: datetime) -> int:
        """Answer ratings with one note. Return how many were answered.

        Ratings that were withdrawn, or that have an answer already, are left alone.
        """
        wanted = list(keys)
        open_keys = [
            (row.trace_id, row.user_id)
            for start in range(0, len(wanted), _BATCH)
            for row in self._open(wanted[start : start + _BATCH])
        ]
        insert_rows(
            self._connection,
            rating_replies,
            [
                {
                    "id": new_id(),
                    "batch_id": reply.id,
                    "trace_id": trace_id,
                    "user_id": user_id,
                    "author_id": reply.author_id,
                    "theme": reply.theme,
                    "note": reply.note,
                    "version": reply.version,
                    "created_at": now,
                    "changed_at": now,
                    "seen_at": None,
                    "withdrawn_at": None,
                }
                for trace_id, user_id in open_keys
            ],
        )
        return len(open_keys)

    def change(self, reply_id: str, *, note: str, version: str, now: datetime) -> int:
        """Change a note everywhere it was given; people see it as new. Return how many have it."""
        values = {"note": note, "version": version, "changed_at": now, "seen_at": None}
        return self._update(rating_replies.c.batch_id == reply_id, **values)

    def withdraw(self, reply_id: str, *, now: datetime) -> int:
        """Withdraw a note everywhere it was given. Return how many had it."""
        return self._update(rating_replies.c.batch_id == reply_id, withdrawn_at=now, changed_at=now)

    def mark_seen(self, goal_id: str, user_id: str, *, now: datetime) -> int:
        """Record that a person saw the answers at their goal. Return how many were new."""
        theirs = and_(
            rating_replies.c.trace_id.in_(select(traces.c.id).where(traces.c.goal_id == goal_id)),
            rating_replies.c.user_id == user_id,
            rating_replies.c.seen_at.is_(None),
        )
        return self._update(theirs, seen_at=now)

    def _update(self, which: ColumnElement[bool], **values: object) -> int:
        valid = and_(which, rating_replies.c.withdrawn_at.is_(None))
        return self._connection.execute(
            update(rating_replies).where(valid).values(**values)
        ).rowcount

    def _open(self, keys: list[CommentKey]) -> list[Row[str, str]]:
        query = select(ratings.c.trace_id, ratings.c.user_id).where(
            *has_key(keys),
            ratings.c.withdrawn_at.is_(None),
            ~is_answered(),
        )
        return list(self._connection.execute(query))


def has_key(keys: Collection[CommentKey]) -> list[ColumnElement[bool]]:
    """Return the conditions that a row of `ratings` has one of the keys.

    SQLite looks pairs up by no index, so the first of each pair is a condition of its own.
    """
    return [
        ratings.c.trace_id.in_([trace_id for trace_id, _ in keys]),
        tuple_(ratings.c.trace_id, ratings.c.user_id).in_(list(keys)),
    ]


def is_answered() -> ColumnElement[bool]:
    """Return the condition that a row of `ratings` has an answer that was not withdrawn."""
    return exists().where(
        rating_replies.c.trace_id == ratings.c.trace_id,
        rating_replies.c.user_id == ratings.c.user_id,
        rating_replies.c.withdrawn_at.is_(None),
    )
