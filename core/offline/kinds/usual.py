"""The outline that most kinds share: period, target and what of it can be reached."""

import re
from dataclasses import replace
from datetime import date, timedelta

from core.formats import long_day
from core.goals.draft import AssumptionDraft, TargetDraft
from core.goals.goal import MAX_WEEKS
from core.goals.kind import GoalKind
from core.goals.weeks import count_weeks
from core.offline.kinds.ladder import ladder_of, lengthen
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.step_list import STEPS, count_steps
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts, Quantity
from core.offline.reading.target import (
    PlanPeriod,
    find_target,
    first_year_target,
    plan_period_for,
)
from core.offline.reading.units import BARE_SUM, MONEY
from core.offline.recipes.targets import recipe_target
from core.offline.writing.feasibility import check_feasibility
from core.offline.writing.format_amount import is_counted
from core.plans.sense.bounds import unit_family

_TIDY_UP_DAYS = 6
"""With a seventh day the plan would end on the weekday of the event, and no day would be clear."""
_IN_A_MONTH = re.compile(r"^in [a-z]+$", re.IGNORECASE)
WEEKS = "weeks"
"""Unit of a plan whose result is that a routine was followed."""
FAR_WEEKS = 16
"""Weeks before an event in which its work is done; what lies before them is short."""


def outline_usual(parsed: ParsedGoal) -> Outline:
    """Return the outline of a goal without dates or arithmetic of its own."""
    return outline_in(parsed, plan_period_for(parsed.request, parsed.facts, parsed.playbook))


def outline_event(parsed: ParsedGoal) -> Outline:
    """Return the outline of an event: everything is ready on the day, a week is left to tidy up."""
    period = plan_period_for(parsed.request, parsed.facts, parsed.playbook)
    day = _first_possible(parsed, period)
    fixed = parsed.request.circumstances.weeks is not None
    if not fixed and any(phase.side == "after" for phase in parsed.playbook.phases):
        latest = period.starts_on + timedelta(days=7 * MAX_WEEKS - 1)
        after = 7 * parsed.playbook.weeks_after or _TIDY_UP_DAYS
        period = with_end(period, min(latest, day + timedelta(days=after)))
    outline = outline_in(parsed, period, turning_day=day)
    far = _far_note(period, day) if parsed.playbook.kinds[0] == GoalKind.EVENT else ()
    return replace(outline, turning_day=day, notes=(*outline.notes, *far))


def _first_possible(parsed: ParsedGoal, period: PlanPeriod) -> date:
    """Return the day to be ready for: "in May" may be its first day."""
    named = parsed.facts.deadline
    opens = named is not None and not named.exact and _IN_A_MONTH.match(named.span.text)
    first = period.ends_on.replace(day=1)
    return first if opens and first > period.starts_on + timedelta(days=7) else period.ends_on


def _far_note(period: PlanPeriod, day: date) -> tuple[str, ...]:
    """Return what to expect if the event is far away: short weeks first."""
    weeks = count_weeks(period.starts_on, day) - FAR_WEEKS
    if weeks < 2:
        return ()
    begins = long_day(day - timedelta(weeks=FAR_WEEKS))
    return (
        (
            f"The day is far off: until about {begins} a week takes one short session for what "
            "needs an early start; nothing else has to happen before."
        ),
    )


def outline_in(
    parsed: ParsedGoal, period: PlanPeriod, *, turning_day: date | None = None
) -> Outline:
    """Return the outline of a goal within a period."""
    if parsed.playbook.progression.rule == "staged":
        return _outline_recipe(parsed, period)
    parsed = _without_foreign_unit(parsed)
    request, facts, playbook = parsed.request, parsed.facts, parsed.playbook
    if facts.quantity is None and (playbook.unit == STEPS or _counts_effort(parsed)):
        return _outline_steps(parsed, period, turning_day)
    if facts.quantity is None and playbook.progression.rule == "weight":
        return _outline_weeks(period)
    requested, assumed = find_target(facts, playbook, weeks=period.weeks)
    requested = _as_named(fit_unit(requested, facts.quantity, playbook), facts)
    this_year = _whole(first_year_target(facts, requested, period))
    feasible = check_feasibility(request, facts, playbook, this_year, period)
    return Outline(
        period=period,
        requested=requested,
        target=feasible.target if feasible is not None else this_year,
        assumptions=assumed,
        notes=feasible.notes if feasible is not None else (),
        reachable=feasible,
    )


def _outline_recipe(parsed: ParsedGoal, period: PlanPeriod) -> Outline:
    """Return the outline of a recipe, whose target is its own."""
    requested, assumed = recipe_target(
        parsed.facts, parsed.playbook, weeks=period.weeks, ends_on=period.ends_on
    )
    this_year = first_year_target(parsed.facts, requested, period)
    feasible = check_feasibility(parsed.request, parsed.facts, parsed.playbook, this_year, period)
    return Outline(
        period=period,
        requested=requested,
        target=feasible.target if feasible is not None else this_year,
        assumptions=assumed,
        notes=feasible.notes if feasible is not None else (),
        reachable=feasible,
    )


def fit_unit(
    target: TargetDraft | None, quantity: Quantity | None, playbook: Playbook
) -> TargetDraft | None:
    """Return the target with the playbook's unit and metric if the person named no unit."""
    if target is None or quantity is None or quantity.unit:
        return target
    return target.model_copy(update={"unit": playbook.unit, "metric": playbook.metric})


def _whole(target: TargetDraft | None) -> TargetDraft | None:
    """Return a target without parts of things that are counted."""
    if target is None or not is_counted(target.unit):
        return target
    return target.model_copy(update={"quantity": max(1.0, float(round(target.quantity)))})


def _as_named(target: TargetDraft | None, facts: GoalFacts) -> TargetDraft | None:
    """Return the target without a currency that was not stated; a body's weight by its name."""
    if target is None:
        return None
    head, space, rest = target.unit.partition(" ")
    if head in MONEY and all(q.unit != head for q in facts.quantities):
        return target.model_copy(update={"unit": f"{BARE_SUM}{space}{rest}"})
    if facts.kind == GoalKind.BODY and unit_family(target.unit) == "weight" and target.baseline:
        return target.model_copy(update={"metric": "body weight"})
    return target


def with_end(period: PlanPeriod, ends_on: date) -> PlanPeriod:
    """Return the period with another last day."""
    return replace(period, ends_on=ends_on, weeks=count_weeks(period.starts_on, ends_on))


def _outline_steps(parsed: ParsedGoal, period: PlanPeriod, turning_day: date | None) -> Outline:
    before = count_weeks(period.starts_on, turning_day) if turning_day else period.weeks
    rungs = lengthen(ladder_of(parsed), period.weeks)
    steps = len(rungs) or count_steps(parsed, weeks=period.weeks, before=before)
    metric = parsed.playbook.metric if parsed.playbook.unit == STEPS else "steps done"
    target = TargetDraft(metric=metric, quantity=float(steps), unit=STEPS)
    assumed = AssumptionDraft(
        about="target",
        assumed=f"{steps} steps, each with a result you can see",
        why="you named no number",
    )
    return Outline(period=period, requested=target, target=target, assumptions=(assumed,))


def _outline_weeks(period: PlanPeriod) -> Outline:
    """Return the outline of a body goal without a number: the weeks of its routine."""
    target = TargetDraft(
        metric="weeks with the routine kept", quantity=float(period.weeks), unit=WEEKS
    )
    assumed = AssumptionDraft(
        about="target",
        assumed=f"{period.weeks} weeks of the routine",
        why="you named no number, and the body follows the routine",
    )
    return Outline(period=period, requested=target, target=target, assumptions=(assumed,))


def _without_foreign_unit(parsed: ParsedGoal) -> ParsedGoal:
    """Return the goal without a quantity that the playbook's rules cannot reckon with.

    A bare number ("up at 6", "a merit, 120") is no rate and counts no steps of ours, and body rules
    know only weights and distances.
    """
    quantity, rule = parsed.facts.quantity, parsed.playbook.progression.rule
    if quantity is not None and _is_size_of_an_event(parsed, quantity):
        return replace(parsed, facts=replace(parsed.facts, quantity=None))
    bare = quantity is not None and not quantity.unit and quantity.per is None
    if bare and (" a " in parsed.playbook.unit or parsed.playbook.unit == STEPS):
        return replace(parsed, facts=replace(parsed.facts, quantity=None))
    known = {"running": {"km", "mi", "m"}, "weight": {"kg", "lb", "stone", "cm"}}.get(rule)
    if known is None or quantity is None or quantity.per or not quantity.unit:
        return parsed
    if quantity.unit in known or quantity.unit in parsed.playbook.units:
        return parsed
    return replace(parsed, facts=replace(parsed.facts, quantity=None))


def _is_size_of_an_event(parsed: ParsedGoal, quantity: Quantity) -> bool:
    """Return whether a number says how large an event is: five days, forty guests."""
    playbook = parsed.playbook
    return playbook.kinds[0] == GoalKind.EVENT and playbook.unit == STEPS != quantity.unit


def _counts_effort(parsed: ParsedGoal) -> bool:
    """Return whether the playbook would count sessions, because it has no result to reach."""
    playbook = parsed.playbook
    return playbook.progression.rule == "minutes" and playbook.defaults.quantity is None
