"""Measured values of a goal, and where they stand against the milestones of its plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.goals.goal import ClarifiedGoal
from core.plans.milestones import Series, directions, series_of
from core.plans.plan import Milestone, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One number that the person measured on a day."""

    id: str
    day: date
    metric: str
    value: float
    unit: str
    created_at: datetime

    @property
    def series(self) -> Series:
        return self.metric.casefold(), self.unit.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneProgress:
    """A milestone with the newest value of its metric, and the day it was reached if it was."""

    milestone: Milestone
    newest: Measurement | None
    reached_on: date | None

    @property
    def reached(self) -> bool:
        return self.reached_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricProgress:
    """One metric: its milestones in order of their dates, and its values, oldest first."""

    metric: str
    unit: str
    rises: bool
    milestones: tuple[MilestoneProgress, ...]
    measurements: tuple[Measurement, ...]

    @property
    def newest(self) -> Measurement | None:
        return self.measurements[-1] if self.measurements else None

    @property
    def next_milestone(self) -> MilestoneProgress | None:
        """Return the first milestone that is not reached."""
        return next((one for one in self.milestones if not one.reached), None)


def progress_by_metric(
    plan: Plan, goal: ClarifiedGoal | None, measurements: Iterable[Measurement]
) -> tuple[MetricProgress, ...]:
    """Return each metric of the plan's milestones, then measured ones the plan does not name."""
    ordered = sorted(measurements, key=lambda one: (one.day, one.created_at, one.id))
    names: dict[Series, tuple[str, str]] = {}
    for milestone in plan.milestones:
        names.setdefault(series_of(milestone), (milestone.metric, milestone.unit))
    for measured in ordered:
        names.setdefault(measured.series, (measured.metric, measured.unit))
    signs = _signs(plan, goal)
    return tuple(
        _metric(
            name,
            rises=signs.get(series, 1) > 0,
            milestones=[one for one in plan.milestones if series_of(one) == series],
            measured=[one for one in ordered if one.series == series],
        )
        for series, name in names.items()
    )


def _signs(plan: Plan, goal: ClarifiedGoal | None) -> Mapping[Series, int]:
    """Return 1 for each series that rises and -1 for each that falls."""
    if goal is not None:
        return directions(plan.milestones, goal)
    targets: dict[Series, list[float]] = {}
    for milestone in plan.milestones:
        targets.setdefault(series_of(milestone), []).append(milestone.target)
    return {series: 1 if found[-1] >= found[0] else -1 for series, found in targets.items()}


def _metric(
    name: tuple[str, str],
    *,
    rises: bool,
    milestones: Sequence[Milestone],
    measured: Sequence[Measurement],
) -> MetricProgress:
    sign = 1 if rises else -1
    standing = [
        MilestoneProgress(
            milestone=milestone,
            newest=measured[-1] if measured else None,
            reached_on=next(
                (one.day for one in measured if sign * one.value >= sign * milestone.target), None
            ),
        )
        for milestone in sorted(milestones, key=lambda one: one.due_on)
    ]
    metric, unit = name
    return MetricProgress(
        metric=metric,
        unit=unit,
        rises=rises,
        milestones=tuple(standing),
        measurements=tuple(measured),
    )
