"""A routine: the named rate on the named days for the named time, from the first week on."""

from core.goals.draft import AssumptionDraft, TargetDraft
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.routine_rate import times_a_week
from core.offline.kinds.usual import outline_in
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.target import plan_period_for

_A_WEEK = " a week"
_SETTING_UP = 0.4
"""Hours a week for the one-off steps beside the sessions."""


def outline_routine(parsed: ParsedGoal) -> Outline:
    """Return the outline of a routine, whose result is the days it was kept each week."""
    facts, playbook = parsed.facts, parsed.playbook
    period = plan_period_for(parsed.request, facts, playbook)
    if facts.quantity is not None and playbook.progression.rule != "hold":
        return outline_in(parsed, period)
    told = times_a_week(facts)
    unit = playbook.unit if playbook.unit.endswith(_A_WEEK) else "days a week"
    usual = playbook.defaults.quantity if playbook.unit.endswith(_A_WEEK) else None
    rate = told or usual or float(playbook.defaults.sessions)
    target = TargetDraft(
        metric=playbook.metric if unit == playbook.unit else "days kept as planned",
        quantity=rate,
        unit=unit,
    )
    assumed = (
        ()
        if told
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


def _hours(parsed: ParsedGoal, rate: float) -> float | None:
    """Return the hours of sessions of a told length, with some time to set them up."""
    minutes = parsed.facts.session_minutes
    return None if minutes is None else round(minutes * rate / 60 + _SETTING_UP, 2)
