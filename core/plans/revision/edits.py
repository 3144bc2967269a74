"""Edits of a plan by hand: tasks, milestones. History and what is done stay as they are."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.goals.goal import clean_text
from core.goals.weeks import Day, days_of, week_end
from core.ids import new_short_id
from core.plans.draft import TaskDraft
from core.plans.language import weeks_are_english
from core.plans.plan import Milestone, Plan, Task, Week
from core.plans.repairs import Repairs
from core.plans.revision.distance_titles import with_distance
from core.plans.revision.placing import in_order
from core.plans.revision.subject import Refusal, Subject
from core.plans.tasks import compile_tasks
from core.plans.weekdays import names_for

_MANY = 1_440
_NO_TASK = "This task is no longer in the plan."
_IS_DONE = "This task is done, so it stays as it is."
_IS_HISTORY = "This week is over, so it stays as it was."
_LAST_ONE = "This is the only task of its week. Change it instead."
_NO_WEEK = "There is no such week in the plan."
_NO_MILESTONE = "This week has no milestone."
_TAKEN = "That week has a milestone already."
_STAYS_LAST = "The last milestone is due at the end of the plan."
_SAME = "Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChange:
    """What a task becomes; None keeps what it is."""

    title: str | None = None
    minutes: int | None = None
    day: Day | None = None
    without_day: bool = False
    """True to take its weekday away."""
    week: int | None = None


def edit_task(subject: Subject, task_id: str, change: TaskChange) -> Plan | Refusal:
    """Return the plan with another title, time, weekday or week of a task."""
    found = _find(subject, task_id)
    if isinstance(found, Refusal):
        return found
    week, task = found
    target = change.week or week.number
    refusal = _refusal(subject, target)
    if refusal is not None:
        return refusal
    day = None if change.without_day else change.day or task.day
    edited = _compiled(
        subject,
        target,
        title=task.title if change.title is None else change.title,
        minutes=task.minutes if change.minutes is None else change.minutes,
        day=day,
    )
    if isinstance(edited, Refusal):
        return edited
    return _put(subject, week, task, replace(edited, id=task.id), target)


def _put(subject: Subject, week: Week, task: Task, edited: Task, target: int) -> Plan | Refusal:
    """Return the plan with the edited task in its week, or in another one."""
    if edited == task and target == week.number:
        return Refusal(text=_SAME)
    if target == week.number:
        return _with(subject, week.number, lambda tasks: _replaced(tasks, edited))
    if len(week.tasks) == 1:
        return Refusal(text=_LAST_ONE)
    moved = _with(subject, week.number, lambda tasks: _without(tasks, task.id))
    standing = replace(subject.standing, plan=moved)
    return _with(replace(subject, standing=standing), target, lambda tasks: (*tasks, edited))


def add_task(
    subject: Subject, week: int, *, title: str, minutes: int, day: Day | None = None
) -> Plan | Refusal:
    """Return the plan with one more task in a week that is not over."""
    refusal = _refusal(subject, week)
    if refusal is not None:
        return refusal
    task = _compiled(subject, week, title=title, minutes=minutes, day=day)
    if isinstance(task, Refusal):
        return task
    added = replace(task, id=new_short_id())
    return _with(subject, week, lambda tasks: (*tasks, added))


def remove_task(subject: Subject, task_id: str) -> Plan | Refusal:
    """Return the plan without a task; the only task of a week stays."""
    found = _find(subject, task_id)
    if isinstance(found, Refusal):
        return found
    week, _ = found
    if len(week.tasks) == 1:
        return Refusal(text=_LAST_ONE)
    return _with(subject, week.number, lambda tasks: _without(tasks, task_id))


def edit_milestone(
    subject: Subject, week: int, *, target: float | None = None, to_week: int | None = None
) -> Plan | Refusal:
    """Return the plan with another number of a milestone, or with it at the end of another week."""
    plan, goes_to = subject.plan, to_week or week
    refusal = _refusal(subject, week) or _refusal(subject, goes_to)
    if refusal is not None:
        return refusal
    milestone = plan.weeks[week - 1].milestone
    if milestone is None:
        return Refusal(text=_NO_MILESTONE)
    if goes_to != week and week == plan.total_weeks:
        return Refusal(text=_STAYS_LAST)
    if goes_to != week and plan.weeks[goes_to - 1].milestone is not None:
        return Refusal(text=_TAKEN)
    due = week_end(plan.starts_on, goes_to, ends_on=plan.ends_on)
    changed = replace(_numbered(milestone, target), due_on=due)
    if changed == milestone:
        return Refusal(text=_SAME)
    weeks = [replace(w, milestone=None) if w.number == week else w for w in plan.weeks]
    weeks[goes_to - 1] = replace(weeks[goes_to - 1], milestone=changed)
    return replace(plan, weeks=tuple(weeks))


def _numbered(milestone: Milestone, target: float | None) -> Milestone:
    if target is None or target == milestone.target:
        return milestone
    if (title := with_distance(milestone, target)) is not None:
        return replace(milestone, title=title, target=target)
    title = milestone.title
    for text in (f"{milestone.target:,g}", f"{milestone.target:g}"):
        title = title.replace(text, f"{target:,g}", 1) if title.count(text) == 1 else title
    return replace(milestone, title=title, target=target)


def _find(subject: Subject, task_id: str) -> tuple[Week, Task] | Refusal:
    """Return an open task of a week that is not over."""
    for week in subject.plan.weeks:
        for task in week.tasks:
            if task.id == task_id:
                refusal = _refusal(subject, week.number)
                if refusal is not None:
                    return refusal
                return (week, task) if subject.standing.is_open(task) else Refusal(text=_IS_DONE)
    return Refusal(text=_NO_TASK)


def _refusal(subject: Subject, week: int) -> Refusal | None:
    if not 1 <= week <= subject.plan.total_weeks:
        return Refusal(text=_NO_WEEK)
    if week <= len(subject.standing.past):
        return Refusal(text=_IS_HISTORY)
    return None


def _compiled(
    subject: Subject, week: int, *, title: str, minutes: int, day: Day | None
) -> Task | Refusal:
    """Return a task as the compiler makes it: its title begins with what to do."""
    if not any(character.isalnum() for character in clean_text(title)):
        return Refusal(text="A task needs a title.")
    if not 1 <= minutes <= _MANY:
        return Refusal(text=f"A task takes between 1 and {_MANY:,} minutes.")
    plan = subject.plan
    days = days_of(plan.starts_on, week, ends_on=plan.ends_on)
    if day is not None and day not in days:
        return Refusal(text=f"Week {week} has no {day.value}.")
    draft = TaskDraft(title=title, minutes=minutes, day=day.value if day else None)
    (task,) = compile_tasks(
        [draft],
        number=week,
        cap=_MANY,
        days=days,
        names=names_for([draft.day]),
        english=weeks_are_english(plan.weeks, subject.goal),
        fallback=title,
        repairs=Repairs(),
    )
    return task


def _with(
    subject: Subject, number: int, change: Callable[[tuple[Task, ...]], tuple[Task, ...]]
) -> Plan:
    plan = subject.plan
    days = days_of(plan.starts_on, number, ends_on=plan.ends_on)
    weeks = tuple(
        replace(week, tasks=in_order(change(week.tasks), days)) if week.number == number else week
        for week in plan.weeks
    )
    return replace(plan, weeks=weeks)


def _replaced(tasks: tuple[Task, ...], edited: Task) -> tuple[Task, ...]:
    return tuple(edited if task.id == edited.id else task for task in tasks)


def _without(tasks: tuple[Task, ...], task_id: str) -> tuple[Task, ...]:
    return tuple(task for task in tasks if task.id != task_id)
