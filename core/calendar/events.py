"""The events of a plan: each task on its day, each milestone, each check-in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from zoneinfo import ZoneInfo

from core import formats
from core.calendar.event import CalendarEvent, lines, one_line, uid_of
from core.calendar.preferences import ALL_DAY, CalendarPreferences
from core.clock import local_day
from core.plans.plan import Milestone, Plan, Task, Week
from core.progress.task_state import UNTOUCHED, TaskStates, due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedGoal:
    """A goal with its current plan and what the person did of it."""

    goal_id: str
    title: str
    plan: Plan
    states: TaskStates
    finished_on: date | None = None
    """The day its person finished it; what is open after it is in no calendar."""


def events_of(
    goal: PlannedGoal,
    *,
    preferences: CalendarPreferences = ALL_DAY,
    time_zone: tzinfo | None = None,
) -> tuple[CalendarEvent, ...]:
    """Return the events of a goal's plan; `time_zone` is the person's, None that of the machine."""
    planned = (
        *_tasks(goal, preferences, time_zone),
        *_milestones(goal),
        *_check_ins(goal),
    )
    last = goal.finished_on
    return tuple(event for event in planned if last is None or event.done or event.day <= last)


def _tasks(
    goal: PlannedGoal, preferences: CalendarPreferences, time_zone: tzinfo | None
) -> Iterator[CalendarEvent]:
    for week in goal.plan.weeks:
        for task in week.tasks:
            state = goal.states.get(task.id, UNTOUCHED)
            done, cancelled = state.done_at is not None, state.skipped is not None
            title = one_line(task.title)
            yield CalendarEvent(
                uid=uid_of(goal.goal_id, f"task:{task.id}"),
                goal_id=goal.goal_id,
                title=f"✓ {title}" if done else title,
                description=_describe_task(goal, week, task),
                day=_day_of(goal, week, task, time_zone),
                at=preferences.at,
                zone=_name_of(time_zone) if preferences.at is not None else None,
                minutes=task.minutes,
                alarm_minutes=None if done or cancelled else preferences.alarm_minutes,
                done=done,
                cancelled=cancelled and not done,
            )


def _day_of(goal: PlannedGoal, week: Week, task: Task, time_zone: tzinfo | None) -> date:
    """Return the day of a task; one that was done early stands on the day it was done."""
    due = due_on(goal.plan, week, task, goal.states)
    done_at = goal.states.get(task.id, UNTOUCHED).done_at
    return due if done_at is None else min(due, local_day(done_at, time_zone))


def _describe_task(goal: PlannedGoal, week: Week, task: Task) -> str:
    return lines(
        f"{formats.minutes(task.minutes)}. {_place_of(week)}",
        week.if_then,
        f"Your goal: {goal.title}",
    )


def _place_of(week: Week) -> str:
    return f"Week {week.number}: {week.focus}"


def _milestones(goal: PlannedGoal) -> Iterator[CalendarEvent]:
    seen = Counter[str]()
    for week in goal.plan.weeks:
        if (milestone := week.milestone) is None:
            continue
        # A milestone has no id: its title names it, so that a new date moves it.
        seen[milestone.title] += 1
        part = f"milestone:{milestone.title}:{seen[milestone.title]}"
        yield CalendarEvent(
            uid=uid_of(goal.goal_id, part),
            goal_id=goal.goal_id,
            title=one_line(f"Milestone: {milestone.title}"),
            description=_describe_milestone(goal, week, milestone),
            day=milestone.due_on,
        )


def _describe_milestone(goal: PlannedGoal, week: Week, milestone: Milestone) -> str:
    return lines(milestone.measure, _place_of(week), f"Your goal: {goal.title}")


def _check_ins(goal: PlannedGoal) -> Iterator[CalendarEvent]:
    for week in goal.plan.weeks:
        if week.number in goal.plan.check_in_weeks:
            yield CalendarEvent(
                uid=uid_of(goal.goal_id, f"check-in:{week.number}"),
                goal_id=goal.goal_id,
                title=one_line(f"Check-in: {goal.title}"),
                description=lines(
                    "Two minutes: what you did, how hard it was, what got in the way.",
                    _place_of(week),
                ),
                day=goal.plan.last_day_of(week),
            )


def _name_of(time_zone: tzinfo | None) -> str | None:
    return time_zone.key if isinstance(time_zone, ZoneInfo) else None
