"""What everybody's ratings and scores say over the last days: for those who review."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.bootstrap import Rein
from core.coaching.user import Role, User
from core.read.evaluations import GroupBy, ScorePoint, ScoreTotals, score_totals, score_trend
from core.read.feedback import RatingTotals, RatingTrendPoint, rating_totals, rating_trend


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingFigures:
    """The ratings of a window, and day by day."""

    totals: RatingTotals
    trend: tuple[RatingTrendPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreFigures:
    """The quality scores of a window, and day by day."""

    since: date
    until: date
    totals: tuple[ScoreTotals, ...]
    trend: tuple[ScorePoint, ...]


def see_ratings(rein: Rein, *, user: User, days: int, sample: bool = False) -> RatingFigures:
    """Return the ratings of the last days, today included. Raises NotAllowed below reviewer."""
    user.require(Role.REVIEWER)
    since, until = _window(rein, days)
    return RatingFigures(
        totals=rating_totals(rein.database, since=since, until=until, sample=sample),
        trend=rating_trend(rein.database, since=since, until=until, sample=sample),
    )


def see_scores(rein: Rein, *, user: User, days: int, by: GroupBy = "none", sample: bool = False) -> ScoreFigures:
    """Return the scores of the last days, today included. Raises NotAllowed below reviewer."""
    user.require(Role.REVIEWER)
    since, until = _window(rein, days)
    return ScoreFigures(
        since=since,
        until=until,
        totals=score_totals(rein.database, since=since, until=until, sample=sample, by=by),
        trend=score_trend(rein.database, since=since, until=until, sample=sample, by=by),
    )


def _window(rein: Rein, days: int) -> tuple[date, date]:
    """Return the first and the last day, as the rollups count days: from midnight UTC."""
    until = rein.clock.now().date()
    return until - timedelta(days=days - 1), until
