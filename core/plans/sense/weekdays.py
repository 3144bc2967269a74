"""Which weekday of a week a task may have, as the person stated it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.goals.goal import ClarifiedGoal
from core.goals.weeks import DAYS, Day, date_of, days_of
from core.plans.plan import Plan, Task, Week
from core.plans.sense.goal_context import GoalContext


def days_for(goal: ClarifiedGoal, stated: GoalContext, number: int) -> tuple[Day, ...]:
    """Return the weekdays of a week that the person has; if they have none, all but the blocked."""
    days = days_of(goal.starts_on, number, ends_on=goal.deadline)
    days = tuple(day for day in days if day not in stated.blocked)
    return tuple(day for day in days if not stated.days or day in stated.days) or days


def on_a_day_off(
    week: Week, goal: ClarifiedGoal, stated: GoalContext, plan: Plan
) -> Iterator[Task]:
    """Yield the tasks on a day the person ruled out, except what takes place on its own date."""
    possible = days_for(goal, stated, week.number)
    for task in week.tasks:
        if task.day is None or task.day in possible:
            continue
        on = date_of(task.day, goal.starts_on, week.number, ends_on=goal.deadline)
        own_dates = {goal.event_on, stated.last_day}
        if task.day not in stated.blocked:
            own_dates.add(plan.ends_on)
        if on not in own_dates:
            yield task


def doubled(week: Week, stated: GoalContext) -> Iterator[Task]:
    """Yield each later session that begins with the same word as another one of its day."""
    if not stated.one_a_day:
        return
    seen: Counter[tuple[Day, str]] = Counter()
    for task in week.tasks:
        if task.day is None:
            continue
        session = (task.day, task.title.split(" ", maxsplit=1)[0].lower())
        seen[session] += 1
        if seen[session] > 1:
            yield task


def moved(
    week: Week, task: Task, goal: ClarifiedGoal, stated: GoalContext, plan: Plan
) -> tuple[Week, Day | None]:
    """Return the week with a task on the nearest possible day without a task, and that day.

    If every possible day has one, a session of a sport is left out, and another task takes the
    nearest possible day. In a week with blocked days only it loses its day.
    """
    days = days_for(goal, stated, week.number)
    if not days:
        tasks = tuple(replace(t, day=None) if t.id == task.id else t for t in week.tasks)
        return replace(week, tasks=tasks), None
    taken = {other.day for other in week.tasks}
    free = [day for day in days if day not in taken]
    if not free and stated.one_a_day and len(week.tasks) > 1:
        left = tuple(other for other in week.tasks if other.id != task.id)
        return replace(week, tasks=left), None
    day = _nearest(task.day, free or list(days))
    tasks = tuple(replace(t, day=day) if t.id == task.id else t for t in week.tasks)
    return replace(week, tasks=_in_order(tasks, days_of_week(goal, week, plan))), day


def days_of_week(goal: ClarifiedGoal, week: Week, plan: Plan) -> tuple[Day, ...]:
    """Return the weekdays of a week in calendar order."""
    return days_of(goal.starts_on, week.number, ends_on=plan.ends_on)


def _nearest(day: Day | None, among: Sequence[Day]) -> Day:
    start = DAYS.index(day) if day is not None else 0
    return min(among, key=lambda other: ((DAYS.index(other) - start) % 7, DAYS.index(other)))


def _in_order(tasks: tuple[Task, ...], days: tuple[Day, ...]) -> tuple[Task, ...]:
    dated = iter(sorted((t for t in tasks if t.day), key=lambda t: days.index(t.day or days[0])))
    return tuple(next(dated) if task.day is not None else task for task in tasks)
