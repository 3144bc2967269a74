"""From facts to the aim that is planned: length, target with unit and baseline, and what was assumed on the way."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from core.goals.draft import AssumptionDraft, TargetDraft
from core.goals.goal import MAX_WEEKS, GoalRequest, Style
from core.goals.weeks import count_weeks
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.ramps import weeks_to_get_ready
from core.offline.reading.facts import GoalFacts, Kind, Quantity
from core.offline.reading.units import MONEY
from core.offline.writing.format_amount import amount

_FASTER = re.compile(r"\b(?:improve|beat|lower|faster|personal best|pb|pr)\b", re.IGNORECASE)
"""Whoever wants to run a distance faster runs it already."""
_PACE = {Style.CONSERVATIVE: 1.25, Style.BALANCED: 1.0, Style.AGGRESSIVE: 0.8}
_TOTALS = frozenset({"saving", "debt", "total"})
_TIMES_OF_DAY = {"sleep": " a day"}
_WEEKS_PER = {"day": 7.0, "week": 1.0, "month": 7 / 30.4, "year": 1 / 52}


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    starts_on: date
    ends_on: date
    """Last day of the plan: never before its start, never beyond a year."""
    told: bool
    weeks: int
    named_on: date | None = None
    """The day they named, where the plan cannot end on it."""

    @property
    def passed(self) -> bool:
        """Tell whether the day they named lies before the plan begins."""
        return self.named_on is not None and self.named_on < self.starts_on


def length_of(request: GoalRequest, facts: GoalFacts, book: Playbook) -> Length:
    """Return start and end: what they asked for, else what they wrote, else the usual length at their pace."""
    about = request.circumstances
    starts_on = max(about.start_on or request.today, request.today)
    named = _named_end(request, facts, starts_on)
    if named is None or named < starts_on:
        weeks = max(2, min(MAX_WEEKS, round(book.defaults.weeks * _PACE[about.style])))
        planned = starts_on + timedelta(days=7 * weeks - 1)
    else:
        planned = min(named, starts_on + timedelta(days=7 * MAX_WEEKS - 1))
    return Length(
        starts_on=starts_on,
        ends_on=planned,
        told=named is not None,
        weeks=count_weeks(starts_on, planned),
        named_on=named if named != planned else None,
    )


def first_year_of(
    facts: GoalFacts, target: TargetDraft | None, length: Length
) -> TargetDraft | None:
    """Return the share of a wish of years that belongs into the first; rates and usual targets are not shared out."""
    asked = facts.quantity
    if (
        target is None
        or asked is None
        or asked.per is not None
        or " a " in target.unit
        or length.named_on is None
    ):
        return target
    if length.passed:
        return target
    begins = target.baseline or 0.0
    share = ((length.ends_on - length.starts_on).days + 1) / (
        (length.named_on - length.starts_on).days + 1
    )
    quantity = begins + (target.quantity - begins) * share
    return target.model_copy(
        update={"quantity": float(round(quantity)) if abs(quantity) >= 20 else round(quantity, 1)}
    )


def _named_end(request: GoalRequest, facts: GoalFacts, starts_on: date) -> date | None:
    if request.circumstances.weeks is not None:
        return starts_on + timedelta(days=7 * request.circumstances.weeks - 1)
    if facts.deadline is None:
        return None
    if facts.deadline.length_days is not None:
        return starts_on + timedelta(days=max(0, facts.deadline.length_days - 1))
    return facts.deadline.on


def target_of(
    facts: GoalFacts, book: Playbook, *, weeks: int
) -> tuple[TargetDraft | None, tuple[AssumptionDraft, ...]]:
    """Return the target, with an assumption for each part that the person did not say."""
    if facts.quantity is None:
        return _usual_target(facts, book, weeks=weeks)
    quantity, assumed = facts.quantity, []
    value, unit = quantity.high or quantity.value, quantity.unit
    if quantity.per is not None and book.progression.rule in _TOTALS:
        value *= _WEEKS_PER.get(quantity.per, 1.0) * weeks
        value = max(1.0, float(round(value)))
        assumed.append(
            AssumptionDraft(
                about="target",
                assumed=f"{amount(value, unit)} in all",
                why=f"“{quantity.span.text}” over {weeks} weeks",
            )
        )
    elif quantity.per is not None or (
        quantity.kind == Kind.TIME and " a day" in f"{book.unit} {_TIMES_OF_DAY.get(book.name)}"
    ):
        unit = f"{unit} a {quantity.per or 'day'}"
    baseline = _baseline(facts, quantity)
    if baseline is None and book.progression.rule == "running" and _FASTER.search(facts.text):
        baseline = value
    if baseline is None and " a " in unit:
        baseline = _usual_start(book, value, unit, assumed)
    return TargetDraft(
        metric=_metric(book, quantity, unit), quantity=value, unit=unit, baseline=baseline
    ), tuple(assumed)


def _usual_target(
    facts: GoalFacts, book: Playbook, *, weeks: int
) -> tuple[TargetDraft | None, tuple[AssumptionDraft, ...]]:
    usual = book.defaults.quantity
    if usual is None:
        return None, ()
    if book.progression.rule == "quit":
        usual = float(7 * (weeks - weeks_to_get_ready(weeks)))
    if book.progression.rule == "total":
        usual = max(1.0, float(round(usual * weeks / book.defaults.weeks)))
    assumed = [
        AssumptionDraft(
            about="target",
            assumed=amount(usual, book.unit),
            why="a first target that most people can reach in this time",
        )
    ]
    baseline = facts.baseline.value if facts.baseline and facts.baseline.unit == book.unit else None
    if baseline is None and book.progression.rule in {"rate", "reduce"}:
        baseline = _usual_start(book, usual, book.unit, assumed)
    return TargetDraft(
        metric=book.metric, quantity=usual, unit=book.unit, baseline=baseline
    ), tuple(assumed)


def _usual_start(
    book: Playbook, value: float, unit: str, assumed: list[AssumptionDraft]
) -> float | None:
    """Assume where a person stands who did not say, and say so; a rate has to start somewhere."""
    share = book.progression.starts.get(unit.split(" ", maxsplit=1)[0], book.progression.start)
    if share is None:
        return None
    start = value * share
    start = float(round(start, -2)) if start >= 1_000 else round(start, 1 if start < 10 else 0)
    assumed.append(
        AssumptionDraft(
            about="starting point",
            assumed=f"about {amount(start, unit)}",
            why="you did not say where you are today",
        )
    )
    return start


def _baseline(facts: GoalFacts, quantity: Quantity) -> float | None:
    if facts.baseline is None:
        return None
    same = (
        facts.baseline.unit == quantity.unit or facts.baseline.kind == Kind.MONEY == quantity.kind
    )
    return facts.baseline.value if same else None


def _metric(book: Playbook, quantity: Quantity, unit: str) -> str:
    if " a " in unit and unit != book.unit:
        head, _, rest = amount(2, unit).removeprefix("2 ").partition(" ")
        return "average spending" if quantity.kind == Kind.MONEY else f"average {head} {rest}"
    if quantity.kind == Kind.COUNT and quantity.unit != book.unit:
        return f"number of {quantity.unit}"
    fits = (
        quantity.unit == book.unit
        or quantity.unit in book.units
        or (quantity.unit in MONEY and "money" in book.units)
    )
    if fits:
        return book.metric
    return f"{quantity.unit} done"
