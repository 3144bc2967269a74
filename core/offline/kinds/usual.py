"""The outline that most kinds share: period, target and what of it can be reached."""

from dataclasses import replace
from datetime import date, timedelta

from core.goals.draft import AssumptionDraft, TargetDraft
from core.goals.goal import MAX_WEEKS
from core.goals.weeks import count_weeks
from core.offline.kinds.ladder import ladder_of, lengthen
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.step_list import STEPS, count_steps
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import Quantity
from core.offline.reading.target import (
    PlanPeriod,
    find_target,
    first_year_target,
    plan_period_for,
)
from core.offline.writing.feasibility import check_feasibility

_TIDY_UP_DAYS = 7


def outline_usual(parsed: ParsedGoal) -> Outline:
    """Return the outline of a goal without dates or arithmetic of its own."""
    return outline_in(parsed, plan_period_for(parsed.request, parsed.facts, parsed.playbook))


def outline_event(parsed: ParsedGoal) -> Outline:
    """Return the outline of an event: everything is ready on the day, a week is left to tidy up."""
    period = plan_period_for(parsed.request, parsed.facts, parsed.playbook)
    day = period.ends_on
    if any(phase.side == "after" for phase in parsed.playbook.phases):
        latest = period.starts_on + timedelta(days=7 * MAX_WEEKS - 1)
        period = with_end(period, min(latest, day + timedelta(days=_TIDY_UP_DAYS)))
    return replace(outline_in(parsed, period, turning_day=day), turning_day=day)


def outline_in(
    parsed: ParsedGoal, period: PlanPeriod, *, turning_day: date | None = None
) -> Outline:
    """Return the outline of a goal within a period."""
    request, facts, playbook = parsed.request, parsed.facts, parsed.playbook
    if facts.quantity is None and (playbook.unit == STEPS or _counts_effort(parsed)):
        return _outline_steps(parsed, period, turning_day)
    requested, assumed = find_target(facts, playbook, weeks=period.weeks)
    requested = fit_unit(requested, facts.quantity, playbook)
    this_year = first_year_target(facts, requested, period)
    feasible = check_feasibility(request, facts, playbook, this_year, period)
    return Outline(
        period=period,
        requested=requested,
        target=feasible.target if feasible is not None else this_year,
        assumptions=assumed,
        notes=feasible.notes if feasible is not None else (),
    )


def fit_unit(
    target: TargetDraft | None, quantity: Quantity | None, playbook: Playbook
) -> TargetDraft | None:
    """Return the target with the playbook's unit and metric if the person named no unit."""
    if target is None or quantity is None or quantity.unit:
        return target
    return target.model_copy(update={"unit": playbook.unit, "metric": playbook.metric})


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


def _counts_effort(parsed: ParsedGoal) -> bool:
    """Return whether the playbook would count sessions, because it has no result to reach."""
    playbook = parsed.playbook
    return playbook.progression.rule == "minutes" and playbook.defaults.quantity is None
