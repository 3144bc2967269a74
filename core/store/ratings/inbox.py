"""Read all ratings, filtered, sorted and searched, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    func,
    literal_column,
    select,
    tuple_,
)

from core.store.accounts.tables import users
from core.store.database.date_ranges import in_date_range
from core.store.database.engine import Database
from core.store.database.pagination import Page, clamp_limit, cut_page, decode_cursor, encode_cursor
from core.store.database.rows import Row, fetch_all, fetch_one
from core.store.goals.display_titles import title_of
from core.store.goals.tables import goals
from core.store.ratings.inbox_filter import InboxFilter, Order
from core.store.ratings.read import RatingRow
from core.store.ratings.reply_store import has_key, is_answered
from core.store.ratings.search import matching
from core.store.ratings.tables import rating_replies, ratings
from core.store.slices.conditions import slice_conditions
from core.store.traces.tables import traces


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow(RatingRow):
    """One rating in the inbox."""

    is_answered: bool


def list_inbox(
    database: Database,
    wanted: InboxFilter,
    *,
    order: Order = Order.NEWEST,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[InboxRow]:
    """Return ratings that were not withdrawn."""
    place = InboxQuery(wanted, database.dialect)
    with database.read() as connection:
        if order is Order.LOWEST:
            found = list(_lowest_first(connection, place, limit, cursor))
        else:
            after = None if cursor is None else decode_cursor(cursor, *place.kinds)
            found = fetch_all(connection, place.query(None, after, limit + 1))
    by_stars = order is Order.LOWEST
    page = cut_page(found, limit, lambda row: encode_cursor(*place.of(row, by_stars=by_stars)))
    return Page(rows=tuple(_to_row(row) for row in page.rows), next_cursor=page.next_cursor)


def count_inbox(database: Database, wanted: InboxFilter, *, at_most: int) -> int:
    """Return how many ratings pass the filter, counting no further than `at_most`."""
    place = InboxQuery(wanted, database.dialect)
    some = select(ratings.c.half_stars).select_from(place.source).where(*place.conditions)
    with database.read() as connection:
        limited = some.limit(at_most).subquery()
        return connection.execute(select(func.count()).select_from(limited)).scalar_one()


def find_rating(database: Database, *, trace_id: str, user_id: str) -> InboxRow | None:
    """Return one rating, or None if there is none or it was withdrawn."""
    query = _select(ratings).where(
        ratings.c.trace_id == trace_id,
        ratings.c.user_id == user_id,
        ratings.c.withdrawn_at.is_(None),
    )
    with database.read() as connection:
        row = fetch_one(connection, query)
    return None if row is None else _to_row(row)


class InboxQuery:
    """Where a filter reads ratings from, its conditions, and what sorts them, newest first."""

    def __init__(self, wanted: InboxFilter, dialect: str) -> None:
        self.wanted = wanted
        self.source: FromClause = ratings
        self.columns: tuple[ColumnElement[Any], ...] = (
            ratings.c.created_at,
            ratings.c.trace_id,
            ratings.c.user_id,
        )
        self.kinds: tuple[type, ...] = (datetime, str, str)
        self.conditions = [_of_sample(wanted, dialect), *_conditions(wanted)]
        if wanted.search.strip():
            self.source, number, found = matching(wanted.search, dialect)
            self.columns, self.kinds = (number,), (int,)
            self.conditions += found
        if wanted.answered:
            # Few ratings have an answer, so the search starts at these.
            answered = (
                select(rating_replies.c.trace_id, rating_replies.c.user_id)
                .where(rating_replies.c.withdrawn_at.is_(None))
                .distinct()
                .subquery("answered")
            )
            theirs = (answered.c.trace_id == ratings.c.trace_id) & (
                answered.c.user_id == ratings.c.user_id
            )
            self.source = self.source.join(answered, theirs)
        elif wanted.answered is False:
            self.conditions.append(~is_answered())

    def of(self, row: Row, *, by_stars: bool) -> tuple[Any, ...]:
        """Return the position of a row, for a cursor."""
        stars = (row["half_stars"],) if by_stars else ()
        return (*stars, *(row[f"place_{n}"] for n in range(len(self.columns))))

    def query(
        self, half_stars: int | None, after: tuple[Any, ...] | None, limit: int
    ) -> Select[Any]:
        """Return the select of ratings after a position, of one number of half stars or all."""
        conditions = list(self.conditions)
        if half_stars is not None:
            conditions.append(ratings.c.half_stars == half_stars)
        if after is not None:
            conditions.append(tuple_(*self.columns) < after)
        places = (column.label(f"place_{n}") for n, column in enumerate(self.columns))
        return (
            _select(self.source)
            .add_columns(*places)
            .where(*conditions)
            .order_by(*(column.desc() for column in self.columns))
            .limit(clamp_limit(limit))
        )


def _lowest_first(
    connection: Connection, place: InboxQuery, limit: int, cursor: str | None
) -> Iterator[Row]:
    """Yield the rows of a page, star by star: each is one range of an index."""
    after = () if cursor is None else decode_cursor(cursor, int, *place.kinds)
    left = limit + 1
    for stars in sorted(place.wanted.half_stars or range(1, 11)):
        if left > 0 and (stars,) >= after[:1]:
            started = (stars,) == after[:1]
            query = place.query(stars, after[1:] if started else None, left)
            found = fetch_all(connection, query)
            left -= len(found)
            yield from found


def _of_sample(wanted: InboxFilter, dialect: str) -> ColumnElement[bool]:
    """Return the condition on the sample, which every index of lists begins with.

    Words, answers and keys select few ratings, so the search has to start at these. SQLite has no
    statistics and takes any equality for selective; the sign leaves it no index to start at.
    """
    few = wanted.search.strip() or wanted.answered or wanted.keys is not None
    if not few or dialect != "sqlite":
        return ratings.c.sample.is_(wanted.sample)
    unindexed: ColumnElement[bool] = literal_column("+ratings.sample", ratings.c.sample.type)
    return unindexed.is_(wanted.sample)


def _conditions(wanted: InboxFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        ratings.c.withdrawn_at.is_(None),
        *in_date_range(ratings.c.created_at, wanted.since, wanted.until),
    ]
    conditions += slice_conditions(wanted.within, lambda name: ratings.c[name])
    if wanted.half_stars:
        conditions.append(ratings.c.half_stars.in_(sorted(wanted.half_stars)))
    if wanted.answered_no is not None:
        conditions.append(ratings.c[wanted.answered_no].is_(False))
    if wanted.with_comment:
        conditions.append(ratings.c.comment != "")
    if wanted.keys is not None:
        conditions += has_key(wanted.keys)
    return conditions


def _select(source: FromClause) -> Select[Any]:
    joined = (
        source.join(users, users.c.id == ratings.c.user_id)
        .join(traces, traces.c.id == ratings.c.trace_id)
        .outerjoin(goals, goals.c.id == traces.c.goal_id)
    )
    return select(
        ratings,
        traces.c.goal_id,
        title_of(goals),
        users.c.name.label("author_name"),
        is_answered().label("is_answered"),
    ).select_from(joined)


def _to_row(row: Row) -> InboxRow:
    same = InboxRow.__dataclass_fields__.keys() & row.keys()
    return InboxRow(
        stars=row["half_stars"] / 2, goal_title=row["title"], **{name: row[name] for name in same}
    )
