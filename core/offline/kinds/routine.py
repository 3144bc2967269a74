"""A routine: the named rate on the named days for the named time, from the first week on."""

from math import ceil

from core.goals.draft import AssumptionDraft, TargetDraft
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.routine_rate import times_a_month, times_a_week
from core.offline.kinds.usual import outline_in
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.facts import GoalFacts, QuantityKind
from core.offline.reading.target import plan_period_for
from core.offline.writing.format_amount import is_counted

_A_WEEK = " a week"
_SETTING_UP = 0.25
"""Hours a week for the one-off steps beside the sessions."""


def outline_routine(parsed: ParsedGoal) -> Outline:
    """Return the outline of a routine, whose result is the days it was done each week."""
    facts, playbook = parsed.facts, parsed.playbook
    period = plan_period_for(parsed.request, facts, playbook)
    named = None if _is_session_length(facts) else facts.quantity
    if named is not None and (named.per or (named.unit and playbook.progression.rule != "hold")):
        return outline_in(parsed, period)
    stated, monthly = times_a_week(facts), times_a_month(facts)
    if monthly is not None:
        target = TargetDraft(metric=playbook.metric, quantity=monthly, unit="times a month")
        return Outline(period=period, requested=target, target=target)
    weekly = playbook.unit.endswith(_A_WEEK)
    measured = weekly and not is_counted(playbook.unit)  # "5 times a week" are no 5 minutes
    unit = playbook.unit if weekly and not (measured and stated) else "days a week"
    usual = playbook.defaults.quantity if weekly else None
    rate = stated or usual or float(playbook.defaults.sessions)
    target = TargetDraft(
        metric=playbook.metric if unit == playbook.unit else "days kept as planned",
        quantity=rate,
        unit=unit,
    )
    assumed = (
        ()
        if stated
        else (
            AssumptionDraft(
                about="how often",
                assumed=f"{rate:g} {unit}",
                why="often enough to become usual, with room for a bad day",
            ),
        )
    )
    return Outline(
        period=period,
        requested=target,
        target=target,
        assumptions=assumed,
        hours=_hours(parsed, rate),
    )


def _is_session_length(facts: GoalFacts) -> bool:
    """Return whether the number is how long a session is ("twice a week, one hour each")."""
    named, minutes = facts.quantity, facts.session_minutes
    if named is None or minutes is None or named.kind != QuantityKind.TIME or named.per:
        return False
    return minutes in {named.value, named.value * 60}


def _hours(parsed: ParsedGoal, rate: float) -> float | None:
    """Return the hours of sessions of a stated length, with some time to set them up."""
    minutes = parsed.facts.session_minutes
    return None if minutes is None else ceil((minutes * rate / 60 + _SETTING_UP) * 2) / 2
