"""Lower the milestones that a lighter plan cannot hold, and say what will be reached instead."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.plans.milestones import Series, directions, series_of
from core.plans.plan import Milestone, Week
from core.plans.revision.distance_titles import with_distance
from core.plans.sense.bounds import unit_family
from core.plans.sense.goal_context import GoalContext

_MEASURED = frozenset({"distance", "weight", "time"})
"""Families of units whose numbers may have a decimal; everything else is counted."""
_FINE = 20.0
"""Measured numbers below this get one decimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Curve:
    """The way of one series of milestones through the weeks of the plan before."""

    sign: int
    points: tuple[tuple[float, float], ...]
    """Week and number, in order; the first is where the plan starts."""

    def at(self, week: float) -> float:
        """Return the number that the plan before had reached after so many weeks."""
        before, after = self.points[0], self.points[-1]
        for point in self.points:
            if point[0] <= week:
                before = point
            else:
                after = point
                break
        else:
            return self.points[-1][1]
        share = (week - before[0]) / (after[0] - before[0])
        return before[1] + share * (after[1] - before[1])


def lower_milestones(
    weeks: Sequence[Week], reached: Mapping[int, float], goal: ClarifiedGoal, stated: GoalContext
) -> tuple[Week, ...]:
    """Return the weeks with milestones that can be reached.

    `reached` says for a week of the new plan how many weeks of the plan before are done by its
    end. Days without something are counted by the calendar, so the work left out does not lower
    them.
    """
    if GoalKind.QUIT in {goal.kind, stated.kind}:
        return tuple(weeks)
    found = [week.milestone for week in weeks if week.milestone is not None]
    signs = directions(found, goal)
    curves = {s: _curve(s, weeks, goal, sign=signs[s]) for s in signs}
    before: dict[Series, float] = {}
    lowered = []
    for week in weeks:
        if week.milestone is not None and week.number in reached:  # the past stays as it was
            last = week is weeks[-1]
            lower = _lowered(week, reached, curves, weeks)
            milestone = _not_behind(lower, before, signs, last=last)
            week = replace(week, milestone=milestone)  # noqa: PLW2901 - the same week, lowered
        if week.milestone is not None:
            before[series_of(week.milestone)] = week.milestone.target
        lowered.append(week)
    return tuple(lowered)


def _not_behind(
    milestone: Milestone,
    before: Mapping[Series, float],
    signs: Mapping[Series, int],
    *,
    last: bool,
) -> Milestone | None:
    """Return None for a milestone that asks for no more than an earlier one.

    The last milestone of a plan stays, with the number of the one before it.
    """
    series = series_of(milestone)
    earlier = before.get(series)
    if earlier is None or signs[series] * (milestone.target - earlier) > 0:
        return milestone
    if not last:
        return None
    title = _retitled(milestone, earlier) or milestone.title
    return replace(milestone, title=title, target=earlier)


def _curve(series: Series, weeks: Sequence[Week], goal: ClarifiedGoal, *, sign: int) -> _Curve:
    points = [
        (float(week.number), week.milestone.target)
        for week in weeks
        if week.milestone is not None and series_of(week.milestone) == series
    ]
    target = goal.target
    own = target is not None and target.unit.casefold() == series[1]
    start = target.baseline if own and target is not None else None
    if start is None or sign * (points[0][1] - start) < 0:
        start = 0.0 if sign > 0 and points[0][1] > 0 else points[0][1]
    return _Curve(sign=sign, points=((0.0, start), *points))


def _lowered(
    week: Week, reached: Mapping[int, float], curves: Mapping[Series, _Curve], weeks: Sequence[Week]
) -> Milestone:
    assert week.milestone is not None  # noqa: S101 - only weeks with a milestone come here
    milestone = week.milestone
    if week.number not in reached or milestone.unit.casefold().startswith("day"):
        return milestone
    curve = curves[series_of(milestone)]
    number = _rounded(curve.at(reached[week.number]), milestone, curve)
    if curve.sign * (number - milestone.target) >= 0:
        return milestone
    title = _retitled(milestone, number)
    if title is not None:
        return replace(milestone, title=title, target=number)
    return _earlier(milestone, number, curve, weeks)


def _rounded(number: float, milestone: Milestone, curve: _Curve) -> float:
    """Return a number as people say it, never further along than it is."""
    measured = unit_family(milestone.unit) in _MEASURED
    fraction = any(value != int(value) for _, value in curve.points)
    step = 0.1 if fraction or (measured and abs(milestone.target) < _FINE) else 1.0
    steps = number / step
    whole = floor(steps + 1e-9) if curve.sign > 0 else ceil(steps - 1e-9)
    return round(whole * step, 1)


def _retitled(milestone: Milestone, number: float) -> str | None:
    """Return the title with the lower number; None if the title has no number of its own."""
    old = milestone.target
    if (title := with_distance(milestone, number)) is not None:
        return title
    for text in dict.fromkeys((f"{old:,g}", f"{old:,.0f}", f"{old:g}", f"{old:.2f}")):
        pattern = re.compile(rf"(?<![\d.,]){re.escape(text)}(?![\d]|[.,]\d)")
        if len(pattern.findall(milestone.title)) == 1:
            return pattern.sub(f"{number:,g}", milestone.title)
    return None


def _earlier(
    milestone: Milestone, number: float, curve: _Curve, weeks: Sequence[Week]
) -> Milestone:
    """Return the milestone of the plan before that can be reached, due when this one is."""
    series = series_of(milestone)
    fitting = [
        week.milestone
        for week in weeks
        if week.milestone is not None
        and series_of(week.milestone) == series
        and curve.sign * (week.milestone.target - number) <= 0
    ]
    if fitting:
        return replace(milestone, title=fitting[-1].title, target=fitting[-1].target)
    return replace(milestone, title=milestone.metric, target=number)
