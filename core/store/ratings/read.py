"""Read single ratings and their history."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, tuple_

from core.quality.rating import RATING_DIMENSIONS, RatingAnswers
from core.store.accounts.tables import users
from core.store.database.date_ranges import in_date_range
from core.store.database.engine import Database
from core.store.database.pagination import Page, clamp_limit, cut_page, decode_cursor, encode_cursor
from core.store.database.rows import Row, fetch_all
from core.store.goals.display_titles import title_of
from core.store.goals.tables import goals
from core.store.ratings.store import half_stars
from core.store.ratings.tables import rating_history as changes
from core.store.ratings.tables import ratings
from core.store.ratings.totals import (
    RatingTotals,
    RatingTrendPoint,
    YesShare,
    rating_totals,
    rating_trend,
)
from core.store.traces.tables import traces

__all__ = [
    "RatingChange",
    "RatingRow",
    "RatingTotals",
    "RatingTrendPoint",
    "YesShare",
    "list_ratings",
    "rating_history",
    "rating_totals",
    "rating_trend",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRow(RatingAnswers):
    """One rating in a list."""

    trace_id: str
    user_id: str
    goal_id: str | None
    goal_title: str | None
    """Title of the goal's resolution, or the goal's own words."""
    stars: float
    comment: str
    created_at: datetime
    changed_at: datetime
    author_name: str
    prompt_version: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingChange(RatingAnswers):
    """One state of a rating; lists are oldest first, so the last one is the current one."""

    changed_at: datetime
    stars: float
    comment: str
    withdrawn: bool


def list_ratings(  # noqa: PLR0913 - each one is a filter of the page
    database: Database,
    *,
    sample: bool,
    since: date | None = None,
    until: date | None = None,
    stars: float | None = None,
    prompt_version: str | None = None,
    model: str | None = None,
    with_comment: bool = False,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[RatingRow]:
    """Return ratings that were not withdrawn, newest first, of a window of UTC days."""
    place = (ratings.c.created_at, ratings.c.trace_id, ratings.c.user_id)
    conditions: list[ColumnElement[bool]] = [
        ratings.c.sample.is_(sample),
        ratings.c.withdrawn_at.is_(None),
    ]
    conditions += in_date_range(ratings.c.created_at, since, until)
    if stars is not None:
        conditions.append(ratings.c.half_stars == half_stars(stars))
    same = {"prompt_version": prompt_version, "model": model}
    conditions += [ratings.c[name] == value for name, value in same.items() if value is not None]
    if with_comment:
        conditions.append(ratings.c.comment != "")
    if cursor is not None:
        conditions.append(tuple_(*place) < decode_cursor(cursor, datetime, str, str))
    newest_first = _with_goals().where(*conditions).order_by(*(column.desc() for column in place))
    query = newest_first.limit(clamp_limit(limit) + 1)
    with database.read() as connection:
        found = [_to_row(row) for row in fetch_all(connection, query)]
    return cut_page(
        found, limit, lambda row: encode_cursor(row.created_at, row.trace_id, row.user_id)
    )


def _with_goals() -> Select[Any]:
    """Return the select of ratings with their authors and the goals they are about."""
    return select(
        ratings, traces.c.goal_id, title_of(goals), users.c.name.label("author_name")
    ).select_from(
        ratings.join(users, users.c.id == ratings.c.user_id)
        .join(traces, traces.c.id == ratings.c.trace_id)
        .outerjoin(goals, goals.c.id == traces.c.goal_id)
    )


def rating_history(database: Database, *, trace_id: str, user_id: str) -> tuple[RatingChange, ...]:
    """Return every state of one person's rating of a trace, oldest first."""
    query = (
        select(changes)
        .where(changes.c.trace_id == trace_id, changes.c.user_id == user_id)
        .order_by(changes.c.id)
    )
    with database.read() as connection:
        found = fetch_all(connection, query)
    return tuple(
        RatingChange(
            changed_at=row["changed_at"],
            stars=row["half_stars"] / 2,
            comment=row["comment"],
            withdrawn=row["withdrawn"],
            **{name: row[name] for name in RATING_DIMENSIONS},
        )
        for row in found
    )


def _to_row(row: Row) -> RatingRow:
    same = RatingRow.__dataclass_fields__.keys() & row.keys()
    return RatingRow(
        stars=row["half_stars"] / 2, goal_title=row["title"], **{name: row[name] for name in same}
    )
