"""The data block of the coach's prompt: the plan around today, progress, memory and passages."""

from typing import Any

from core.chat.passage import Passage
from core.chat.situation import PlannedTask, Situation
from core.goals.weeks import DAYS
from core.offline.chat.asked import Asked
from core.plans.plan import Milestone, Week
from core.progress.check_in import CheckIn
from core.runs.model_calls import as_prompt_values

MOST_MESSAGES = 8
"""Last messages of the conversation that a model reads."""
MOST_PASSAGES = 6
_AROUND = 1
"""Weeks before and after this one that are given in full."""


def prompt_values(asked: Asked) -> dict[str, Any]:
    """Return the values of the coach's prompt. All of it is material, never an instruction."""
    now = asked.situation
    return {
        "today": f"{DAYS[now.today.weekday()]} {now.today.isoformat()}",
        "goal": {
            "words": now.request.text,
            "statement": now.goal.statement,
            "constraints": list(now.goal.constraints),
            "obstacle": now.goal.obstacle,
            "notes": list(now.goal.notes),
        },
        "circumstances": as_prompt_values(now.request.circumstances),
        "plan": _plan_values(now),
        "weeks": [_week_values(now, week) for week in _weeks_around(now)],
        "progress": _progress_values(now),
        "check_ins": [_check_in_values(each) for each in now.check_ins],
        "memory": [memory.text for memory in now.memories],
        "passages": [_passage_values(each) for each in _passages(asked)],
        "messages": [
            {"from": message.role.value, "text": message.text}
            for message in now.messages[-MOST_MESSAGES:]
        ],
        "question": now.question,
    }


def _passages(asked: Asked) -> tuple[Passage, ...]:
    """Return what is nearest to the question in meaning, then what shares most words with it."""
    near = (asked.near.guide.passage,) if asked.near is not None else ()
    rest = (passage for passage in asked.passages if passage.id not in {p.id for p in near})
    return (*near, *rest)[:MOST_PASSAGES]


def _plan_values(now: Situation) -> dict[str, Any]:
    plan = now.plan
    return {
        "first_day": plan.starts_on.isoformat(),
        "last_day": plan.ends_on.isoformat(),
        "total_weeks": plan.total_weeks,
        "this_week": now.week.number,
        "hours_per_week": plan.hours_per_week,
        "check_in_weeks": list(plan.check_in_weeks),
        "milestones": [_milestone_values(milestone) for milestone in plan.milestones],
        "contingencies": [f"{each.trigger}: {each.response}" for each in plan.contingencies],
    }


def _milestone_values(milestone: Milestone) -> dict[str, str]:
    return {
        "title": milestone.title,
        "measure": milestone.measure,
        "due": milestone.due_on.isoformat(),
    }


def _weeks_around(now: Situation) -> tuple[Week, ...]:
    number = now.week.number
    return tuple(w for w in now.plan.weeks if abs(w.number - number) <= _AROUND)


def _week_values(now: Situation, week: Week) -> dict[str, Any]:
    return {
        "week": week.number,
        "first_day": week.starts_on.isoformat(),
        "phase": week.phase,
        "focus": week.focus,
        "if_then": week.if_then,
        "reserve_days": week.reserve_days,
        "tasks": [_task_values(planned) for planned in now.tasks_of(week)],
    }


def _task_values(planned: PlannedTask) -> dict[str, Any]:
    skipped = planned.state.skipped
    state = "done" if planned.done else f"skipped: {skipped}" if skipped is not None else "open"
    return {
        "id": planned.task.id,
        "title": planned.task.title,
        "minutes": planned.task.minutes,
        "due": f"{DAYS[planned.day.weekday()]} {planned.day.isoformat()}",
        "state": state,
    }


def _progress_values(now: Situation) -> dict[str, int]:
    return {
        "tasks": len(now.tasks),
        "done": sum(planned.done for planned in now.tasks),
        "skipped": sum(planned.state.skipped is not None for planned in now.tasks),
        "due_until_yesterday": sum(planned.day < now.today for planned in now.tasks),
    }


def _check_in_values(check_in: CheckIn) -> dict[str, Any]:
    report = check_in.report
    return {
        "day": check_in.day.isoformat(),
        "week": check_in.week,
        "done": check_in.done,
        "due": check_in.planned,
        "value": report.value,
        "unit": check_in.unit,
        "effort": report.effort,
        "energy": report.energy,
        "obstacle": report.obstacle,
        "note": report.note,
    }


def _passage_values(passage: Passage) -> dict[str, str]:
    return {"id": passage.id, "text": passage.text, "source": passage.source}
