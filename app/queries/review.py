"""What the review pages show. Nothing is cached: the figures are kept ready in rollups, and a cache would age them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.charts.series import Point, Series
from app.queries.paging import collect
from core.bootstrap import Rein
from core.llm.providers.offline import OfflineModel
from core.quality.intervals import SCORES, STARS, pool_variance
from core.quality.rating_summary import FeedbackSummary, summarise
from core.quality.recommendation import Recommendation, recommend
from core.quality.rubric import Dimension
from core.store.calls import fallbacks as model_calls
from core.store.database.pagination import MAX_PAGE
from core.store.ratings import read as feedback
from core.store.scores import read as evaluations
from core.store.scores.quality import Quality, find_quality
from core.store.traces import operations
from core.store.traces import read as traces
from core.store.traces.operations import OperationTotals
from core.tracing.names import GOAL_PIPELINE, PROVIDER_CHECK
from core.tracing.span_record import SpanStatus

WINDOWS = (7, 30, 90)
MEASURES = (evaluations.OVERALL, *(dimension.value for dimension in Dimension))


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Some days up to today, both ends included; days are counted in UTC as the figures are."""

    since: date
    until: date

    @property
    def starts_at(self) -> datetime:
        """First moment of the window."""
        return start_of(self.since)


def start_of(day: date) -> datetime:
    """Return the first moment of a day, in UTC as the days of figures are."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def window(rein: Rein, days: int) -> Window:
    """Return the last `days` days, today included."""
    today = rein.clock.now().date()
    return Window(since=today - timedelta(days=days - 1), until=today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Which records count: a window, a world, and what wrote them."""

    window: Window
    sample: bool
    prompt_version: str | None = None
    model: str | None = None


def choices(rein: Rein, *, sample: bool) -> traces.FilterChoices:
    """Return what lists can be filtered by."""
    return traces.list_filter_choices(rein.database, sample=sample)


def has_records(rein: Rein, *, sample: bool) -> bool:
    """Tell whether there is anything to review at all."""
    return traces.count_traces(rein.database, traces.TraceFilter(sample=sample), at_most=1) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView:
    """The Feedback page."""

    summary: FeedbackSummary
    advice: Recommendation
    trend: Series
    runs: int | None
    """Runs that could have been rated; None where they cannot be told apart by the filters."""
    comments: tuple[feedback.RatingRow, ...]


def load_feedback(rein: Rein, chosen: Slice) -> FeedbackView:
    """Return everything the Feedback page shows."""
    since, until = chosen.window.since, chosen.window.until
    totals = feedback.rating_totals(
        rein.database,
        since=since,
        until=until,
        sample=chosen.sample,
        prompt_version=chosen.prompt_version,
        model=chosen.model,
    )
    trend = feedback.rating_trend(
        rein.database,
        since=since,
        until=until,
        sample=chosen.sample,
        prompt_version=chosen.prompt_version,
        model=chosen.model,
    )
    rows = feedback.list_ratings(
        rein.database,
        sample=chosen.sample,
        since=since,
        until=until,
        prompt_version=chosen.prompt_version,
        model=chosen.model,
        with_comment=True,
        limit=8,
    ).rows
    answers = {name: (said.yes, said.n) for name, said in totals.dimensions.items()}
    summary = summarise(totals.histogram, answers, mean=totals.mean, variance=totals.variance)
    return FeedbackView(
        summary=summary,
        advice=recommend(summary),
        trend=_stars(trend),
        runs=None if chosen.prompt_version else _runs(rein, chosen),
        comments=rows,
    )


def export_ratings(rein: Rein, chosen: Slice) -> list[feedback.RatingRow]:
    """Return the newest ratings of the page with and without words, EXPORTED_AT_MOST of them."""
    return collect(
        lambda cursor: feedback.list_ratings(
            rein.database,
            sample=chosen.sample,
            since=chosen.window.since,
            until=chosen.window.until,
            prompt_version=chosen.prompt_version,
            model=chosen.model,
            limit=MAX_PAGE,
            cursor=cursor,
        )
    )


def _runs(rein: Rein, chosen: Slice) -> int:
    return operations.operation_totals(
        rein.database,
        since=chosen.window.since,
        until=chosen.window.until,
        sample=chosen.sample,
        name=GOAL_PIPELINE,
        model=chosen.model,
    ).n


def _stars(days: tuple[feedback.RatingTrendPoint, ...]) -> Series:
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


def _variance(day: feedback.RatingTrendPoint) -> float | None:
    return max(0.0, (day.sumsq - day.sum**2 / day.n) / (day.n - 1)) if day.n > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationsView:
    """The Evaluations page: totals of every measure, and their days by group."""

    quality: Quality
    scorer: evaluations.Scorer | None
    """Whose scores the groups and series are; None is everybody's, told apart by who scored."""
    groups: tuple[evaluations.ScoreTotals, ...]
    """The chosen measure by prompt version or model, the largest first; empty where nothing is compared."""
    series: dict[str, tuple[Series, ...]]
    """By measure; one series per group, the largest first."""


def load_evaluations(
    rein: Rein, chosen: Window, *, sample: bool, by: evaluations.GroupBy
) -> EvaluationsView:
    """Return the scores of a window, day by day."""
    since, until = chosen.since, chosen.until
    quality = find_quality(rein.database, since=since, until=until, sample=sample)
    scorer = None if by == "judge" else quality.scorer
    grouped = evaluations.score_totals(
        rein.database, since=since, until=until, sample=sample, by=by, scorer=scorer
    )
    points = evaluations.score_trend(
        rein.database, since=since, until=until, sample=sample, by=by, scorer=scorer
    )
    return EvaluationsView(
        quality=quality,
        scorer=scorer,
        groups=tuple(sorted(grouped, key=lambda g: (-g.n, g.group))) if by != "none" else (),
        series={measure: _series(points, measure) for measure in MEASURES},
    )


def _series(days: tuple[evaluations.ScorePoint, ...], measure: str) -> tuple[Series, ...]:
    groups: dict[str, list[Point]] = {}
    chosen = [(day, day.mean) for day in days if day.dimension == measure and day.mean is not None]
    spread = pool_variance(((day.n, day.variance) for day, _ in chosen), scale=SCORES)
    for day, mean in chosen:
        interval = spread.interval(day.n, mean, scale=SCORES)
        point = Point(day=day.day, mean=mean, n=day.n, interval=interval, unscored=day.unscored)
        groups.setdefault(day.group, []).append(point)
    lines = (
        Series(name=group or measure.capitalize(), points=tuple(points))
        for group, points in groups.items()
    )
    return tuple(sorted(lines, key=lambda line: -line.n))


def evaluations_of(
    rein: Rein, day: date, *, sample: bool, scorer: evaluations.Scorer | None = None
) -> tuple[evaluations.EvaluationRow, ...]:
    """Return the evaluations behind one day of the trend."""
    return evaluations.list_evaluations(
        rein.database, sample=sample, since=day, until=day, scorer=scorer, limit=200
    ).rows


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """The four targets with the figures they are held against."""

    quality: Quality
    satisfaction: feedback.RatingTotals
    operations: operations.OperationTotals
    quality_trend: Series
    satisfaction_trend: Series
    modelled: OperationTotals
    """The same, only where a model wrote: what the offline coach wrote is left out."""
    fallbacks: model_calls.Fallbacks
    failed: tuple[traces.TraceRow, ...]
    """Latest failed traces of the window."""


def load_overview(rein: Rein, chosen: Window, *, sample: bool) -> OverviewView:
    """Return everything the Overview shows."""
    database, since, until = rein.database, chosen.since, chosen.until
    quality = find_quality(database, since=since, until=until, sample=sample)
    scores = evaluations.score_trend(
        database, since=since, until=until, sample=sample, scorer=quality.scorer
    )
    stars = feedback.rating_trend(database, since=since, until=until, sample=sample)
    return OverviewView(
        quality=quality,
        satisfaction=feedback.rating_totals(database, since=since, until=until, sample=sample),
        operations=operations.operation_totals(database, since=since, until=until, sample=sample),
        modelled=operations.operation_totals(
            database, since=since, until=until, sample=sample, exclude_model=OfflineModel.name
        ),
        fallbacks=model_calls.find_fallbacks(database, since=chosen.starts_at, sample=sample),
        quality_trend=next(
            iter(_series(scores, evaluations.OVERALL)), Series(name="Overall", points=())
        ),
        satisfaction_trend=_stars(stars),
        failed=failed_traces(rein, chosen, sample=sample),
    )


def failed_traces(rein: Rein, chosen: Window, *, sample: bool) -> tuple[traces.TraceRow, ...]:
    """Return the latest traces of the window that failed; a test call that did is told on Providers."""
    wanted = traces.TraceFilter(
        status=SpanStatus.ERROR, since=chosen.starts_at, sample=sample, exclude_name=PROVIDER_CHECK
    )
    return traces.list_traces(rein.database, wanted, limit=5).rows
