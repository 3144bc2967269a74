"""Read what the Feedback page shows."""

from dataclasses import dataclass

from app import auth, services
from app.charts.series import Series
from app.review.feedback import weeks
from app.review.feedback.records import Chosen, find_page
from core.quality.rating_summary import FeedbackSummary, summarise
from core.quality.recommendation import Recommendation, recommend
from core.quality.targets.target import SATISFACTION, Limits
from core.tracing.names import GOAL_PIPELINE
from core.usecases.ratings.get_rating_report import get_rating_report
from core.usecases.ratings.get_themes import ThemeReport, get_themes
from core.usecases.ratings.list_ratings import RatingRow
from core.usecases.targets.get_targets import get_limits
from core.usecases.traces.get_trace_totals import get_trace_totals

COMMENTS_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView:
    """The ratings of a slice."""

    summary: FeedbackSummary
    limits: Limits
    """The targets in force."""
    advice: Recommendation | None
    """None without a target of stars."""
    themes: ThemeReport
    trend: Series
    """By day, or by week if days are thin."""
    change: str
    """Whether the stars rose or fell within the window."""
    by_week: bool
    runs: int
    """Runs that could have been rated."""
    comments: tuple[RatingRow, ...]


@services.in_one_reading
def load_feedback(chosen: Chosen) -> FeedbackView:
    """Return the ratings of a slice."""
    report = get_rating_report(
        services.rein(),
        viewer=auth.current_viewer(),
        days=chosen.days,
        sample=chosen.sample,
        within=chosen.within,
    )
    totals = report.totals
    answers = {name: (found.yes, found.n) for name, found in totals.dimensions.items()}
    summary = summarise(totals.histogram, answers, mean=totals.mean, variance=totals.variance)
    themes = _themes(chosen)
    limits = get_limits(services.rein(), viewer=auth.current_viewer())
    target = limits[SATISFACTION.name].threshold
    days = chosen.days
    thin = weeks.is_thin(report.trend, since=days.since, until=days.until)
    return FeedbackView(
        summary=summary,
        limits=limits,
        advice=None
        if target is None
        else recommend(summary, target=target, complaint=themes.complaint),
        themes=themes,
        trend=weeks.to_series(
            weeks.by_week(report.trend, until=days.until) if thin else report.trend
        ),
        change=weeks.describe_change(report.trend, since=days.since, until=days.until),
        by_week=thin,
        runs=_runs(chosen),
        comments=find_page(chosen, with_comment=True, limit=COMMENTS_SHOWN).rows,
    )


def _themes(chosen: Chosen) -> ThemeReport:
    return get_themes(
        services.rein(),
        viewer=auth.current_viewer(),
        days=chosen.days,
        sample=chosen.sample,
        within=chosen.within,
    )


def _runs(chosen: Chosen) -> int:
    return get_trace_totals(
        services.rein(),
        viewer=auth.current_viewer(),
        days=chosen.days,
        sample=chosen.sample,
        name=GOAL_PIPELINE,
        within=chosen.within,
    ).n
