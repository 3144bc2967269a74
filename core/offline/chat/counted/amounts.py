"""What the tasks of a plan amount to in the unit of its target: euros saved, kilometres run."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.chat.situation import PlannedTask, Situation
from core.formats import day as write_day
from core.offline.reading.quantities import parse_quantities
from core.offline.reading.units import BARE_SUM
from core.offline.writing.format_amount import format_amount, is_money
from core.plans.plan import PHASES

_PAYS = re.compile(
    r"^(?:then )?(?:transfer|pay|put|move|save|deposit|set aside|send|invest|overpay|repay|add)\b",
    re.IGNORECASE,
)
"""How a task begins that moves money; other sums in a title are prices and limits."""
_BARE = re.compile(r"^\W*\w+ (?:this \w+['’]s )?(?P<sum>\d{1,3}(?:,\d{3})+|\d{2,})\b")
"""The sum of a task whose goal names no currency: "Pay this month's 450"."""
_LEAST_CENT = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the goal is counted in, and how much of it is wanted."""

    quantity: float
    unit: str
    baseline: float = 0.0
    """What was there before the plan began."""
    facts: set[str] = field(default_factory=set[str], compare=False, repr=False)
    """Where what is written is noted as computed."""

    @property
    def way(self) -> float:
        """Return how much lies between the start and the target."""
        return abs(self.quantity - self.baseline)

    @property
    def is_money(self) -> bool:
        """Return whether it is a sum of money."""
        return is_money(self.unit)

    def write(self, value: float) -> str:
        """Return an amount in this unit, as a person writes it."""
        text = format_amount(round(value, 2), self.unit)
        self.facts.add(text)
        return text


def target_of(now: Situation) -> Target | None:
    """Return the target of a goal, or the number its plan ends with; None if nothing is counted."""
    target = now.goal.target
    if target is not None and target.unit != PHASES:
        return Target(
            quantity=target.quantity,
            unit=target.unit,
            baseline=target.baseline or 0.0,
            facts=now.facts,
        )
    last = now.plan.milestones[-1] if now.plan.milestones else None
    if last is None or last.unit == PHASES:
        return None
    return Target(quantity=last.target, unit=last.unit, facts=now.facts)


def amount_of(planned: PlannedTask, target: Target) -> float:
    """Return how much of the target's unit a task moves; 0 if its title names none."""
    title = planned.task.title
    if target.is_money and _PAYS.search(title) is None:
        return 0.0
    found = [each.value for each in parse_quantities(title) if each.unit == target.unit]
    if not found and target.unit == BARE_SUM and (bare := _BARE.search(title)) is not None:
        return float(bare["sum"].replace(",", ""))
    return found[0] if found else 0.0


def total(tasks: Iterable[PlannedTask], target: Target) -> float:
    """Return what some tasks amount to together."""
    return sum(amount_of(each, target) for each in tasks)


def with_amount(tasks: Iterable[PlannedTask], target: Target) -> tuple[PlannedTask, ...]:
    """Return the tasks whose title names an amount in the target's unit."""
    return tuple(each for each in tasks if amount_of(each, target) > _LEAST_CENT)


def reported(now: Situation, target: Target) -> str:
    """Return the last number that a check-in has reported, as a sentence; "" if there is none."""
    for each in now.check_ins:
        if each.report.value is not None:
            day = write_day(each.day, today=now.today)
            return f"In your check-in of {day} you noted {target.write(each.report.value)}."
    return ""


def last_value(now: Situation) -> float | None:
    """Return the last number that a check-in has reported, or None."""
    values = (each.report.value for each in now.check_ins)
    return next((value for value in values if value is not None), None)
