"""The step with a professional that comes before everything else, and what waits for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.goals.goal import ClarifiedGoal
from core.goals.weeks import days_of, minutes_cap
from core.plans.draft import ContingencyDraft, PlanDraft, TaskDraft, WeekDraft

STEP_MINUTES, CHECK_MINUTES = 20, 5
"""Minutes of the professional step, and of a weekly check."""
_LEAST_MINUTES = 5
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_WAITING_PHASE = "Before the yes"
_WAITING_FOCUS = "Only what is on this list, until the one you asked has said yes."
YES_TASK = "Check that you have the yes; without it repeat last week's list"
"""Opens the first week after the waiting ones."""
_MOST_GENTLE = 4
"""Gentle tasks of a waiting week; more of the same would be no list to look at."""
_WAITING = ContingencyDraft(
    trigger="You have no answer yet",
    response="Stay with the list of this week and ask again; the sessions wait for the answer.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What a sign asks of every plan for its goal."""

    name: str
    label: str
    """How the sign is shown to the person."""
    asked: tuple[str, ...]
    """Words for the professional, in lower case; the first tasks have to hold one of them."""
    task: str
    """The first task."""
    note: str
    trigger: str
    response: str
    """When to call for help at once, and whom."""
    wait_weeks: int = 0
    """Weeks that hold only `meanwhile`."""
    meanwhile: tuple[str, ...] = ()
    every_week: str = ""
    """A task of each week, or an empty text."""
    by_rule: bool = False
    """Whether only the plan by rule is safe, because the goal itself is planned in another way."""


def waiting_weeks(care: Sequence[Care], weeks: int) -> int:
    """Return how many first weeks hold only gentle tasks; the last week is never one of them."""
    return min(max((each.wait_weeks for each in care), default=0), weeks - 1)


def names_the_step(title: str, care: Care) -> bool:
    """Return whether a task names the professional of a sign."""
    words = f" {' '.join(_WORD.findall(title.lower()))} "
    return any(f" {asked} " in words for asked in care.asked)


def gentle_titles(care: Sequence[Care]) -> tuple[str, ...]:
    """Return the tasks that a waiting week may hold beside the first ones, each once."""
    return tuple(dict.fromkeys(title for each in care for title in each.meanwhile))


def put_care_first(draft: PlanDraft, care: Sequence[Care], goal: ClarifiedGoal) -> PlanDraft:
    """Return a draft whose first tasks are the professional steps; unchanged without a sign."""
    if not care:
        return draft
    waiting = waiting_weeks(care, len(draft.weeks))
    weeks = [
        _week(week, care, goal, number=number, waiting=waiting)
        for number, week in enumerate(draft.weeks, start=1)
    ]
    urgent = [ContingencyDraft(trigger=each.trigger, response=each.response) for each in care]
    known = {item.trigger for item in draft.contingencies}
    first = [
        item for item in (*urgent, *([_WAITING] if waiting else [])) if item.trigger not in known
    ]
    return draft.model_copy(
        update={"weeks": weeks, "contingencies": [*first, *draft.contingencies]}
    )


def _week(
    week: WeekDraft, care: Sequence[Care], goal: ClarifiedGoal, *, number: int, waiting: int
) -> WeekDraft:
    waits = number <= waiting
    titles = [each.task for each in care] if number == 1 else []
    titles += [each.every_week for each in care if each.every_week]
    own = [
        TaskDraft(title=title, minutes=CHECK_MINUTES if at >= len(care) else STEP_MINUTES)
        for at, title in enumerate(titles, start=0 if number == 1 else len(care))
    ]
    if waiting and number == waiting + 1:
        own.insert(0, TaskDraft(title=YES_TASK, minutes=CHECK_MINUTES))
    others = [task for task in week.tasks if task.title not in {*titles, YES_TASK}]
    others = _gentle(others, gentle_titles(care)) if waits else others
    days = len(days_of(goal.starts_on, number, ends_on=goal.deadline))
    cap = minutes_cap(goal.hours_per_week, days)
    changes: dict[str, object] = {"tasks": _within(cap, own, others)}
    if waits:
        changes |= {
            "phase": _WAITING_PHASE,
            "focus": _WAITING_FOCUS,
            "milestone": None,
            "load": None,
        }
    return week.model_copy(update=changes)


def _gentle(tasks: Sequence[TaskDraft], titles: Sequence[str]) -> list[TaskDraft]:
    """Return gentle tasks in turn on the days of a week's tasks, none longer than those."""
    if not titles:
        return []
    return [
        task.model_copy(
            update={"title": titles[at % len(titles)], "minutes": min(task.minutes, STEP_MINUTES)}
        )
        for at, task in enumerate(_on_days(tasks)[:_MOST_GENTLE])
    ]


def _on_days(tasks: Sequence[TaskDraft]) -> list[TaskDraft]:
    """Return one task for each day, or all tasks if none has a day."""
    first = {task.day: task for task in reversed(tasks) if task.day}
    return [task for task in tasks if task.day and first[task.day] is task] or list(tasks)


def _within(cap: int, first: list[TaskDraft], others: list[TaskDraft]) -> list[TaskDraft]:
    """Return the tasks within so many minutes: the others become shorter, then fewer."""
    left = cap - sum(task.minutes for task in first)
    found = list(first)
    for task in others:
        minutes = min(task.minutes, left)
        if minutes >= _LEAST_MINUTES:
            found.append(task.model_copy(update={"minutes": minutes}))
            left -= minutes
    return found
