"""The law of named things: what the person named is in the tasks of the first weeks."""

import re
from collections.abc import Iterator
from functools import lru_cache

from core.plans.plan import Plan, Task
from core.plans.sense.goal_context import Named

FIRST_WEEKS = 3
_OPENS = re.compile(r"^(?:the|your)\s+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def speaks_of(title: str, label: str) -> bool:
    """Return whether a title names a thing: by its whole name, or by the last word of a person."""
    name = _OPENS.sub("", label)
    words = name if name[:1].isupper() else name.split()[-1]
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", title, re.IGNORECASE) is not None


def missing_tasks(plan: Plan, named: tuple[Named, ...]) -> Iterator[tuple[int, str]]:
    """Yield the weeks in which a named thing is missing, each with the task to put in.

    Each of the first weeks names one of them, and each of them is named in one of those weeks.
    """
    first = [week for week in plan.weeks if week.tasks][:FIRST_WEEKS]  # a paused week has none
    if not named or not first:
        return
    absent = [n for n in named if not any(_names(week.tasks, n) for week in first)]
    for at, week in enumerate(first):
        if any(_names(week.tasks, each) for each in named):
            continue
        thing = absent.pop(0) if absent else named[at % len(named)]
        yield week.number, thing.tasks[min(at, len(thing.tasks) - 1)]
    for at, thing in enumerate(absent):
        yield first[at % len(first)].number, thing.tasks[0]


def _names(tasks: tuple[Task, ...], thing: Named) -> bool:
    return any(speaks_of(task.title, thing.label) for task in tasks)
