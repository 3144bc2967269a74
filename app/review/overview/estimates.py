"""The figures of the two windows beside each other."""

from collections.abc import Callable

from app.review.overview.changes import Change, Format
from core import formats
from core.quality.targets import target as targets
from core.quality.targets.figure_text import write_number
from core.quality.targets.measure import COST_PER_GOAL, WEEK_2, Measure
from core.quality.targets.target import Direction, Target
from core.usecases.measures import estimates as measured
from core.usecases.measures.estimates import NOTHING, Estimate
from core.usecases.overview.get_overview import Overview, WindowFigures


def satisfaction(view: Overview) -> Change:
    """Return the mean stars."""
    return _change(view, targets.SATISFACTION, lambda of: measured.satisfaction(of.satisfaction))


def quality(view: Overview) -> Change:
    """Return the mean score, if both windows were scored by the same kind of scorer."""

    def of(figures: WindowFigures) -> Estimate:
        if figures.quality.scorer != view.now.quality.scorer:
            return NOTHING
        return measured.quality(figures.quality.overall)

    return _change(view, targets.QUALITY, of)


def failures(view: Overview) -> Change:
    """Return the share of failed traces."""
    return _change(view, targets.ERRORS, lambda of: measured.error_rate(of.operations), _points)


def cost(view: Overview) -> Change:
    """Return the mean cost of a run that makes a plan."""
    return _change(view, COST_PER_GOAL, lambda of: measured.cost_per_goal(of.goals))


def wait(view: Overview) -> Change:
    """Return the time within which 95 % of the plans are made."""
    return _change(view, targets.LATENCY, lambda of: measured.wait(of.goals))


def overhead(view: Overview) -> Change:
    """Return the share of time that went into tracing, without the window before."""
    now = measured.overhead(view.modelled)
    return _compared(now, NOTHING, targets.OVERHEAD)


def week_1(view: Overview) -> Change:
    """Return the share of the tasks of week 1 that were done."""
    return _change(
        view, targets.WEEK_1, lambda of: measured.share_of_plans(of.outcomes.week_1), _points
    )


def week_2(view: Overview) -> Change:
    """Return the share of plans that were still worked on in week 2."""
    return _change(view, WEEK_2, lambda of: measured.share_of_plans(of.outcomes.returned), _points)


def _points(share: float) -> str:
    """Return a difference of two shares, which is no percentage of either."""
    return formats.pluralize(round(100 * share), "point")


def _change(
    view: Overview,
    measure: Measure,
    of: Callable[[WindowFigures], Estimate],
    size_of: Format | None = None,
) -> Change:
    return _compared(of(view.now), of(view.before), measure, size_of)


def _compared(
    now: Estimate, before: Estimate, measure: Measure, size_of: Format | None = None
) -> Change:
    def text_of(value: float) -> str:
        return write_number(value, measure)

    falls = isinstance(measure, Target) and measure.should_be is Direction.BELOW
    return Change(
        now=now,
        before=before,
        more_is_better=not (falls or measure is COST_PER_GOAL),
        text_of=text_of,
        size_of=size_of or text_of,
        noun=measure.noun,
    )
