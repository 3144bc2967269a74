"""What became of some tasks, counted: done, skipped, open, and what of it is left from before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.chat.situation import PlannedTask
from core.formats import minutes, pluralize


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Some tasks of the plan on a day, by what became of them."""

    tasks: tuple[PlannedTask, ...]
    today: date

    @property
    def done(self) -> tuple[PlannedTask, ...]:
        """Return the ticked tasks."""
        return tuple(each for each in self.tasks if each.done)

    @property
    def skipped(self) -> tuple[PlannedTask, ...]:
        """Return the tasks that were skipped on purpose."""
        return tuple(each for each in self.tasks if not each.done and not each.open)

    @property
    def still_open(self) -> tuple[PlannedTask, ...]:
        """Return the tasks that are neither done nor skipped."""
        return tuple(each for each in self.tasks if each.open)

    @property
    def late(self) -> tuple[PlannedTask, ...]:
        """Return the open tasks whose day is past."""
        return tuple(each for each in self.still_open if each.day < self.today)

    @property
    def size(self) -> str:
        """Return how many tasks there are and how long they take: "5 tasks, 9 h in all"."""
        return f"{pluralize(len(self.tasks), 'task')}, {time_of(self.tasks)} in all"

    @property
    def states(self) -> str:
        """Return what became of them: "3 done (1 h), 1 skipped, 1 open (30 min)"."""
        spent = f" ({time_of(self.done)})" if self.done else ""
        parts = [f"{len(self.done)} done{spent}"]
        if self.skipped:
            parts.append(f"{len(self.skipped)} skipped")
        left = f" ({time_of(self.still_open)})" if self.still_open else ""
        parts.append(f"{len(self.still_open)} open{left}")
        return ", ".join(parts)


def tally(tasks: Iterable[PlannedTask], today: date) -> Tally:
    """Return the tally of some tasks."""
    return Tally(tasks=tuple(tasks), today=today)


def time_of(tasks: Iterable[PlannedTask]) -> str:
    """Return how long some tasks take together."""
    return minutes(sum(each.task.minutes for each in tasks))
