"""The parts of a long step come in their order, whichever days of a week they are placed on."""

import re
from collections.abc import Sequence

from core.plans.draft import TaskDraft

_PART = re.compile(r"^(?P<step>.*), part (?P<n>\d+) of \d+$")


def parts_in_order(tasks: Sequence[TaskDraft], days: Sequence[str]) -> list[TaskDraft]:
    """Return the tasks of a week with earlier parts of a step on the earlier ones of its days."""
    found = list(tasks)
    places: dict[str, list[int]] = {}
    for at, task in enumerate(tasks):
        part = _PART.match(task.title)
        if part is not None:
            places.setdefault(part["step"], []).append(at)
    for of_step in places.values():
        parts = sorted((tasks[at] for at in of_step), key=_number)
        by_day = sorted(of_step, key=lambda at: _place(tasks[at].day, days))
        for at, each in zip(by_day, parts, strict=True):
            found[at] = each.model_copy(update={"day": tasks[at].day})
    return found


def _number(task: TaskDraft) -> int:
    part = _PART.match(task.title)
    return int(part["n"]) if part is not None else 0


def _place(day: str | None, days: Sequence[str]) -> int:
    return days.index(day) if day in days else len(days)
