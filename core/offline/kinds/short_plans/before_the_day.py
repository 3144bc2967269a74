"""What prepares a day is done before it, also in the week of the day itself."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle

from core.goals.kind import GoalKind
from core.goals.weeks import DAYS, week_start
from core.offline.progressions.progression_input import ProgressionInput
from core.plans.draft import TaskDraft

_NO_DAY_TO_BE_READY = frozenset({GoalKind.QUIT, GoalKind.PROJECT})
"""Kinds whose turning day ends nothing: what prepares may go on in its week."""


def before_the_day(
    tasks: Sequence[TaskDraft], inputs: ProgressionInput, number: int
) -> list[TaskDraft]:
    """Return the tasks of the week of an event on its side of the day: before it, or after it.

    A task without a day is due at the end of its week, which is too late for what prepares it.
    """
    event = inputs.turning_day
    if inputs.kind in _NO_DAY_TO_BE_READY or event is None:
        return list(tasks)
    first, last = week_start(inputs.goal.starts_on, number), inputs.last_day(number)
    if not first <= event <= last:
        return list(tasks)
    prepares = number <= inputs.weeks_before
    day = DAYS[event.weekday()].value
    every = [
        DAYS[(first + timedelta(days=n)).weekday()].value for n in range((last - first).days + 1)
    ]
    at = (event - first).days
    ready = (every[:at] if prepares else every[at + 1 :]) or [day]
    own = [each for each in ready if each in inputs.open_days(number)] or ready
    free = cycle(reversed(own) if prepares else own)
    return [
        task if task.day in (*ready, day) else task.model_copy(update={"day": next(free)})
        for task in tasks
    ]
