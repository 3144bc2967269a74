"""Ratings: totals and trends from the rollups, and the ratings themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.read.page import Page
from core.storage.engine import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class YesShare:
    """How many said yes of those who answered."""

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
    """Both days included."""
    n: int
    sum: float
    sumsq: float
    histogram: tuple[int, ...]
    """Ten bins: half a star, one star, ... five stars."""
    dimensions: Mapping[str, YesShare]
    """By name of RATING_DIMENSIONS; all four are always there."""

    @property
    def mean(self) -> float | None:
        return self.sum / self.n if self.n else None

    @property
    def variance(self) -> float | None:
        """Sample variance; None below two ratings."""
        return max(0.0, (self.sumsq - self.sum**2 / self.n) / (self.n - 1)) if self.n > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingTrendPoint:
    """The ratings of one day; days without ratings are left out."""

    day: date
    n: int
    sum: float
    sumsq: float

    @property
    def mean(self) -> float:
        return self.sum / self.n


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRow:
    """One rating in a list."""

    trace_id: str
    user_id: str
    goal_id: str | None
    goal_title: str | None
    """Title of the goal's resolution, or the goal's own words."""
    stars: float
    usefulness: bool | None
    clarity: bool | None
    motivation: bool | None
    personalization: bool | None
    comment: str
    created_at: datetime
    changed_at: datetime
    author_name: str
    prompt_version: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingChange:
    """One state a rating has been in, oldest first in lists; the last one is how it stands."""

    changed_at: datetime
    stars: float
    usefulness: bool | None
    clarity: bool | None
    motivation: bool | None
    personalization: bool | None
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
    """Return the sums of a window, both days included."""
    raise NotImplementedError


def rating_trend(
    database: Database,
    *,
    since: date,
    until: date,
    sample: bool,
    prompt_version: str | None = None,
    model: str | None = None,
) -> tuple[RatingTrendPoint, ...]:
    """Return the stars day by day, oldest first."""
    raise NotImplementedError


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
    """Return ratings that were not withdrawn, newest first."""
    raise NotImplementedError


def rating_history(database: Database, *, trace_id: str, user_id: str) -> tuple[RatingChange, ...]:
    """Return every state of one person's rating of a trace, oldest first."""
    raise NotImplementedError
