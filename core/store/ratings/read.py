"""Read single ratings and their history."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select, tuple_

from core.quality.rating import RATING_DIMENSIONS, RatingAnswers
from core.quality.slice import EVERYTHING, Slice
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
from core.store.slices.conditions import slice_conditions
from core.store.traces.tables import traces

__all__ = [
    "RatingChange",
    "RatingRow",
    "RatingTotals",
    "RatingTrendPoint",
    "YesShare",
    "list_lowest_ratings",
    "list_ratings",
    "list_ratings_of",
    "rating_history",
    "rating_totals",
    "rating_trend",
]


LOW = 2.5
"""Stars up to which a rating is low: half of what can be given."""


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
    kind: str
    language: str
    tier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingChange(RatingAnswers):
    """One state of a rating; lists are oldest first, so the last one is the current one."""

    changed_at: datetime
    stars: float
    comment: str
    withdrawn: bool


MOST_OF_A_TRACE = 50
"""Before stars were its owner's alone, reviewers could rate a trace, too."""


def list_ratings(  # noqa: PLR0913 - each one is a filter of the page
    database: Database,
    *,
    sample: bool,
    since: date | None = None,
    until: date | None = None,
    stars: float | None = None,
    within: Slice = EVERYTHING,
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
    conditions += slice_conditions(within, lambda name: ratings.c[name])
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


def list_ratings_of(database: Database, trace_id: str) -> tuple[RatingRow, ...]:
    """Return the ratings of a trace that were not withdrawn, newest first, at most fifty."""
    conditions = (ratings.c.trace_id == trace_id, ratings.c.withdrawn_at.is_(None))
    newest_first = _with_goals().where(*conditions).order_by(ratings.c.changed_at.desc())
    query = newest_first.limit(MOST_OF_A_TRACE)
    with database.read() as connection:
        return tuple(_to_row(row) for row in fetch_all(connection, query))


def list_lowest_ratings(
    database: Database,
    *,
    sample: bool,
    since: date,
    until: date,
    within: Slice = EVERYTHING,
    at_most: float = LOW,
    limit: int = 6,
) -> tuple[RatingRow, ...]:
    """Return the lowest ratings of a window, of those with equal stars the newest first."""
    conditions: list[ColumnElement[bool]] = [
        ratings.c.sample.is_(sample),
        ratings.c.withdrawn_at.is_(None),
        *in_date_range(ratings.c.created_at, since, until),
    ]
    conditions += slice_conditions(within, lambda name: ratings.c[name])
    found: list[RatingRow] = []
    with database.read() as connection:
        # One walk of the index for each number of stars: the lowest of a window need no sorting.
        for half in range(1, half_stars(at_most) + 1):
            if len(found) >= limit:
                break
            query = (
                _with_goals()
                .where(ratings.c.half_stars == half, *conditions)
                .order_by(ratings.c.created_at.desc())
                .limit(limit - len(found))
            )
            found += [_to_row(row) for row in fetch_all(connection, query)]
    return tuple(found)


def _with_goals() -> Select[Any]:
    """Return the select of ratings with their authors and the goals they are about."""
    return select(
        ratings, traces.c.goal_id, title_of(goals), users.c.name.label("author_name")
    ).select_from(
        ratings.join(users, users.c.id == ratings.c.user_id)
        .join(traces, traces.c.id == ratings.c.trace_id)
        .outerjoin(goals, goals.c.id == traces.c.goal_id)
    )


def rating_history(
    database: Database, *, trace_id: str, user_id: str, limit: int | None = None
) -> tuple[RatingChange, ...]:
    """Return the newest states of one person's rating of a trace, oldest first; all by default."""
    query = (
        select(changes)
        .where(changes.c.trace_id == trace_id, changes.c.user_id == user_id)
        .order_by(changes.c.id.desc())
        .limit(limit)
    )
    with database.read() as connection:
        found = fetch_all(connection, query)[::-1]
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
