"""What a goal is counted in by the person's own words: how much is wanted, there and missing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.offline.chat.asked import Asked
from core.offline.chat.counted.amounts import Target, last_value, target_of, total
from core.offline.chat.counted.sums import saved_so_far
from core.offline.chat.message.amounts import Amount, Role, amounts_in
from core.offline.chat.message.parts import Message
from core.offline.reading.quantities import parse_quantities
from core.offline.reading.units import distance_km
from core.offline.writing.format_amount import format_amount
from core.offline.writing.format_amount import is_money as is_money_name

_LENGTHS = frozenset({"m", "km", "mi"})
_WEEK = 7
_OWN_ROLES = (Role.LEFT, Role.THERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """How much is still missing, and whether the message itself says so."""

    value: float
    unit: str
    own: bool
    facts: set[str]
    """Where what is written is noted as computed."""

    def write(self, value: float) -> str:
        """Return an amount in its unit, with at most one decimal."""
        digits = 0 if abs(value) >= _WEEK else 1
        text = format_amount(round(value, digits), self.unit)
        self.facts.add(text)
        return text


def fits_unit(one: str, other: str) -> bool:
    """Return whether two units measure the same; a unit that is not named fits all."""
    return not one or not other or one == other or {one, other} <= _LENGTHS


def in_unit(value: float, unit: str, wanted: str) -> float:
    """Return a value in another unit of the same kind."""
    if unit == wanted or not {unit, wanted} <= _LENGTHS:
        return value
    return distance_km(value, unit) / distance_km(1, wanted)


def missing_of(asked: Asked, message: Message) -> Missing | None:
    """Return what is missing: by the message if it says so, or else by the plan's target."""
    target, facts = target_of(asked.situation), asked.situation.facts
    stated = message.amount(*_OWN_ROLES)
    unit = next((each.unit for each in message.amounts if each.unit), "")
    unit = unit or _word_of(asked, message) or (target.unit if target is not None else "")
    if stated is not None and stated.role is Role.LEFT:
        return Missing(value=stated.value, unit=unit, own=True, facts=facts)
    aim = message.amount(Role.WANTED)
    wanted = aim.value if aim is not None else wanted_in(asked, unit)
    if aim is not None and stated is None and not is_money(target):
        way = abs(aim.value - there_by_now(asked, unit))
        return Missing(value=way, unit=unit, own=True, facts=facts)
    if stated is not None and wanted is not None:
        return Missing(value=max(0.0, wanted - stated.value), unit=unit, own=True, facts=facts)
    if target is None or not fits_unit(unit, target.unit):
        return None
    way = max(0.0, target.way - saved_so_far(asked.situation, target))
    return Missing(value=way, unit=target.unit, own=False, facts=facts)


def there_by_now(asked: Asked, unit: str) -> float:
    """Return what is there: the last number noted, or the start with what was ticked since."""
    now, noted = asked.situation, last_value(asked.situation)
    if noted is not None:
        return noted
    target = target_of(now)
    if target is not None and target.unit == unit and target.baseline and not adds_up(asked):
        return target.baseline
    start = start_of(asked, unit)
    done = planned_amount(asked, (each for each in now.tasks if each.done), unit)
    return (start.value if start is not None else 0.0) + done


def _word_of(asked: Asked, message: Message) -> str:
    """Return the unit of the goal that a message names by its word alone: "how many pages"."""
    own = dict.fromkeys(q.unit for q in parse_quantities(asked.situation.request.text))
    return next((unit for unit in own if unit and unit in message.text.lower().split()), "")


def wanted_in(asked: Asked, unit: str) -> float | None:
    """Return how much the goal wants in a unit: its target, or the largest number of its words."""
    target = target_of(asked.situation)
    if target is not None and target.unit == unit:
        return target.quantity
    named = [q.value for q in parse_quantities(asked.situation.request.text) if q.unit == unit]
    return max(named, default=None)


def amount_in(planned: PlannedTask, unit: str) -> float:
    """Return how much of a unit the title of a task names; 0 if it names none."""
    title = planned.task.title
    found = [q for q in parse_quantities(title) if fits_unit(q.unit, unit) and q.unit]
    sizes = [in_unit(q.value, q.unit, unit) * _repeats(title[: q.span.start]) for q in found]
    return max(sizes, default=0.0)


def _repeats(before: str) -> int:
    """Return how many times an amount comes, by the words before it: "8 times 25 m"."""
    match = _TIMES.search(before)
    return int(match["count"]) if match is not None else 1


_TIMES = re.compile(r"\b(?P<count>\d{1,2}) (?:times|x|×) $", re.IGNORECASE)


def planned_amount(asked: Asked, tasks: Iterable[PlannedTask], unit: str) -> float:
    """Return what some tasks make together in a unit."""
    target = target_of(asked.situation)
    if target is not None and target.unit == unit and target.is_money:
        return total(tasks, target)
    return sum(amount_in(each, unit) for each in tasks)


def pace_so_far(asked: Asked, unit: str) -> float:
    """Return what was really done in a week so far, by check-ins or else by ticks; 0 if unknown."""
    now, target = asked.situation, target_of(asked.situation)
    weeks = (now.today - now.plan.starts_on).days / _WEEK
    if weeks < 1:
        return 0.0
    noted = last_value(now)
    if noted is not None and target is not None and target.unit == unit:
        return abs(noted - target.baseline) / weeks
    return planned_amount(asked, (each for each in now.tasks if each.done), unit) / weeks


def start_of(asked: Asked, unit: str) -> Amount | None:
    """Return the amount that the goal's own words say was there at the start."""
    found = amounts_in(asked.situation.request.text, asked.situation.today)
    return next((a for a in found if a.role is Role.THERE and a.unit == unit), None)


def adds_up(asked: Asked) -> bool:
    """Return whether the measure of a goal grows with each session, and is no level."""
    last = asked.situation.plan.milestones[-1] if asked.situation.plan.milestones else None
    return last is None or ADDS_UP.search(f"{last.metric} {last.unit}") is not None


ADDS_UP = re.compile(
    r"\b(?:written|saved|paid|read|drafted|collected|total|learn(?:ed|t)|done|made|finished|words|"
    r"pages|sold|earned|books)\b",
    re.IGNORECASE,
)
"""Words of a measure that grows with each session; others are a level that is reached."""


def is_money(target: Target | None) -> bool:
    """Return whether a goal is counted in money."""
    return target is not None and target.is_money


def is_money_unit(unit: str, target: Target) -> bool:
    """Return whether an amount may be one of a goal's money: in its unit, or with none."""
    return not unit or unit == target.unit or is_money_name(unit)


def end_words(asked: Asked) -> str:
    """Return the last day of the plan, as a sentence names it."""
    return write_day(asked.situation.plan.ends_on, year=True)
