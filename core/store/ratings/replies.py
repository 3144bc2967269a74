"""Read the answers to a rating."""

from sqlalchemy import ColumnElement, func, select

from core.store.accounts.tables import users
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.ratings.tables import rating_replies, ratings
from core.store.ratings.values import Reply, SentNote
from core.store.traces.tables import traces


def list_replies(database: Database, *, trace_id: str, user_id: str) -> tuple[Reply, ...]:
    """Return the answers to one person's rating of a trace, newest first."""
    return _list(database, rating_replies.c.trace_id == trace_id, user_id=user_id)


def list_goal_replies(database: Database, *, goal_id: str, user_id: str) -> tuple[Reply, ...]:
    """Return the answers to a person's ratings of a goal, of earlier plans too, newest first."""
    of_goal = select(traces.c.id).where(traces.c.goal_id == goal_id)
    return _list(database, rating_replies.c.trace_id.in_(of_goal), user_id=user_id)


def list_notes(database: Database, *, sample: bool, limit: int) -> tuple[SentNote, ...]:
    """Return the notes that answered ratings, newest first, each with its people counted."""
    table = rating_replies.c
    same_rating = (ratings.c.trace_id == table.trace_id) & (ratings.c.user_id == table.user_id)
    newest = func.max(table.created_at).label("created_at")
    query = (
        select(
            table.batch_id.label("id"),
            *(func.max(table[name]).label(name) for name in ("note", "version", "theme")),
            newest,
            func.count().label("sent_to"),
            func.count(table.seen_at).label("seen"),
        )
        .join(ratings, same_rating)
        .where(
            ratings.c.sample.is_(sample),
            table.withdrawn_at.is_(None),
            ratings.c.withdrawn_at.is_(None),
        )
        .group_by(table.batch_id)
        .order_by(newest.desc(), table.batch_id)
        .limit(limit)
    )
    with database.read() as connection:
        return tuple(SentNote(**row) for row in fetch_all(connection, query))


def _list(database: Database, which: ColumnElement[bool], *, user_id: str) -> tuple[Reply, ...]:
    others = rating_replies.alias()
    sent = (
        select(func.count())
        .where(others.c.batch_id == rating_replies.c.batch_id, others.c.withdrawn_at.is_(None))
        .scalar_subquery()
    )
    same_rating = (ratings.c.trace_id == rating_replies.c.trace_id) & (
        ratings.c.user_id == rating_replies.c.user_id
    )
    query = (
        select(rating_replies, users.c.name.label("author_name"), sent.label("sent_to"))
        .join(ratings, same_rating)
        .outerjoin(users, users.c.id == rating_replies.c.author_id)
        .where(
            which,
            rating_replies.c.user_id == user_id,
            rating_replies.c.withdrawn_at.is_(None),
            ratings.c.withdrawn_at.is_(None),
        )
        .order_by(rating_replies.c.created_at.desc(), rating_replies.c.id)
    )
    with database.read() as connection:
        found = fetch_all(connection, query)
    same = Reply.__dataclass_fields__.keys() - {"id"}
    return tuple(Reply(id=row["batch_id"], **{name: row[name] for name in same}) for row in found)
