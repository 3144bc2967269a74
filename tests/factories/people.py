"""Simulated people who work a plan week by week: five kinds, each with a seed of its own.

    person = Person(kind=PersonKind.STEADY, seed=7)
    done = person.choose(3, tasks, hours=4)

A person has less or more time than the hours that were promised, and each task they have time for
gets done or not. What one draws depends on kind, seed, week and task id only, so two ways of
planning are compared on the same luck. `work_through` is the life of a plan that never changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from core.plans.plan import Plan, Task

WEEKS = 12


class PersonKind(StrEnum):
    """How a person works: what a week brings for each is in `Person.share`."""

    STEADY = "steady"
    SPORADIC = "sporadic"
    VANISHES = "vanishes for two weeks"
    OVERDOES = "overdoes it"
    CHANGES_HOURS = "changes hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One simulated person."""

    kind: PersonKind
    seed: int

    @property
    def will(self) -> float:
        """Return how likely the person does a task they have the time for."""
        return self._draw("will").uniform(0.8, 0.98)

    @property
    def turn(self) -> int:
        """Return the week in which they vanish, or from which they have other hours."""
        return self._draw("turn").randint(3, 9)

    def share(self, week: int) -> float:
        """Return which share of the promised hours the person has in a week, from week 1 on."""
        luck = self._draw(f"share {week}")
        usual = luck.uniform(0.85, 1.15)
        match self.kind:
            case PersonKind.STEADY:
                return usual
            case PersonKind.SPORADIC:
                return luck.uniform(0, 0.2) if luck.random() < 0.3 else luck.uniform(0.4, 1.1)
            case PersonKind.VANISHES:
                return 0.0 if week in {self.turn, self.turn + 1} else usual
            case PersonKind.OVERDOES:
                cycle = 4 + self._draw("cycle").randrange(2)
                return luck.uniform(1.2, 1.7) if week % cycle in {1, 2} else luck.uniform(0.1, 0.6)
            case PersonKind.CHANGES_HOURS:
                left = self._draw("left").uniform(0.4, 0.75)
                return usual * left if week >= self.turn else usual

    def choose(self, week: int, tasks: Sequence[Task], *, hours: float) -> tuple[Task, ...]:
        """Return which of the offered tasks the person does in a week, in their order.

        `tasks` are the open ones in the order the person meets them; `hours` is what they said
        they have in a week. A task they have no time for is left for a shorter one; only the first
        task of a week is begun with a third of its time, and finished.
        """
        minutes = 60 * hours * self.share(week)
        done: list[Task] = []
        for task in tasks:
            wants = self._draw(f"task {week} {task.id}").random() < self.will
            fits = task.minutes <= minutes or (not done and task.minutes <= 3 * minutes)
            if wants and fits:
                minutes -= task.minutes
                done.append(task)
        return tuple(done)

    def _draw(self, what: str) -> Random:
        return Random(f"{self.kind}/{self.seed}/{what}")  # noqa: S311 - simulated, not secret


def everyone(seeds: int, *, first: int = 0) -> tuple[Person, ...]:
    """Return people of every kind, `seeds` of each."""
    return tuple(
        Person(kind=kind, seed=seed) for kind in PersonKind for seed in range(first, first + seeds)
    )


def work_through(plan: Plan, person: Person, *, weeks: int = WEEKS) -> tuple[tuple[Task, ...], ...]:
    """Return the tasks done in each week by a person whose plan never changes.

    A week offers its own tasks, then those left from before. People who overdo it look at the
    next week, too.
    """
    done: set[str] = set()
    lived: list[tuple[Task, ...]] = []
    for number in range(1, weeks + 1):
        own = [task for week in plan.weeks if week.number == number for task in week.tasks]
        left = [task for week in plan.weeks if week.number < number for task in week.tasks]
        ahead = [task for week in plan.weeks if week.number == number + 1 for task in week.tasks]
        offered = own + left + (ahead if person.kind is PersonKind.OVERDOES else [])
        open_tasks = [task for task in offered if task.id not in done]
        lived.append(person.choose(number, open_tasks, hours=plan.hours_per_week))
        done.update(task.id for task in lived[-1])
    return tuple(lived)
