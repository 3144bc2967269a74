"""Milestones: each has a number, a unit and a due date, and none stands behind an earlier one."""

from collections.abc import Iterable, Mapping, Sequence

from core.goals.goal import ClarifiedGoal, Target
from core.goals.weeks import count_weeks, week_end
from core.plans.draft import MilestoneDraft
from core.plans.plan import Milestone
from core.plans.repairs import Repairs, clean

_SESSIONS = "sessions"

Series = tuple[str, str]
"""Metric and unit, without their case."""


def compile_milestones(
    drafted: Sequence[MilestoneDraft | None],
    goal: ClarifiedGoal,
    *,
    tasks_done: Sequence[int],
    checks: Sequence[int],
    repairs: Repairs,
) -> dict[int, Milestone]:
    """Return milestones by week number; if the draft has none, compute them at the check-ins.

    The draft's own last milestone is never rewritten: where the resolution names an honest smaller
    number, its tasks, loads and titles name it too.
    """
    weeks = count_weeks(goal.starts_on, goal.deadline)
    found: dict[int, Milestone] = {}
    own = [m for m in drafted if m is not None]
    if own:
        found = _keep_in_order(drafted, goal, repairs=repairs)
    else:
        repairs.add("milestones", "Added milestones at the check-in weeks: the plan had none.")
        found = _compute(goal, tasks_done=tasks_done, checks=checks)
    if found.get(weeks) is None:
        final = _final_milestone(goal, own, tasks_done=tasks_done)
        if own:
            repairs.add(
                "milestones",
                f"The last week now has a milestone: {final.target:g} {final.unit}.",
                week=weeks,
            )
        found[weeks] = final
    bounded = _drop_beyond_goal(found, weeks, goal, repairs=repairs)
    return _settled(bounded, weeks, goal, repairs=repairs)


def _settled(
    found: dict[int, Milestone], last: int, goal: ClarifiedGoal, *, repairs: Repairs
) -> dict[int, Milestone]:
    """Return the milestones that stand in order; the last one counts for the direction, too."""
    signs = directions((found[number] for number in sorted(found)), goal)
    for number in sorted(found, reverse=True):
        series, target = series_of(found[number]), found[number].target
        earlier = [n for n in sorted(found) if n < number and series_of(found[n]) == series]
        if earlier and signs[series] * (target - found[earlier[-1]].target) < 0:
            out = earlier[-1] if number == last else number
            note = f"Left out a milestone of week {out}: it stood out of order."
            repairs.add("milestones", note, week=out)
            rest = {n: milestone for n, milestone in found.items() if n != out}
            return _settled(rest, last, goal, repairs=repairs)
    return found


def _keep_in_order(
    drafted: Sequence[MilestoneDraft | None], goal: ClarifiedGoal, *, repairs: Repairs
) -> dict[int, Milestone]:
    """Return the drafted milestones without those that stand behind an earlier one of theirs."""
    own = {
        number: _from_draft(draft, number, goal)
        for number, draft in enumerate(drafted, start=1)
        if draft is not None
    }
    signs = directions(own.values(), goal)
    last = len(drafted)
    found: dict[int, Milestone] = {}
    for number, milestone in own.items():
        sign = signs[series_of(milestone)]
        earlier = [m for m in found.values() if series_of(m) == series_of(milestone)]
        if number != last and earlier and sign * milestone.target < sign * earlier[-1].target:
            repairs.add(
                "milestones",
                f"Left out a milestone of week {number}: it stood behind an earlier one.",
                week=number,
            )
            continue
        found[number] = milestone
    return _without_overtaken(found, last, signs, repairs=repairs)


def _without_overtaken(
    found: dict[int, Milestone], last: int, signs: Mapping[Series, int], *, repairs: Repairs
) -> dict[int, Milestone]:
    """Leave out milestones that lie beyond the last one of their own series."""
    final = found.get(last)
    if final is None:
        return found
    sign, remaining = signs[series_of(final)], {}
    for number, milestone in found.items():
        beyond = sign * milestone.target > sign * final.target
        if number < last and series_of(milestone) == series_of(final) and beyond:
            repairs.add(
                "milestones",
                f"Left out a milestone of week {number}: it asked for more than the last one.",
                week=number,
            )
            continue
        remaining[number] = milestone
    return remaining


def _from_draft(draft: MilestoneDraft, number: int, goal: ClarifiedGoal) -> Milestone:
    metric = clean(draft.metric) or (goal.target.metric if goal.target else _SESSIONS)
    return _milestone(
        number,
        goal,
        title=clean(draft.title) or metric,
        metric=metric,
        target=draft.target,
        unit=clean(draft.unit) or (goal.target.unit if goal.target else _SESSIONS),
    )


def series_of(milestone: Milestone) -> Series:
    """Return what a milestone counts: two things counted in one unit are two series."""
    return milestone.metric.casefold(), milestone.unit.casefold()


def directions(milestones: Iterable[Milestone], goal: ClarifiedGoal) -> dict[Series, int]:
    """Return 1 for each series that rises and -1 for each that falls.

    The goal's own baseline decides for its unit. Without one, the first and the last number of the
    series do, and the goal's number where the series has only one.
    """
    series: dict[Series, list[float]] = {}
    for milestone in milestones:
        series.setdefault(series_of(milestone), []).append(milestone.target)
    return {key: _direction(numbers, key[1], goal) for key, numbers in series.items()}


def _direction(numbers: Sequence[float], unit: str, goal: ClarifiedGoal) -> int:
    target = goal.target
    own_unit = target is not None and target.unit.casefold() == unit
    if own_unit and target is not None and target.baseline is not None:
        return direction(goal)
    if own_unit and target is not None and numbers[0] != target.quantity:
        return 1 if numbers[0] < target.quantity else -1
    return 1 if numbers[-1] >= numbers[0] else -1


def direction(goal: ClarifiedGoal) -> int:
    """Return 1 if the goal's number rises, or -1 if it falls; nothing rises to zero."""
    target = goal.target
    if target is None:
        return 1
    if target.baseline is None:
        return 1 if target.quantity > 0 else -1
    return 1 if target.quantity >= target.baseline else -1


def _compute(
    goal: ClarifiedGoal, *, tasks_done: Sequence[int], checks: Sequence[int]
) -> dict[int, Milestone]:
    weeks = count_weeks(goal.starts_on, goal.deadline)
    found = {}
    for number in checks:
        if goal.target is None:
            reach, metric, unit = float(sum(tasks_done[:number])), "tasks done", "tasks"
        else:
            baseline = goal.target.baseline or 0.0
            reach = round(baseline + (goal.target.quantity - baseline) * number / weeks, 2)
            metric, unit = goal.target.metric, goal.target.unit
        found[number] = _milestone(
            number, goal, title=f"Reach {reach:g} {unit}", metric=metric, target=reach, unit=unit
        )
    return found


def _final_milestone(
    goal: ClarifiedGoal, own: Sequence[MilestoneDraft], *, tasks_done: Sequence[int]
) -> Milestone:
    weeks = count_weeks(goal.starts_on, goal.deadline)
    if goal.target is not None:
        target = goal.target
        return _milestone(
            weeks,
            goal,
            title=f"Reach {target.quantity:g} {target.unit}",
            metric=target.metric,
            target=target.quantity,
            unit=target.unit,
        )
    if own:
        last = own[-1]
        return _milestone(
            weeks,
            goal,
            title=clean(last.title) or clean(last.metric) or _SESSIONS,
            metric=clean(last.metric) or _SESSIONS,
            target=last.target,
            unit=clean(last.unit) or _SESSIONS,
        )
    done = float(sum(tasks_done))
    return _milestone(
        weeks,
        goal,
        title=f"Have {done:g} tasks done",
        metric="tasks done",
        target=done,
        unit="tasks",
    )


def _milestone(
    number: int, goal: ClarifiedGoal, *, title: str, metric: str, target: float, unit: str
) -> Milestone:
    due = week_end(goal.starts_on, number, ends_on=goal.deadline)
    return Milestone(title=title, metric=metric, target=target, unit=unit, due_on=due)


def _series_of_goal(milestones: Sequence[Milestone], target: Target) -> Series:
    """Return the series that counts what the goal counts: the only one in its unit, if it is."""
    unit = target.unit.casefold()
    in_unit = {series_of(m) for m in milestones if m.unit.casefold() == unit}
    return in_unit.pop() if len(in_unit) == 1 else (target.metric.casefold(), unit)


def _drop_beyond_goal(
    found: dict[int, Milestone], weeks: int, goal: ClarifiedGoal, *, repairs: Repairs
) -> dict[int, Milestone]:
    """Drop milestones before the end that ask for more of the goal's own metric than the goal."""
    if goal.target is None:
        return found
    series = _series_of_goal([m for n, m in found.items() if n < weeks], goal.target)
    signs, remaining = directions(found.values(), goal), {}
    for number, milestone in sorted(found.items()):
        sign = signs[series_of(milestone)]
        beyond = sign * milestone.target > sign * goal.target.quantity
        if number < weeks and series_of(milestone) == series and beyond:
            repairs.add(
                "milestones",
                f"Left out a milestone of week {number}: it asked for more than the goal.",
                week=number,
            )
            continue
        remaining[number] = milestone
    return remaining
