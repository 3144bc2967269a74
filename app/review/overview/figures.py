"""The figures of the Overview: what people got, what it took, and how they live with it."""

from collections.abc import Mapping
from urllib.parse import urlencode

from app.charts.series import Series
from app.review.overview import estimates, sparks
from app.review.overview.build_figure import build_figure
from app.review.overview.changes import Change
from app.review.overview.figure import Figure
from app.review.shared.score_text import scored_by_rule
from app.review.shared.slice_text import query_of
from app.review.shared.trace_view import ORDERS
from app.ui.status_labels import SPAN_LABELS
from core.quality.slice import Slice
from core.quality.targets import target as targets
from core.quality.targets.measure import COST_PER_GOAL, WEEK_2, Measure
from core.tracing.names import GOAL_PIPELINE
from core.tracing.span_record import SpanStatus
from core.usecases.overview.get_overview import Overview
from core.usecases.traces.list_traces import TraceOrder

PLANS = "latest-plans"
"""The place on the page where the latest plans stand."""
_PLANS = f"#{PLANS}"
_NOTHING = Series(name="", points=())


def figures(
    view: Overview, within: Slice, days: int, alerts: Mapping[str, str]
) -> tuple[Figure, ...]:
    """Return the figures, each with the page of the records behind it.

    Those in `alerts` name the figure of their open alert as well.
    """
    query = urlencode(query_of(within) | {"days": str(days)})
    runs, failed, dearest, slowest = _runs(view, within)
    rules = scored_by_rule(view.now.quality)

    def figure(
        measure: Measure, change: Change, line: Series, to: str, high: float | None = None
    ) -> Figure:
        asides = (alerts.get(measure.name), rules if measure is targets.QUALITY else "")
        aside = "; ".join(filter(None, asides))
        return build_figure(view, measure, change, line, to, high=high, aside=aside)

    stars, scores = estimates.satisfaction(view), estimates.quality(view)
    return (
        figure(targets.SATISFACTION, stars, sparks.stars(view), f"feedback?{query}", 5.0),
        figure(targets.QUALITY, scores, sparks.scores(view), f"evaluations?{query}", 10.0),
        figure(WEEK_2, estimates.week_2(view), sparks.returns(view), _PLANS, 1.0),
        figure(targets.WEEK_1, estimates.week_1(view), _NOTHING, _PLANS),
        figure(targets.ERRORS, estimates.failures(view), sparks.failures(view), _traces(failed)),
        figure(COST_PER_GOAL, estimates.cost(view), sparks.costs(view), _traces(dearest)),
        figure(targets.LATENCY, estimates.wait(view), sparks.waits(view), _traces(slowest)),
        figure(targets.OVERHEAD, estimates.overhead(view), _NOTHING, _traces(runs)),
    )


def _runs(view: Overview, within: Slice) -> tuple[dict[str, str], ...]:
    """Return the queries of all runs, of those that failed, of the dearest and the slowest."""
    runs = query_of(within) | {"from": view.now.days.since.isoformat()}
    goals = runs | {"name": GOAL_PIPELINE}
    return (
        runs,
        runs | {"status": SPAN_LABELS[SpanStatus.ERROR][0]},
        goals | {"order": ORDERS[TraceOrder.MOST_EXPENSIVE]},
        goals | {"order": ORDERS[TraceOrder.SLOWEST]},
    )


def _traces(query: dict[str, str]) -> str:
    return f"traces?{urlencode(query)}"
