"""Read totals and trends of ratings, from the rollups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Table, func, select

from core.quality.rating import RATING_DIMENSIONS
from core.quality.slice import EVERYTHING, Slice
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.database.statistics import mean_of, variance_of
from core.store.rollups.tables import RATING_BINS, RATINGS, STARS
from core.store.slices.conditions import rollup_table, slice_conditions


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


def rating_totals(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    within: Slice = EVERYTHING,
) -> RatingTotals:
    """Return the sums of a window of UTC days, both included."""
    table, names = rollup_table(RATINGS, within), ("n", "total", "squares", *RATING_BINS)
    sums = [func.sum(table.c[name]).label(name) for name in names]
    query = (
        select(table.c.dimension, *sums)
        .where(*_conditions(table, since, until, sample=sample, within=within))
        .group_by(table.c.dimension)
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
    within: Slice = EVERYTHING,
) -> tuple[RatingTrendPoint, ...]:
    """Return the stars by UTC day, oldest first."""
    table = rollup_table(RATINGS, within)
    day, stars = table.c.day, table.c.dimension == STARS
    sums = [func.sum(table.c[name]).label(name) for name in ("n", "total", "squares")]
    window = _conditions(table, since, until, sample=sample, within=within)
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


def _conditions(
    table: Table, since: date, until: date, *, sample: bool, within: Slice
) -> list[ColumnElement[bool]]:
    conditions = [table.c.sample.is_(sample), table.c.day.between(since, until)]
    return conditions + slice_conditions(within, lambda name: table.c[name])


def _to_share(row: Row | None) -> YesShare:
    return YesShare(yes=0, n=0) if row is None else YesShare(yes=int(row["total"]), n=int(row["n"]))
