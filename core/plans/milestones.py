"""Milestones: each has a number, a unit and a due date; the last one is the goal itself."""

from collections.abc import Sequence

from core.goals.goal import ClarifiedGoal
from core.goals.weeks import count_weeks, week_end
from core.plans.draft import MilestoneDraft
from core.plans.plan import Milestone
from core.plans.repairs import Repairs, clean

_SESSIONS = "sessions"


def compile_milestones(
    drafted: Sequence[MilestoneDraft | None],
    goal: ClarifiedGoal,
    *,
    tasks_done: Sequence[int],
    checks: Sequence[int],
    repairs: Repairs,
) -> dict[int, Milestone]:
    """Return milestones by week number; if the draft has none, compute them at the check-ins."""
    weeks = count_weeks(goal.starts_on, goal.deadline)
    found: dict[int, Milestone] = {}
    own = [m for m in drafted if m is not None]
    if own:
        found = _keep_ascending(drafted, goal, repairs=repairs)
    else:
        repairs.add("milestones", "Added milestones at the check-in weeks: the plan had none.")
        found = _compute(goal, tasks_done=tasks_done, checks=checks)
    final = _final_milestone(goal, own, tasks_done=tasks_done)
    if found.get(weeks) is None or (goal.target is not None and not _same(found[weeks], final)):
        if own:
            repairs.add(
                "milestones",
                f"The last milestone is now the goal itself: {final.target:g} {final.unit}.",
                week=weeks,
            )
        found[weeks] = final
    return _drop_beyond_goal(found, weeks, goal, repairs=repairs)


def _same(one: Milestone, other: Milestone) -> bool:
    return (one.unit, one.target) == (other.unit, other.target)


def _keep_ascending(
    drafted: Sequence[MilestoneDraft | None], goal: ClarifiedGoal, *, repairs: Repairs
) -> dict[int, Milestone]:
    found: dict[int, Milestone] = {}
    furthest: dict[str, float] = {}
    sign = direction(goal)
    for number, draft in enumerate(drafted, start=1):
        if draft is None:
            continue
        unit = clean(draft.unit) or (goal.target.unit if goal.target else _SESSIONS)
        before = furthest.get(unit)
        if before is not None and sign * draft.target < sign * before:
            repairs.add(
                "milestones",
                f"Left out a milestone of week {number}: it was below an earlier one.",
                week=number,
            )
            continue
        furthest[unit] = draft.target
        metric = clean(draft.metric) or (goal.target.metric if goal.target else _SESSIONS)
        found[number] = _milestone(
            number,
            goal,
            title=clean(draft.title) or metric,
            metric=metric,
            target=draft.target,
            unit=unit,
        )
    return found


def direction(goal: ClarifiedGoal) -> int:
    """Return 1 if the goal's number rises from its baseline, or -1 if it falls."""
    if goal.target is None or goal.target.baseline is None:
        return 1
    return 1 if goal.target.quantity >= goal.target.baseline else -1


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


def _drop_beyond_goal(
    found: dict[int, Milestone], weeks: int, goal: ClarifiedGoal, *, repairs: Repairs
) -> dict[int, Milestone]:
    """Drop milestones before the end that exceed the goal itself."""
    final, sign = found[weeks], direction(goal)
    remaining = {}
    for number, milestone in sorted(found.items()):
        if (
            number < weeks
            and milestone.unit == final.unit
            and sign * milestone.target > sign * final.target
        ):
            repairs.add(
                "milestones",
                f"Left out a milestone of week {number}: it asked for more than the goal.",
                week=number,
            )
            continue
        remaining[number] = milestone
    return remaining
