"""Derive the plan period and the numeric target from parsed facts, with the assumptions made."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from core.goals.draft import AssumptionDraft, TargetDraft
from core.goals.goal import MAX_WEEKS, GoalRequest, Style
from core.goals.weeks import count_weeks
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.ramps import preparation_weeks
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind
from core.offline.reading.units import MONEY, WEEKS_PER, convert
from core.offline.writing.format_amount import format_amount, is_counted

_AIMS_FOR_SPEED = re.compile(
    r"\b(?:improve|beat|lower|faster|personal best|pb|pr)\b", re.IGNORECASE
)
"""A person who wants to run a distance faster can run it already."""
_LENGTH_FACTOR = {Style.CONSERVATIVE: 1.25, Style.BALANCED: 1.0, Style.AGGRESSIVE: 0.8}
_RISING = frozenset({"running", "strength", "total", "saving", "language"})
_TOTAL_RULES = frozenset({"saving", "debt", "total"})
_SPENDING = "budgeting"
_DAILY_RATE_DOMAINS = {"sleep": " a day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPeriod:
    starts_on: date
    ends_on: date
    """Last day of the plan: never before its start, at most a year later."""
    stated: bool
    weeks: int
    requested_end: date | None = None
    """The requested last day, if the plan cannot end on it."""

    @property
    def is_past(self) -> bool:
        """Return whether the requested last day is before the start of the plan."""
        return self.requested_end is not None and self.requested_end < self.starts_on


def plan_period_for(request: GoalRequest, facts: GoalFacts, playbook: Playbook) -> PlanPeriod:
    """Return the period from circumstances, else from the text, else the playbook's default."""
    circumstances = request.circumstances
    starts_on = max(circumstances.start_on or request.today, request.today)
    named = _requested_end(request, facts, starts_on)
    if named is None or named < starts_on:
        weeks = max(
            2, min(MAX_WEEKS, round(playbook.defaults.weeks * _LENGTH_FACTOR[circumstances.style]))
        )
        planned = starts_on + timedelta(days=7 * weeks - 1)
    else:
        planned = min(named, starts_on + timedelta(days=7 * MAX_WEEKS - 1))
    return PlanPeriod(
        starts_on=starts_on,
        ends_on=planned,
        stated=named is not None,
        weeks=count_weeks(starts_on, planned),
        requested_end=named if named != planned else None,
    )


def first_year_target(
    facts: GoalFacts, target: TargetDraft | None, period: PlanPeriod
) -> TargetDraft | None:
    """Return the first year's share of a target that takes longer.

    Rates and default targets are returned unchanged.
    """
    asked = facts.quantity
    if (
        target is None
        or asked is None
        or asked.per is not None
        or " a " in target.unit
        or period.requested_end is None
    ):
        return target
    if period.is_past:
        return target
    baseline = target.baseline or 0.0
    share = ((period.ends_on - period.starts_on).days + 1) / (
        (period.requested_end - period.starts_on).days + 1
    )
    quantity = baseline + (target.quantity - baseline) * share
    return target.model_copy(
        update={"quantity": float(round(quantity)) if abs(quantity) >= 20 else round(quantity, 1)}
    )


def _requested_end(request: GoalRequest, facts: GoalFacts, starts_on: date) -> date | None:
    if request.circumstances.weeks is not None:
        return starts_on + timedelta(days=7 * request.circumstances.weeks - 1)
    if facts.deadline is None:
        return None
    if facts.deadline.length_days is not None:
        return starts_on + timedelta(days=max(0, facts.deadline.length_days - 1))
    return facts.deadline.on


def find_target(
    facts: GoalFacts, playbook: Playbook, *, weeks: int
) -> tuple[TargetDraft | None, tuple[AssumptionDraft, ...]]:
    """Return the target and an assumption for each part the text does not state."""
    if facts.quantity is None:
        return _default_target(facts, playbook, weeks=weeks)
    quantity, assumed = facts.quantity, []
    value, unit = quantity.high or quantity.value, quantity.unit
    if quantity.per is not None and playbook.progression.rule in _TOTAL_RULES:
        value *= WEEKS_PER.get(quantity.per, 1.0) * weeks
        value = max(1.0, float(round(value)))
        assumed.append(
            AssumptionDraft(
                about="target",
                assumed=f"{format_amount(value, unit)} in all",
                why=f"“{quantity.span.text}” over {weeks} weeks",
            )
        )
    elif quantity.per is not None or (
        quantity.kind == QuantityKind.TIME
        and " a day" in f"{playbook.unit} {_DAILY_RATE_DOMAINS.get(playbook.name)}"
    ):
        unit = f"{unit} a {quantity.per or 'day'}"
    baseline = _comparable_baseline(facts, quantity)
    if (
        baseline is None
        and playbook.progression.rule == "running"
        and _AIMS_FOR_SPEED.search(facts.text)
    ):
        baseline = value
    if baseline is None and " a " in unit:
        baseline = _default_baseline(playbook, value, unit, assumed)
    return TargetDraft(
        metric=_metric_name(playbook, quantity, unit, baseline),
        quantity=value,
        unit=unit,
        baseline=baseline,
    ), tuple(assumed)


def _default_target(
    facts: GoalFacts, playbook: Playbook, *, weeks: int
) -> tuple[TargetDraft | None, tuple[AssumptionDraft, ...]]:
    usual = playbook.defaults.quantity
    if usual is None:
        return None, ()
    usual = _beyond(usual, facts.baseline, playbook)
    if playbook.progression.rule == "quit":
        usual = float(7 * (weeks - preparation_weeks(weeks)))
    if playbook.progression.rule == "total":
        usual = max(1.0, float(round(usual * weeks / playbook.defaults.weeks)))
    assumed = [
        AssumptionDraft(
            about="target",
            assumed=format_amount(usual, playbook.unit),
            why="a first target that most people can reach in this time",
        )
    ]
    baseline = _today_in(playbook.unit, facts.baseline)
    if baseline is None and playbook.progression.rule in {"rate", "reduce"}:
        baseline = _default_baseline(playbook, usual, playbook.unit, assumed)
    return TargetDraft(
        metric=playbook.metric, quantity=usual, unit=playbook.unit, baseline=baseline
    ), tuple(assumed)


def _beyond(usual: float, today: Quantity | None, playbook: Playbook) -> float:
    """Return the usual target, or half as much again as today if that is reached already."""
    now = _today_in(playbook.unit, today)
    if now is None or playbook.progression.rule not in _RISING:
        return usual
    return usual if usual > now else round(now * 1.5, 1)


def _today_in(unit: str, today: Quantity | None) -> float | None:
    """Return today's number in a unit, or None if it measures something else."""
    return None if today is None else convert(today.value, today.unit, unit)


def _default_baseline(
    playbook: Playbook, value: float, unit: str, assumed: list[AssumptionDraft]
) -> float | None:
    """Return an assumed baseline and record the assumption; a rate needs a starting value."""
    share = playbook.progression.starts.get(
        unit.split(" ", maxsplit=1)[0], playbook.progression.start
    )
    if share is None:
        return None
    start = value * share
    start = float(round(start, -2)) if start >= 1_000 else round(start, 1 if start < 10 else 0)
    if is_counted(unit):
        start = max(1.0, float(round(start)))
    assumed.append(
        AssumptionDraft(
            about="starting point",
            assumed=f"about {format_amount(start, unit)}",
            why="you did not say where you are today",
        )
    )
    return start


def _comparable_baseline(facts: GoalFacts, quantity: Quantity) -> float | None:
    if facts.baseline is None:
        return None
    if facts.baseline.kind == QuantityKind.MONEY == quantity.kind:
        return facts.baseline.value
    return convert(facts.baseline.value, facts.baseline.unit, quantity.unit)


def _metric_name(playbook: Playbook, quantity: Quantity, unit: str, baseline: float | None) -> str:
    if " a " in unit and unit != playbook.unit:
        if quantity.kind == QuantityKind.MONEY:
            spent = playbook.name == _SPENDING or (baseline or 0.0) > quantity.value
            return "average spending" if spent else "average income"
        head, _, rest = format_amount(2, unit).removeprefix("2 ").partition(" ")
        return f"average {head} {rest}"
    if quantity.kind == QuantityKind.COUNT and quantity.unit != playbook.unit:
        return f"number of {quantity.unit}"
    fits = (
        quantity.unit == playbook.unit
        or quantity.unit in playbook.units
        or (quantity.unit in MONEY and "money" in playbook.units)
    )
    if fits:
        return playbook.metric
    return f"{quantity.unit} done"
