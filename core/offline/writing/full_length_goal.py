"""The second choice for a goal that does not fit: the same goal with more time or more hours."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.formats import long_day
from core.goals.draft import TargetDraft
from core.goals.goal import (
    MAX_GOAL_CHARACTERS,
    MAX_HOURS_PER_WEEK,
    MAX_WEEKS,
    Circumstances,
    GoalRequest,
)
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.facts import GoalFacts
from core.offline.reading.target import find_target, first_year_target, plan_period_for
from core.offline.writing.feasibility import check_feasibility
from core.offline.writing.format_amount import format_amount
from core.offline.writing.weekly_hours import default_hours, stated_hours

_MAX_WEEKS_AHEAD = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FullLengthGoal:
    """A request that plans the full goal; everything else stays the same."""

    text: str
    circumstances: Circumstances
    label: str
    """Label for people: "the whole 42.2 km, until 12 September 2027"."""
    first_year_only: bool = False
    """Whether the goal takes longer than a year, the most that one plan covers."""


def full_length_goal(parsed: ParsedGoal) -> FullLengthGoal | None:
    """Return the second choice, or None if the goal fits or no change would make it fit."""
    request, facts, playbook = parsed.request, parsed.facts, parsed.playbook
    period = plan_period_for(request, facts, playbook)
    target, _ = find_target(facts, playbook, weeks=period.weeks)
    feasible = check_feasibility(
        request, facts, playbook, first_year_target(facts, target, period), period
    )
    if feasible is None:
        return None
    if feasible.weeks_needed == 0:
        return _with_more_hours(
            request, facts, target, default_hours(request, playbook, target, weeks=period.weeks)
        )
    ends_on = period.starts_on + timedelta(
        days=7 * min(feasible.weeks_needed, _MAX_WEEKS_AHEAD) - 1
    )
    if feasible.weeks_needed > _MAX_WEEKS_AHEAD or ends_on <= max(
        period.ends_on, period.requested_end or period.ends_on
    ):
        return None
    return _with_later_deadline(
        request, facts, target, ends_on, beyond_a_year=feasible.weeks_needed > MAX_WEEKS
    )


def _with_later_deadline(
    request: GoalRequest,
    facts: GoalFacts,
    target: TargetDraft | None,
    ends_on: date,
    *,
    beyond_a_year: bool,
) -> FullLengthGoal | None:
    text = _replace_deadline(facts, ends_on)
    if len(text) > MAX_GOAL_CHARACTERS:
        return None
    return FullLengthGoal(
        text=text,
        # A number of weeks in the circumstances would override the new date.
        circumstances=replace(request.circumstances, weeks=None),
        label=f"{_label(facts, target)}, until {long_day(ends_on)}",
        first_year_only=beyond_a_year,
    )


def _replace_deadline(facts: GoalFacts, ends_on: date) -> str:
    """Return the goal text with the deadline replaced, or appended if there was none."""
    phrase = f"by {long_day(ends_on)}"
    deadline = facts.deadline
    if deadline is None:
        return f"{facts.text.rstrip(' .!')} {phrase}"
    span = deadline.span
    return f"{facts.text[: span.start]}{phrase}{facts.text[span.end :]}"


def _with_more_hours(
    request: GoalRequest, facts: GoalFacts, target: TargetDraft | None, hours: float
) -> FullLengthGoal | None:
    hours_stated = stated_hours(request, facts)
    if hours_stated is None or not hours_stated < hours <= MAX_HOURS_PER_WEEK:
        return None
    return FullLengthGoal(
        text=request.text,
        circumstances=replace(request.circumstances, hours_per_week=hours),
        label=f"{_label(facts, target)}, with {hours:g} hours a week",
    )


def _label(facts: GoalFacts, target: TargetDraft | None) -> str:
    return (
        f"the whole {format_amount(target.quantity, target.unit)}"
        if target and facts.quantity
        else "the whole wish"
    )
