"""Read what the Feedback page shows."""

from dataclasses import dataclass

from app import auth, services
from app.charts.series import Point, Series
from app.review.shared.paging import collect
from core.quality.intervals import STARS, pool_variance
from core.quality.rating_summary import FeedbackSummary, summarise
from core.quality.recommendation import Recommendation, recommend
from core.tracing.names import GOAL_PIPELINE
from core.usecases.ratings.get_rating_report import RatingTrendPoint, get_rating_report
from core.usecases.ratings.list_ratings import RatingRow, list_ratings
from core.usecases.traces.get_trace_totals import get_trace_totals
from core.usecases.traces.list_traces import MAX_PAGE, Page
from core.usecases.utc_days import UtcDays

COMMENTS_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Which ratings count."""

    days: UtcDays
    sample: bool
    prompt_version: str | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView:
    """The ratings of a slice."""

    summary: FeedbackSummary
    advice: Recommendation
    trend: Series
    runs: int | None
    """Runs that could have been rated; None if the filters do not tell."""
    comments: tuple[RatingRow, ...]


def load_feedback(chosen: Slice) -> FeedbackView:
    """Return the ratings of a slice."""
    report = get_rating_report(
        services.rein(),
        viewer=auth.current_viewer(),
        days=chosen.days,
        sample=chosen.sample,
        prompt_version=chosen.prompt_version,
        model=chosen.model,
    )
    totals = report.totals
    answers = {name: (found.yes, found.n) for name, found in totals.dimensions.items()}
    summary = summarise(totals.histogram, answers, mean=totals.mean, variance=totals.variance)
    return FeedbackView(
        summary=summary,
        advice=recommend(summary),
        trend=_stars(report.trend),
        runs=None if chosen.prompt_version else _runs(chosen),
        comments=_page(chosen, with_comment=True, limit=COMMENTS_SHOWN).rows,
    )


def export_ratings(chosen: Slice) -> list[RatingRow]:
    """Return the newest ratings of a slice, with and without comments."""
    return collect(lambda cursor: _page(chosen, limit=MAX_PAGE, cursor=cursor))


def _page(
    chosen: Slice, *, limit: int, cursor: str | None = None, with_comment: bool = False
) -> Page[RatingRow]:
    return list_ratings(
        services.rein(),
        viewer=auth.current_viewer(),
        days=chosen.days,
        sample=chosen.sample,
        prompt_version=chosen.prompt_version,
        model=chosen.model,
        with_comment=with_comment,
        limit=limit,
        cursor=cursor,
    )


def _runs(chosen: Slice) -> int:
    return get_trace_totals(
        services.rein(),
        viewer=auth.current_viewer(),
        days=chosen.days,
        sample=chosen.sample,
        name=GOAL_PIPELINE,
        model=chosen.model,
    ).n


def _stars(days: tuple[RatingTrendPoint, ...]) -> Series:
    spread = pool_variance(((day.n, _variance(day)) for day in days), scale=STARS)
    points = (
        Point(
            day=day.day,
            mean=day.mean,
            n=day.n,
            interval=spread.interval(day.n, day.mean, scale=STARS),
        )
        for day in days
    )
    return Series(name="Stars", points=tuple(points))


def _variance(day: RatingTrendPoint) -> float | None:
    return max(0.0, (day.sumsq - day.sum**2 / day.n) / (day.n - 1)) if day.n > 1 else None
