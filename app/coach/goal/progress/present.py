"""Turn the progress of a goal into what its section shows."""

from app.charts.measured import DatedValue, Measured
from app.charts.weekly_work import WeekBar
from app.ui.text import capital
from core import formats
from core.plans.plan import PHASES
from core.progress.measurements import Measurement, MetricProgress
from core.usecases.progress.get_progress import Progress


def week_bars(progress: Progress) -> tuple[WeekBar, ...]:
    """Return the weeks that have begun."""
    return tuple(
        WeekBar(
            number=week.number,
            days=f"{formats.day(week.starts_on)} – {formats.day(week.ends_on)}",
            planned=week.planned.minutes,
            done=week.done.minutes,
            tasks_planned=week.planned.tasks,
            tasks_done=week.done.tasks,
            skipped=week.skipped.tasks,
        )
        for week in progress.weeks
        if week.starts_on <= progress.today
    )


def measured_of(metric: MetricProgress) -> Measured:
    """Return a metric as its chart takes it."""
    return Measured(
        metric=metric.metric,
        unit=metric.unit,
        values=tuple(DatedValue(day=one.day, value=one.value) for one in metric.measurements),
        targets=tuple(
            DatedValue(day=one.milestone.due_on, value=one.milestone.target)
            for one in metric.milestones
        ),
    )


def amount(value: float, unit: str) -> str:
    """Return a number with its unit: "7.5 km", "1,200 EUR"."""
    if value == 1 and unit == PHASES:
        return "1 phase"
    return f"{value:,.4f}".rstrip("0").rstrip(".") + f" {unit}"


def label(metric: MetricProgress) -> str:
    """Return a metric with its unit: "Longest run, in km"; once, if the metric names it."""
    named = metric.unit.casefold() in metric.metric.casefold().split()
    return capital(metric.metric) + ("" if named or not metric.unit else f", in {metric.unit}")


def newest(metric: MetricProgress) -> str:
    """Return the newest number of a metric with its day."""
    one = metric.newest
    if one is None:
        return "no number yet"
    return f"{amount(one.value, one.unit)} on {formats.day(one.day)}"


def stored(measured: Measurement) -> str:
    """Return what was stored, as it was understood."""
    value = amount(measured.value, measured.unit)
    return f"{capital(measured.metric)}: {value} on {formats.day(measured.day)}"


def metric_to_ask(progress: Progress) -> int:
    """Return the place of the metric of the milestone that is due next, for the form."""
    due = [
        (metric.next_milestone.milestone.due_on, place)
        for place, metric in enumerate(progress.metrics)
        if metric.next_milestone is not None
    ]
    return min(due)[1] if due else 0
