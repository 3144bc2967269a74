"""Steps with a place in a week, whole or in parts, and what else the week holds."""

from dataclasses import dataclass, replace
from math import ceil

from core.offline.kinds.short_plans.divisible import is_divisible

LEAST_PART = 15
"""A step is not split into parts shorter than this."""
MOST_PARTS = 4
"""A step that would need more parts is made shorter: in more of them it loses its sense."""
SQUEEZE = 0.67
"""A session of stated length may hold a step that wants half as much again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedStep:
    """A step, or a part of a long one, with its own minutes."""

    title: str
    minutes: int
    finishes: bool = True
    """Whether the step is done with it; False for a part that others follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekShare:
    """What a week holds: its steps, and the sessions that are left beside them."""

    count: int
    minutes: int
    """Minutes of all sessions."""
    first: tuple[PlacedStep, ...] = ()
    """Steps in place of sessions, on their days."""
    beside: tuple[PlacedStep, ...] = ()

    @property
    def each(self) -> int:
        """Minutes of one session."""
        return max(5, self.minutes // max(1, self.count) // 5 * 5)

    @property
    def steps_done(self) -> int:
        """The number of steps that are finished in this week."""
        return sum(step.finishes for step in (*self.first, *self.beside))


def shortened(task: PlacedStep, available: int) -> PlacedStep:
    """Return a step in one piece with the minutes that there are for it; too few change nothing."""
    if task.minutes <= available or available < LEAST_PART:
        return task
    return replace(task, minutes=available // 5 * 5)


def within_limit(task: PlacedStep, longest: int) -> list[PlacedStep]:
    """Return a step within the person's limit a day: work in equal parts, an occasion shorter."""
    if not task.finishes or ", part " in task.title or task.minutes <= longest:
        return [task]
    if not is_divisible(task.title):
        return [replace(task, minutes=longest)]
    number = min(MOST_PARTS, ceil(task.minutes / max(LEAST_PART, longest // 5 * 5)))
    minutes = min(longest, max(LEAST_PART, ceil(task.minutes / number / 5) * 5))
    return [
        PlacedStep(
            title=f"{task.title}, part {part} of {number}",
            minutes=minutes,
            finishes=part == number,
        )
        for part in range(1, number + 1)
    ]
