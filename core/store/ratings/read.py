"""Read ratings: totals and trends from the rollups, and lists of single ratings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select, tuple_

from core.quality.rating import RATING_DIMENSIONS, RatingAnswers
from core.store.accounts.tables import users
from core.store.database.date_ranges import in_date_range
from core.store.database.engine import Database
from core.store.database.pagination import Page, clamp_limit, cut_page, decode_cursor, encode_cursor
from core.store.database.rows import Row, fetch_all
from core.store.database.statistics import mean_of, variance_of
from core.store.goals.display_titles import title_of
from core.store.goals.tables import goals
from core.store.ratings.store import half_stars
from core.store.ratings.tables import rating_history as changes
from core.store.ratings.tables import ratings
from core.store.rollups.tables import RATING_BINS, STARS, rollup_ratings
from core.store.traces.tables import traces


@dataclass(frozen=True, slots=True, kw_only=True)
class YesShare:
    """The number of yes answers among all answers."""

    yes: int
    n: int

    @property
    def share(self) -> float | None:
        return self.yes / self.n if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingTotals:
    """All ratings of a window. Stars are in stars (0.5 to 5)."""

    since: date
    until: date
    """Both UTC days are included."""
    n: int
    sum: float
    sumsq: float
    histogram: tuple[int, ...]
    """Ten bins: half a star, one star, ... five stars."""
    dimensions: Mapping[str, YesShare]
    """By dimension; all four of RATING_DIMENSIONS are present."""

    @property
    def mean(self) -> float | None:
        return mean_of(self.n, self.sum)

    @property
    def variance(self) -> float | None:
        """Sample variance; None below two ratings."""
        return variance_of(self.n, self.sum, self.sumsq)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingTrendPoint:
    """The ratings of one UTC day; days without ratings are left out."""

    day: date
    n: int
    sum: float
    sumsq: float

    @property
    def mean(self) -> float:
        return self.sum / self.n


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


def rating_totals(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    prompt_version: str | None = None,
    model: str | None = None,
) -> RatingTotals:
    """Return the sums of a window of UTC days, both included."""
    names = ("n", "total", "squares", *RATING_BINS)
    sums = [func.sum(rollup_ratings.c[name]).label(name) for name in names]
    query = (
        select(rollup_ratings.c.dimension, *sums)
        .where(
            *_conditions(since, until, sample=sample, prompt_version=prompt_version, model=model)
        )
        .group_by(rollup_ratings.c.dimension)
    )
    with database.read() as connection:
        found = {row["dimension"]: row for row in fetch_all(connection, query)}
    stars = found.get(STARS, dict.fromkeys(names, 0))
    return RatingTotals(
        since=since,
        until=until,
        n=int(stars["n"]),
        sum=int(stars["total"]) / 2,
        sumsq=int(stars["squares"]) / 4,
        histogram=tuple(int(stars[name]) for name in RATING_BINS),
        dimensions={name: _to_share(found.get(name)) for name in RATING_DIMENSIONS},
    )


def rating_trend(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    prompt_version: str | None = None,
    model: str | None = None,
) -> tuple[RatingTrendPoint, ...]:
    """Return the stars by UTC day, oldest first."""
    day, stars = rollup_ratings.c.day, rollup_ratings.c.dimension == STARS
    sums = [func.sum(rollup_ratings.c[name]).label(name) for name in ("n", "total", "squares")]
    window = _conditions(since, until, sample=sample, prompt_version=prompt_version, model=model)
    query = select(day, *sums).where(stars, *window).group_by(day).order_by(day)
    with database.read() as connection:
        found = fetch_all(connection, query)
    return tuple(
        RatingTrendPoint(
            day=row["day"],
            n=int(row["n"]),
            sum=int(row["total"]) / 2,
            sumsq=int(row["squares"]) / 4,
        )
        for row in found
    )


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
    query = (
        select(ratings, traces.c.goal_id, title_of(goals), users.c.name.label("author_name"))
        .select_from(
            ratings.join(users, users.c.id == ratings.c.user_id)
            .join(traces, traces.c.id == ratings.c.trace_id)
            .outerjoin(goals, goals.c.id == traces.c.goal_id)
        )
        .where(*conditions)
        .order_by(*(column.desc() for column in place))
        .limit(clamp_limit(limit) + 1)
    )
    with database.read() as connection:
        found = [_to_row(row) for row in fetch_all(connection, query)]
    return cut_page(
        found, limit, lambda row: encode_cursor(row.created_at, row.trace_id, row.user_id)
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


def _conditions(
    since: date, until: date, *, sample: bool, prompt_version: str | None, model: str | None
) -> list[ColumnElement[bool]]:
    conditions = [rollup_ratings.c.sample.is_(sample), rollup_ratings.c.day.between(since, until)]
    same = {"prompt_version": prompt_version, "model": model}
    return conditions + [
        rollup_ratings.c[name] == value for name, value in same.items() if value is not None
    ]


def _to_share(row: Row | None) -> YesShare:
    return YesShare(yes=0, n=0) if row is None else YesShare(yes=int(row["total"]), n=int(row["n"]))


def _to_row(row: Row) -> RatingRow:
    same = RatingRow.__dataclass_fields__.keys() & row.keys()
    return RatingRow(
        stars=row["half_stars"] / 2, goal_title=row["title"], **{name: row[name] for name in same}
    )
