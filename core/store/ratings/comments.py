"""Read the comments of ratings, and what shows whether they have changed."""

from datetime import date

from sqlalchemy import func, select

from core.quality.slice import EVERYTHING, Slice
from core.quality.themes.comment import Comment
from core.store.database.date_ranges import in_date_range
from core.store.database.engine import Database
from core.store.ratings.tables import rating_history, ratings
from core.store.slices.conditions import slice_conditions


def list_comments(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    within: Slice = EVERYTHING,
    limit: int,
) -> list[Comment]:
    """Return the newest comments of a window of UTC days, without those that were withdrawn."""
    query = (
        select(
            ratings.c.trace_id,
            ratings.c.user_id,
            ratings.c.half_stars,
            ratings.c.comment,
            ratings.c.day,
        )
        .where(
            ratings.c.sample.is_(sample),
            ratings.c.withdrawn_at.is_(None),
            ratings.c.comment != "",
            *in_date_range(ratings.c.created_at, since, until),
            *slice_conditions(within, lambda name: ratings.c[name]),
        )
        .order_by(ratings.c.created_at.desc(), ratings.c.trace_id.desc(), ratings.c.user_id.desc())
        .limit(limit)
    )
    with database.read() as connection:
        return [
            Comment(
                key=(row.trace_id, row.user_id),
                stars=row.half_stars / 2,
                text=row.comment,
                day=row.day,
            )
            for row in connection.execute(query)
        ]


def last_rating_change(database: Database) -> int:
    """Return the number of the newest change of any rating; 0 if there is none."""
    with database.read() as connection:
        return connection.execute(select(func.max(rating_history.c.id))).scalar_one() or 0
