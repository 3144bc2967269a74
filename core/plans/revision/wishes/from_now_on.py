"""Changes of many weeks at once: every task like one, every payment of a sum, one more session."""

import re
from dataclasses import replace

from core.goals.weeks import Day
from core.plans.plan import Plan, Task, Week
from core.plans.revision.edits import TaskChange, add_task, edit_task
from core.plans.revision.subject import Refusal, Subject
from core.plans.revision.wishes.pace import with_hours

_NUMBER = re.compile(r"\d+(?:[,.]\d+)*")
_NO_ROOM = "No week to come has a session that one more could be like."
_GONE = "This task is no longer in the plan."


def edit_all_like(subject: Subject, task_id: str, change: TaskChange) -> Plan | Refusal:
    """Return the plan with the change in a task and in every open task like it from then on.

    Tasks are alike by their title. If the change is one number of the title, every title with
    that number is like it: "Pay this month's 390" and "Send the 390 to the bank".
    """
    weeks = subject.plan.weeks
    found = [(w, t) for w in weeks for t in w.tasks if t.id == task_id]
    if not found:
        return Refusal(text=_GONE)
    week, task = found[0]
    numbers = _changed_number(task.title, change.title)
    same = [
        each
        for later in weeks[week.number - 1 :]
        for each in later.tasks
        if subject.standing.is_open(each)
        and (each.title == task.title or (numbers is not None and _has(each, numbers[0])))
    ]
    plan = subject.plan
    for each in same:
        own = change if numbers is None else replace(change, title=_with(each, numbers))
        standing = replace(subject.standing, plan=plan)
        changed = edit_task(replace(subject, standing=standing), each.id, own)
        if isinstance(changed, Refusal):
            return changed
        plan = changed
    return plan


def _changed_number(old: str, new: str | None) -> tuple[str, str] | None:
    """Return the number of a title and the one in its place, if nothing else changes."""
    if new is None or _NUMBER.sub("#", old) != _NUMBER.sub("#", new):
        return None
    pairs = zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True)
    changed = [(before, after) for before, after in pairs if before != after]
    return changed[0] if len(changed) == 1 else None


def _has(task: Task, number: str) -> bool:
    return number in _NUMBER.findall(task.title)


def _with(task: Task, numbers: tuple[str, str]) -> str:
    old, new = numbers
    return _NUMBER.sub(lambda found: new if found.group() == old else found.group(), task.title)


def one_more_each_week(
    subject: Subject, first: int, *, minutes: int, hours: float | None, day: Day | None
) -> Plan | Refusal:
    """Return the plan with one more session in every week, like the longest that fits the time."""
    wider = subject if hours is None else with_hours(subject, hours)
    plan = wider.plan
    for week in plan.weeks[first - 1 :]:
        model = _fitting(week, minutes)
        if model is None:
            continue
        standing = replace(wider.standing, plan=plan)
        now = replace(wider, standing=standing)
        length = min(minutes, model.minutes)
        added = add_task(now, week.number, title=model.title, minutes=length, day=day)
        if not isinstance(added, Refusal):  # the last week may end before that day
            plan = added
    return Refusal(text=_NO_ROOM) if plan == wider.plan else plan


def _fitting(week: Week, minutes: int) -> Task | None:
    """Return the longest session of a week that fits into a time, or else its shortest."""
    sessions = sorted((t for t in week.tasks if t.day is not None), key=lambda task: task.minutes)
    fitting = [task for task in sessions if task.minutes <= minutes]
    return next(iter((*fitting[::-1], *sessions)), None)
