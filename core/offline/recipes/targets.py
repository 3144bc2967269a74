"""The target of a recipe's plan: the person's number, the usual one, or its phases."""

from datetime import date

from core.goals.draft import AssumptionDraft, TargetDraft
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind
from core.offline.reading.units import BARE_SUM, WEEKS_PER, convert
from core.offline.writing.format_amount import format_amount
from core.offline.writing.templates import draft_values, fill_template
from core.plans.plan import PHASES

_FURTHER = 0.5
"""A usual target that is reached already moves on by this share of today's number."""

Found = tuple[TargetDraft, tuple[AssumptionDraft, ...]]


def recipe_target(facts: GoalFacts, playbook: Playbook, *, weeks: int, ends_on: date) -> Found:
    """Return the target of a recipe over so many weeks, and what was assumed for it."""
    if playbook.unit == PHASES:
        return _phases(facts, playbook, ends_on)
    named, today = facts.quantity, facts.baseline
    unit = _unit_of(named or today, playbook)
    known = None if today is None else _start_in(unit, today)
    start = known if known is not None else _own_in(unit, playbook.start or 0.0, playbook)
    unknown = known is None and (start > 0 or today is not None)  # "about 0 m" tells nothing
    assumed = [_assumed_start(start, unit, today)] if unknown else []
    if named is None:
        assumed.append(_assumed_target(_usual(start, unit, playbook), unit))
    reached = _usual(start, unit, playbook) if named is None else _whole(named, playbook, weeks)
    target = TargetDraft(metric=playbook.metric, quantity=reached, unit=unit, baseline=start)
    return target, tuple(assumed)


def _start_in(unit: str, today: Quantity) -> float | None:
    """Return today's number in the unit of the plan, or None if it measures something else."""
    if today.kind == QuantityKind.MONEY or not today.unit:
        return today.value
    return convert(today.value, today.unit, unit.partition(" a ")[0])


def _own_in(unit: str, value: float, playbook: Playbook) -> float:
    """Return a number of the recipe in the unit of the plan; a unit of no known size stays."""
    converted = convert(value, playbook.unit, unit)
    return value if converted is None else converted


def _whole(named: Quantity, playbook: Playbook, weeks: int) -> float:
    """Return the number that was named; of a rate towards a total, what it makes in these weeks."""
    value = named.high or named.value
    if named.per is None or " a " in playbook.unit:
        return value
    return max(1.0, float(round(value * WEEKS_PER.get(named.per, 1.0) * weeks)))


def _phases(facts: GoalFacts, playbook: Playbook, ends_on: date) -> Found:
    count = len(playbook.phases)
    target = TargetDraft(metric=playbook.metric, quantity=float(count), unit=PHASES)
    check = playbook.phases[-1].check or ""
    last = fill_template(check, draft_values(facts, playbook, target, ends_on))
    assumed = AssumptionDraft(
        about="target",
        assumed=f"{count} phases; the last one is: {last[:1].lower()}{last[1:]}",
        why="each phase ends with something that can be seen",
    )
    return target, (assumed,)


def _usual(start: float, unit: str, playbook: Playbook) -> float:
    """Return the usual target, or the next one if today's number is there already."""
    usual = _own_in(unit, playbook.defaults.quantity or 0.0, playbook)
    rises = usual > _own_in(unit, playbook.start or 0.0, playbook)
    if rises and start >= usual:
        return float(round(start * (1 + _FURTHER), 1))
    if not rises and start <= usual:
        return float(round(start * (1 - _FURTHER), 1))
    return usual


def _unit_of(named: Quantity | None, playbook: Playbook) -> str:
    """Return the unit the person named, or the recipe's."""
    if named is None or not named.unit:
        return playbook.unit
    if named.kind == QuantityKind.MONEY:
        return playbook.unit.replace(BARE_SUM, named.unit, 1)
    return playbook.unit if " a " in playbook.unit else named.unit


def _assumed_start(start: float, unit: str, today: Quantity | None) -> AssumptionDraft:
    named = None if today is None else format_amount(today.value, today.unit)
    return AssumptionDraft(
        about="starting point",
        assumed=f"about {format_amount(start, unit)}",
        why=f"{named} cannot be counted in {unit}"
        if named
        else "you did not say where you are today",
    )


def _assumed_target(target: float, unit: str) -> AssumptionDraft:
    return AssumptionDraft(
        about="target",
        assumed=format_amount(target, unit),
        why="a target that most people who begin here can reach in this time",
    )
