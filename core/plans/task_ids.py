"""Stable task ids: a new version of a plan keeps the ids of the tasks that remain."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from core.plans.plan import Plan, Task

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _DatedTask:
    """A task and the first day of its week."""

    week: date
    task: Task


_Key = Callable[[_DatedTask], object]
"""Two tasks with the same key are the same task; None matches no other task."""


def preserve_task_ids(plan: Plan, previous: Plan) -> Plan:
    """Return the plan with the ids of the tasks it shares with the previous plan.

    Shared are, in this order: tasks with the same id; the same title on the same day, or in the
    same week; a title that differs in its numbers alone on the same day of the same week; and a
    title that occurs only once in each plan. Every other id is new.
    """
    ids = _match(list(_dated_tasks(plan)), list(_dated_tasks(previous)))
    weeks = tuple(
        replace(
            week,
            tasks=tuple(replace(task, id=ids.get(task.id, task.id)) for task in week.tasks),
        )
        for week in plan.weeks
    )
    return replace(plan, weeks=weeks)


def _dated_tasks(plan: Plan) -> Iterator[_DatedTask]:
    for week in plan.weeks:
        for task in week.tasks:
            yield _DatedTask(week=week.starts_on, task=task)


def _match(tasks: list[_DatedTask], previous: list[_DatedTask]) -> dict[str, str]:
    """Return the previous id for each id of a task that both plans have."""
    unique = _unique_titles(tasks) & _unique_titles(previous)
    keys: tuple[_Key, ...] = (
        lambda t: t.task.id,
        lambda t: (t.week, t.task.title, t.task.day),
        lambda t: (t.week, t.task.title),
        _revised,
        lambda t: t.task.title if t.task.title in unique else None,
    )
    ids: dict[str, str] = {}
    for key in keys:
        candidates: defaultdict[object, deque[str]] = defaultdict(deque)
        taken = set(ids.values())
        for old in previous:
            if old.task.id not in taken and key(old) is not None:
                candidates[key(old)].append(old.task.id)
        for new in tasks:
            if new.task.id not in ids and candidates[key(new)]:
                ids[new.task.id] = candidates[key(new)].popleft()
    return ids


def _revised(dated: _DatedTask) -> object:
    """Return the key of a task whose numbers were revised: "Transfer €753" to "Transfer €758"."""
    pattern = _NUMBER.sub("#", dated.task.title)
    return None if pattern == dated.task.title else (dated.week, pattern, dated.task.day)


def _unique_titles(tasks: list[_DatedTask]) -> set[str]:
    counts = Counter(dated.task.title for dated in tasks)
    return {title for title, n in counts.items() if n == 1}
