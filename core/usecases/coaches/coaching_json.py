"""Coaches and what they see, as JSON: the output of the command line and of the API."""

from datetime import datetime
from typing import Any

from core.precision import without_noise
from core.progress.summary import Progress
from core.shares.shared_plan import SharedPlan, SharedWeek
from core.store.coaches.values import NamedCoaching
from core.usecases.coaches.coached_goals import CoachedCheckIn, CoachedGoal

Json = dict[str, Any]


def coach_json(one: NamedCoaching, *, now: datetime) -> Json:
    """Return an invitation or a coach, as the owner of the goal sees it."""
    accepted = one.coaching.accepted_at
    return {
        "id": one.coaching.id,
        "goal_id": one.coaching.goal_id,
        "coach": one.coach,
        "waits": one.coaching.waits(now),
        "created_at": one.coaching.created_at.isoformat(),
        "accepted_at": None if accepted is None else accepted.isoformat(),
        "expires_at": one.coaching.expires_at.isoformat(),
    }


def coached_json(one: NamedCoaching) -> Json:
    """Return which goal a coach sees, of whom and until when."""
    return {
        "goal_id": one.coaching.goal_id,
        "title": one.title,
        "owner": one.owner,
        "until": one.coaching.expires_at.isoformat(),
        "finished": one.finished,
    }


def coached_goal_json(goal: CoachedGoal) -> Json:
    """Return a goal as its coach sees it."""
    return {
        **coached_json(goal.coaching),
        "tasks": None if goal.progress is None else _counts(goal.progress),
        "plan": None if goal.plan is None else _plan(goal.plan),
        "check_ins": [_check_in(one) for one in goal.check_ins],
    }


def _counts(progress: Progress) -> Json:
    return {
        "planned": progress.planned.tasks,
        "due": progress.due.tasks,
        "done": progress.done.tasks,
        "skipped": progress.skipped.tasks,
    }


def _plan(plan: SharedPlan) -> Json:
    return {
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "weeks": [_week(week) for week in plan.weeks],
    }


def _week(week: SharedWeek) -> Json:
    milestone = week.milestone
    return {
        "number": week.number,
        "starts_on": week.starts_on.isoformat(),
        "ends_on": week.ends_on.isoformat(),
        "focus": week.focus,
        "current": week.current,
        "tasks": [
            {
                "title": task.title,
                "minutes": task.minutes,
                "due_on": task.due_on.isoformat(),
                "done": task.done,
            }
            for task in week.tasks
        ],
        "milestone": None
        if milestone is None
        else {
            "title": milestone.title,
            "measure": milestone.measure,
            "due_on": milestone.due_on.isoformat(),
        },
    }


def _check_in(one: CoachedCheckIn) -> Json:
    return {
        "day": one.day.isoformat(),
        "done": one.done,
        "planned": one.planned,
        "value": None if one.value is None else without_noise(one.value),
        "unit": one.unit,
        "effort": one.effort,
        "energy": one.energy,
        "obstacle": one.obstacle,
        "note": one.note,
    }
