"""Put the tasks of a week where the person has time: on which day, and for how long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from core.offline.progressions.progression_input import ProgressionInput
from core.offline.writing.task_minutes import minutes_named
from core.offline.writing.week_sessions import within
from core.plans.draft import TaskDraft

_LOOSE = 20
"""Minutes up to which a task without a weekday needs no time of its own."""
_LEAST = 10
_STEP = 5


@dataclass(slots=True)
class _Room:
    """What is left of the minutes of each day."""

    whole: Mapping[str, float]
    left: dict[str, float]

    def best(self, minutes: int, wanted: str | None) -> str:
        """Return the wanted day if it holds so many minutes, else the tightest, else the freest."""
        if wanted is not None and self.left.get(wanted, 0.0) >= minutes:
            return wanted
        holding = [day for day, left in self.left.items() if left >= minutes]
        untouched = [day for day in holding if self.left[day] == self.whole[day]]
        if holding:
            return min(untouched or holding, key=lambda day: self.left[day])
        return max(self.left, key=lambda day: self.left[day])


def on_own_times(
    tasks: Sequence[TaskDraft], inputs: ProgressionInput, number: int, *, is_fixed: bool
) -> list[TaskDraft]:
    """Return the tasks of a week on the person's days, none longer than the day's time.

    The longest finds its place first. What has to be cut for want of time is given to sessions on
    days that have more, so that the hours are used. Sessions whose length is fixed are not cut.
    """
    times = inputs.own_times(number)
    if inputs.is_payment or not (times or inputs.facts.timetable):
        return list(tasks)
    if not times:  # the week between two of every other
        return [task.model_copy(update={"day": None}) for task in tasks]
    room = _Room(whole=times, left=dict(times))
    placed: dict[int, TaskDraft] = {}
    cut = 0
    for at in sorted(range(len(tasks)), key=lambda at: -tasks[at].minutes):
        task = tasks[at]
        if task.day is None and task.minutes <= _LOOSE:
            placed[at] = task
            continue
        day = room.best(task.minutes, task.day)
        if room.left[day] < min(_LEAST, task.minutes) and not is_fixed:
            placed[at] = task.model_copy(update={"day": None, "minutes": min(task.minutes, _LOOSE)})
            continue
        minutes = task.minutes if is_fixed else _fitting(task, room.left[day])
        cut += task.minutes - minutes
        room.left[day] -= minutes
        title = within(task.title, minutes)
        placed[at] = task.model_copy(update={"title": title, "minutes": minutes, "day": day})
    return _longer([placed[at] for at in range(len(tasks))], room, cut)


def _fitting(task: TaskDraft, left: float) -> int:
    """Return the minutes of a task that a day with so many left holds."""
    if left >= task.minutes:
        return task.minutes
    return min(task.minutes, max(_LEAST, int(left) // _STEP * _STEP))


def _longer(tasks: list[TaskDraft], room: _Room, spare: int) -> list[TaskDraft]:
    """Return the tasks with spare minutes added to those that have room and name no length."""
    found = list(tasks)
    for at, task in enumerate(tasks):
        left = room.left.get(task.day or "", 0.0)
        more = int(min(spare, left, 0 if left == inf else left)) // _STEP * _STEP
        if more > 0 and minutes_named(task.title) is None:
            found[at] = task.model_copy(update={"minutes": task.minutes + more})
            room.left[task.day or ""] -= more
            spare -= more
    return found
