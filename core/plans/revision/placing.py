"""Placing tasks in a week: new ids of repeated tasks, free minutes, and possible weekdays."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from core.goals.weeks import DAYS, Day
from core.plans.plan import Plan, Task
from core.plans.revision.rest_days import RestDays
from core.plans.tasks import MAX_TASKS

_COPY = re.compile(r"^(?P<root>.+)~(?P<n>\d+)$")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def root_of(task_id: str) -> str:
    """Return the id of the task that this one repeats, or its own."""
    found = _COPY.match(task_id)
    return found["root"] if found else task_id


class Copies:
    """Gives repeated tasks ids that are new, and the same ones for the same plan."""

    def __init__(self, plan: Plan, *, also: Iterable[Task] = ()) -> None:
        self._taken = {task.id for week in plan.weeks for task in week.tasks}
        self._taken |= {task.id for task in also}

    def copy(self, task: Task) -> Task:
        """Return the task once more, with an id that says which task it repeats."""
        root, number = root_of(task.id), 1
        while f"{root}~{number}" in self._taken:
            number += 1
        self._taken.add(f"{root}~{number}")
        return replace(task, id=f"{root}~{number}")


def wording(title: str) -> str:
    """Return a title without its numbers: "Run 5 km" and "Run 6 km" are the same session."""
    return _NUMBER.sub("#", title).casefold()


def first_word(title: str) -> str:
    """Return the first word of a title, which names the kind of session."""
    return title.split(" ", maxsplit=1)[0].lower()


def has_place(tasks: Sequence[Task], task: Task, *, cap: int) -> bool:
    """Return whether a week of these tasks holds one more within so many minutes."""
    minutes = sum(each.minutes for each in tasks)
    return minutes + task.minutes <= cap and len(tasks) < MAX_TASKS


def on_days(
    tasks: Iterable[Task],
    days: Sequence[Day],
    *,
    settled: Collection[str] = (),
    rest: RestDays | None = None,
) -> tuple[Task, ...]:
    """Return the tasks on possible days, none beside another session of its kind.

    `days` are the possible weekdays in the order of the week. Tasks whose id is in `settled` do
    not move. A task without a day has none afterwards; one that finds no day of its own becomes
    one. With `rest`, a session comes on the day after another one only if no other day is possible.
    """
    placed: list[Task] = []
    waiting: list[Task] = []
    for task in tasks:
        stays = task.id in settled or task.day is None
        free = stays or _is_free(task, task.day, placed, days, rest)
        (placed if free else waiting).append(task)
    for task in waiting:
        placed.append(replace(task, day=_day_for(task, placed, days, rest)))
    return tuple(placed)


def _is_free(
    task: Task, day: Day | None, placed: Sequence[Task], days: Sequence[Day], rest: RestDays | None
) -> bool:
    if day is None or day not in days:
        return False
    if rest is not None and not rest.allow(day, {each.day for each in placed}):
        return False
    word = first_word(task.title)
    return not any(t.day == day and first_word(t.title) == word for t in placed)


def _day_for(
    task: Task, placed: Sequence[Task], days: Sequence[Day], rest: RestDays | None
) -> Day | None:
    """Return the nearest possible day, at best one without any task; None if there is none."""
    start = DAYS.index(task.day) if task.day is not None else 0
    ordered = sorted(days, key=lambda day: (DAYS.index(day) - start) % 7)
    if rest is not None:
        ordered = rest.usual_first(ordered)
    taken = {each.day for each in placed}
    empty = [day for day in ordered if day not in taken]
    found = (day for day in (*empty, *ordered) if _is_free(task, day, placed, days, rest))
    day = next(found, None)
    return _day_for(task, placed, days, None) if day is None and rest is not None else day


def in_order(tasks: Sequence[Task], days: Sequence[Day]) -> tuple[Task, ...]:
    """Return the tasks with a day in the order of the week; the others keep their places."""
    known = {day: at for at, day in enumerate(days)}
    dated = iter(
        sorted(
            (task for task in tasks if task.day is not None),
            key=lambda task: known.get(task.day or DAYS[0], len(known)),
        )
    )
    return tuple(task if task.day is None else next(dated) for task in tasks)


def days_from(first: date, last: date) -> tuple[Day, ...]:
    """Return the weekdays from one day to another, at most seven, in their order."""
    count = min(7, (last - first).days + 1)
    return tuple(DAYS[(first.weekday() + step) % 7] for step in range(max(0, count)))
