"""Steps with a place in a week, whole or in parts, and what else the week holds."""

from dataclasses import dataclass, replace
from math import ceil

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


def shortened(task: PlacedStep, available: int, *, may_split: bool) -> list[PlacedStep]:
    """Return a step that no week has room for: a third shorter, or in equal parts."""
    if not task.finishes or ", part " in task.title or available < LEAST_PART:
        return [task]
    if task.minutes * SQUEEZE <= available:
        return [replace(task, minutes=min(task.minutes, available // 5 * 5))]
    if not may_split:
        return [task]  # half a ride is no ride
    return in_parts(task, available)


def in_parts(task: PlacedStep, available: int) -> list[PlacedStep]:
    """Return a step in equal parts that fit into so many minutes."""
    if not task.finishes or ", part " in task.title or task.minutes <= available:
        return [task]
    number = min(MOST_PARTS, ceil(task.minutes / max(LEAST_PART, available // 5 * 5)))
    minutes = min(available, max(LEAST_PART, ceil(task.minutes / number / 5) * 5))
    return [
        PlacedStep(
            title=f"{task.title}, part {part} of {number}",
            minutes=minutes,
            finishes=part == number,
        )
        for part in range(1, number + 1)
    ]
