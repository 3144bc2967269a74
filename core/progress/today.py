"""What there is to do today and this week, over all goals of a person.

A day asks for few things: what is due, and what slipped in the last days. After a miss the
smallest open task comes first, because coming back soon matters more than catching up (Milkman et
al. 2021).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo

from core.clock import local_day
from core.plans.days import last_day
from core.plans.plan import Milestone, Week
from core.plans.reserve import WINDOW, reserve_left
from core.progress.day import GoalToday, TaskToday, Today
from core.progress.task_state import UNTOUCHED, TaskStates, due_on

__all__ = [
    "COMEBACK_DAYS",
    "SLIPPED_DAYS",
    "ActiveGoal",
    "GoalToday",
    "TaskToday",
    "Today",
    "plan_today",
]

SLIPPED_DAYS = 3
"""How many days an open task of an earlier day is still offered; older ones are for a new plan."""
LONGEST_WEEK = 9
"""Days of a last week that has taken in the one or two days after it."""
COMEBACK_DAYS = 2
"""Days without anything done after which the smallest open task comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveGoal:
    """A goal with a plan, and the weeks around today."""

    goal_id: str
    title: str
    starts_on: date
    ends_on: date
    total_weeks: int
    weeks: tuple[Week, ...] = ()
    """The last four weeks, this one included, and those with tasks moved to the last days."""
    states: TaskStates
    milestone: Milestone | None = None
    """The next milestone that is due today or later."""
    reserve_spent: int = 0
    """Reserve days that revisions of the plan used in the last four weeks."""
    done_so_far: int = 0
    last_done_on: date | None = None
    """The last day on which a task was done."""


def plan_today(
    goals: Iterable[ActiveGoal],
    *,
    today: date,
    open_check_ins: Collection[str] = (),
    time_zone: tzinfo | None = None,
) -> Today:
    """Return what is due today and later this week, in the order in which it is worth doing.

    `open_check_ins` are the ids of goals with an open check-in. Days are those of `time_zone`.
    """
    tasks: list[TaskToday] = []
    later: list[TaskToday] = []
    states = []
    goals = tuple(goals)
    for goal in goals:
        around = _tasks(goal, today)
        due = [one for one in around if _is_for_today(one, today)]
        due = due or _suggest(goal, around, today)
        tasks += _with_comeback(goal, due, today)
        for_today = {one.task.id for one in due}
        later += [one for one in around if one.state.is_open and one.task.id not in for_today]
        check_in = goal.goal_id in open_check_ins
        states.append(_goal_today(goal, today, check_in=check_in, time_zone=time_zone))
    return Today(
        day=today,
        tasks=tuple(sorted(tasks, key=_worth_doing)),
        later=tuple(sorted(later, key=lambda one: (one.due_on, one.goal_id))),
        goals=tuple(states),
        is_back=any(goal.last_done_on == today for goal in goals),
    )


def _tasks(goal: ActiveGoal, today: date) -> list[TaskToday]:
    """Return the tasks of the week of today, and those of the last days that are still open."""
    found = []
    moved = any(state.day is not None for state in goal.states.values())
    for week in goal.weeks:
        is_old = (today - week.starts_on).days > LONGEST_WEEK + SLIPPED_DAYS
        if is_old and not moved:
            continue  # nothing of it can be due, and this is asked for every goal with each tick
        current = week.starts_on <= today <= last_day(goal, week)
        for task in week.tasks:
            state = goal.states.get(task.id, UNTOUCHED)
            due = due_on(goal, week, task, goal.states)
            slipped = state.is_open and today - timedelta(days=SLIPPED_DAYS) <= due < today
            if slipped or (current and (due >= today or not state.is_open)) or state.day == today:
                found.append(
                    TaskToday(
                        goal_id=goal.goal_id,
                        goal_title=goal.title,
                        week=week.number,
                        task=task,
                        due_on=due,
                        has_day=task.day is not None or state.day is not None,
                        state=state,
                        slipped=slipped,
                    )
                )
    return found


def _is_for_today(one: TaskToday, today: date) -> bool:
    return one.slipped or one.due_on == today


def _with_comeback(goal: ActiveGoal, tasks: list[TaskToday], today: date) -> list[TaskToday]:
    """Mark the shortest open task if something slipped and nothing was done for some days."""
    since = goal.last_done_on or goal.starts_on
    if (today - since).days < COMEBACK_DAYS or not any(one.slipped for one in tasks):
        return tasks
    smallest = min((one for one in tasks if one.state.is_open), key=lambda one: one.task.minutes)
    return [replace(one, comeback=True) if one is smallest else one for one in tasks]


def _suggest(goal: ActiveGoal, around: list[TaskToday], today: date) -> list[TaskToday]:
    """Return one short task for a free day, unless the person has done something today."""
    free = [one for one in around if one.state.is_open and not one.has_day]
    if not free or goal.last_done_on == today:
        return []
    return [replace(min(free, key=lambda one: one.task.minutes), suggested=True)]


def _worth_doing(one: TaskToday) -> tuple[bool, bool, int, bool, date]:
    """Sort by: open first, the ways back (shortest first), what is due today, what slipped.

    Nothing here compares a task with those of other goals but the order between goals, so what is
    next in a goal is the same whether it is read alone or with all of them.
    """
    way_back = one.task.minutes if one.comeback else 0
    return (not one.state.is_open, not one.comeback, way_back, one.slipped, one.due_on)


def _goal_today(
    goal: ActiveGoal, today: date, *, check_in: bool, time_zone: tzinfo | None
) -> GoalToday:
    week = next((w for w in goal.weeks if w.starts_on <= today <= last_day(goal, w)), None)
    tasks = week.tasks if week is not None else ()
    states = [goal.states.get(task.id, UNTOUCHED) for task in tasks]
    done = sum(state.done_at is not None for state in states)
    left = sum(t.minutes for t, state in zip(tasks, states, strict=True) if state.is_open)
    return GoalToday(
        goal_id=goal.goal_id,
        title=goal.title,
        week=week,
        starts_on=goal.starts_on,
        ends_on=goal.ends_on,
        total_weeks=goal.total_weeks,
        done=done,
        total=len(tasks),
        done_so_far=goal.done_so_far,
        minutes_left=left,
        reserve_left=_reserve_left(goal, week),
        milestone=goal.milestone,
        check_in=check_in,
        caught_up=0 if week is None else _caught_up(goal, week, time_zone),
    )


def _caught_up(goal: ActiveGoal, current: Week, time_zone: tzinfo | None) -> int:
    """Return how many tasks of the week before were done since the current one began."""
    done = (
        goal.states.get(task.id, UNTOUCHED).done_at
        for week in goal.weeks
        if week.number == current.number - 1
        for task in week.tasks
    )
    return sum(at is not None and local_day(at, time_zone) >= current.starts_on for at in done)


def _reserve_left(goal: ActiveGoal, current: Week | None) -> int:
    if current is None:
        return 0
    recent = [w for w in goal.weeks if current.number - WINDOW < w.number <= current.number]
    skipped_on = {
        due_on(goal, week, task, goal.states)
        for week in recent
        for task in week.tasks
        if goal.states.get(task.id, UNTOUCHED).skipped is not None
    }
    return reserve_left(recent, skipped_on=skipped_on, spent=goal.reserve_spent)
