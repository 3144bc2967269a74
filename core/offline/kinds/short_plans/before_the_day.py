"""What prepares a day is done before it, also in the week of the day itself."""

from collections.abc import Sequence
from itertools import cycle

from core.goals.kind import GoalKind
from core.goals.weeks import days_of, week_start
from core.offline.progressions.progression_input import ProgressionInput
from core.plans.draft import TaskDraft


def before_the_day(
    tasks: Sequence[TaskDraft], inputs: ProgressionInput, number: int
) -> list[TaskDraft]:
    """Return the tasks of a week, those of an event's own week on days that lie before it.

    A task without a day is due at the end of its week, which is too late there.
    """
    event = inputs.turning_day
    if inputs.kind != GoalKind.EVENT or event is None or number != inputs.weeks_before:
        return list(tasks)
    first = week_start(inputs.goal.starts_on, number)
    days = days_of(inputs.goal.starts_on, number, ends_on=event)
    own = [day for day in inputs.open_days(number) if day in {each.value for each in days}]
    ready = (own or [day.value for day in days])[: max(1, (event - first).days)]
    if not first <= event <= inputs.last_day(number) or not ready:
        return list(tasks)
    free = cycle(reversed(ready))
    return [
        task if task.day in ready else task.model_copy(update={"day": next(free)}) for task in tasks
    ]
