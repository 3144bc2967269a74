"""A day as JSON, the same for the command line and for HTTP."""

from datetime import date
from typing import TypedDict

from core.progress.today import GoalToday, TaskToday, Today


class TaskJson(TypedDict):
    """One task of the day."""

    id: str
    goal_id: str
    goal: str
    title: str
    minutes: int
    day: date
    """The date it is due."""
    done: bool
    skipped: str | None
    """The reason it is left out; null if it is not."""
    late: bool
    """True if it was due on an earlier day and is open."""


class GoalWeekJson(TypedDict):
    """How the week of a goal stands."""

    goal_id: str
    title: str
    week: int | None
    total_weeks: int
    done: int
    total: int
    minutes_left: int
    reserve_days_left: int
    if_then: str | None
    check_in: bool


class TodayJson(TypedDict):
    """A person's day: what is due, what comes later this week, and each goal's week."""

    day: date
    tasks: list[TaskJson]
    later: list[TaskJson]
    goals: list[GoalWeekJson]


def today_to_json(today: Today) -> TodayJson:
    """Return a day as JSON values; dates are left to the encoder."""
    return TodayJson(
        day=today.day,
        tasks=[_task(one) for one in today.tasks],
        later=[_task(one) for one in today.later],
        goals=[_goal(goal) for goal in today.goals],
    )


def _task(one: TaskToday) -> TaskJson:
    return TaskJson(
        id=one.task.id,
        goal_id=one.goal_id,
        goal=one.goal_title,
        title=one.task.title,
        minutes=one.task.minutes,
        day=one.due_on,
        done=one.state.done_at is not None,
        skipped=one.state.skipped,
        late=one.slipped,
    )


def _goal(goal: GoalToday) -> GoalWeekJson:
    return GoalWeekJson(
        goal_id=goal.goal_id,
        title=goal.title,
        week=goal.week.number if goal.week is not None else None,
        total_weeks=goal.total_weeks,
        done=goal.done,
        total=goal.total,
        minutes_left=goal.minutes_left,
        reserve_days_left=goal.reserve_left,
        if_then=goal.week.if_then if goal.week is not None else None,
        check_in=goal.check_in,
    )
