"""Check whether a goal fits its time; one that does not gets two choices."""

from core.formats import long_day
from core.goals.draft import TargetDraft
from core.goals.goal import Experience, GoalRequest, Style
from core.goals.kind import GoalKind
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.amounts import is_body_weight, safe_weight_change
from core.offline.progressions.couch_to_5k import C25K
from core.offline.progressions.language_hours import hours_to_level
from core.offline.progressions.running import LONG_RUN_SHARE, PACE, weeks_needed
from core.offline.reading.facts import GoalFacts
from core.offline.reading.target import PlanPeriod
from core.offline.reading.units import distance_km
from core.offline.writing.format_amount import format_amount
from core.offline.writing.two_choices import (
    UNSAFE_PACE,
    FeasibleTarget,
    date_after_weeks,
    two_choices,
)
from core.offline.writing.weekly_hours import (
    HOURS_PER_UNIT,
    max_reading_hours,
    running_hours_per_week,
    stated_hours,
)
from core.plans.sense.bounds import unit_family

_ROUND_DISTANCES = (42.2, 30.0, 21.1, 15.0, 10.0, 8.0, 5.0)
_RACES = (42.2, 21.1, 10.0, 5.0)
"""A runner with too little time for a marathon can enter the half; there is no race of 30 km."""
_LANGUAGE = "language"
_TOO_FAST = "is more than most people gain in that time"
_IN_TENS_FROM = 500
"""A rating of 1,588 as a first stage would only look exact."""
_READING_TOLERANCE = 1.15
"""Tolerance for short books."""
_BEGINNER_MINUTES_PER_KM = 8.0
"""Minutes per kilometre of a beginner."""


def check_feasibility(
    request: GoalRequest,
    facts: GoalFacts,
    playbook: Playbook,
    target: TargetDraft | None,
    period: PlanPeriod,
) -> FeasibleTarget | None:
    """Return the feasible target if the goal does not fit the plan period, or None if it does."""
    if playbook.progression.rule == "language" or playbook.name == _LANGUAGE:
        return check_language_hours(request, facts, playbook, target, period)
    if target is None or facts.quantity is None:
        return None
    if playbook.progression.rule == "running" and " a " not in target.unit:
        return _check_running(request, facts, target, period)
    if playbook.progression.rule == "weight" or _is_body_weight(playbook, target):
        return _check_weight(request, facts, target, period)
    if playbook.name == "reading" and target.unit in HOURS_PER_UNIT:
        return _check_reading(request, facts, playbook, target, period)
    return _check_pace(playbook, target, period)


def _is_body_weight(playbook: Playbook, target: TargetDraft) -> bool:
    """Return whether a recipe changes the weight of the body, which has a safe pace."""
    return playbook.kinds[0] == GoalKind.BODY and unit_family(target.unit) == "weight"


def _check_running(
    request: GoalRequest, facts: GoalFacts, target: TargetDraft, period: PlanPeriod
) -> FeasibleTarget | None:
    circumstances = request.circumstances
    requested = distance_km(target.quantity, target.unit)
    known = {Experience.BEGINNER: 0.0, Experience.INTERMEDIATE: 5.0, Experience.ADVANCED: 10.0}[
        circumstances.experience
    ]
    baseline = known if target.baseline is None else distance_km(target.baseline, target.unit)
    needed = weeks_needed(baseline, requested, Style.AGGRESSIVE)
    if requested <= baseline:
        return None
    if needed > period.weeks:
        part = _reachable_distance(requested, baseline, target, period)
        return two_choices(target, part, needed, period) if part < target.quantity else None
    hours = stated_hours(request, facts)
    if hours is None or hours >= running_hours_per_week(request, requested):
        return None
    carried = next(
        (
            d
            for d in _ROUND_DISTANCES
            if d < requested and running_hours_per_week(request, d) <= hours
        ),
        0.0,
    )
    carried = carried or hours * 60 * LONG_RUN_SHARE / PACE[circumstances.experience]
    carried = max(carried, baseline)
    return _limited_by_hours(
        request, target, round(carried / distance_km(1.0, target.unit), 1), requested, hours
    )


def _reachable_distance(
    requested: float, baseline: float, target: TargetDraft, period: PlanPeriod
) -> float:
    """Return the longest distance reachable in the period, in the target's unit."""
    races = _RACES if requested == _RACES[0] else _ROUND_DISTANCES
    reachable = (
        d
        for d in races
        if d < requested and weeks_needed(baseline, d, Style.AGGRESSIVE) <= period.weeks
    )
    by_then = next(reachable, 0.0)
    if by_then <= baseline:
        walking = baseline < 2
        by_then = max(baseline, _unbroken_km(period.weeks)) if walking else baseline + period.weeks
    return round(min(by_then, requested) / distance_km(1.0, target.unit), 1)


def _limited_by_hours(
    request: GoalRequest, target: TargetDraft, carried: float, requested: float, hours: float
) -> FeasibleTarget:
    total = format_amount(target.quantity, target.unit)
    needed = running_hours_per_week(request, requested)
    notes = (
        (
            f"Choice 1, planned here: {format_amount(carried, target.unit)}, which is what "
            f"{hours:g} hours a week carry safely."
        ),
        (
            f"Choice 2: the whole {total} takes about {needed:g} hours in the fullest weeks; "
            "raise your hours for it."
        ),
    )
    return FeasibleTarget(
        target=target.model_copy(update={"quantity": carried}),
        weeks_needed=0,
        notes=notes,
        reason=f"{total} takes about {needed:g} hours in the fullest weeks; you have {hours:g}.",
        hours_needed=needed,
    )


def _unbroken_km(weeks: int) -> float:
    """Return the kilometres of the longest run in that week of Couch to 5K."""
    runs = C25K[min(weeks, len(C25K)) - 1]
    return round(max(max(session) for session in runs) / 60 / _BEGINNER_MINUTES_PER_KM, 1)


def _check_weight(
    request: GoalRequest, facts: GoalFacts, target: TargetDraft, period: PlanPeriod
) -> FeasibleTarget | None:
    if not target.baseline and is_body_weight(target.quantity, target.unit, facts.aim):
        return None
    allowed = safe_weight_change(period.weeks, request.circumstances.style, target.unit)
    baseline = target.baseline or 0.0
    distance = target.quantity - baseline
    most = safe_weight_change(period.weeks, Style.AGGRESSIVE, target.unit)
    if abs(distance) <= most:
        return None
    per_week = safe_weight_change(1, request.circumstances.style, target.unit)
    return two_choices(
        target,
        round(baseline + (allowed if distance > 0 else -allowed), 1),
        round(abs(distance) / per_week + 0.5),
        period,
    )


def _check_reading(
    request: GoalRequest,
    facts: GoalFacts,
    playbook: Playbook,
    target: TargetDraft,
    period: PlanPeriod,
) -> FeasibleTarget | None:
    """Limit books and pages by the weekly hours, or by twice the default hours."""
    hours_per_week = stated_hours(request, facts) or max_reading_hours(playbook)
    baseline = target.baseline or 0.0
    days = (period.ends_on - period.starts_on).days + 1
    total = (target.quantity - baseline) * HOURS_PER_UNIT[target.unit]
    available = hours_per_week * days / 7
    if total <= available * _READING_TOLERANCE:
        return None
    possible = baseline + max(1.0, available // HOURS_PER_UNIT[target.unit])
    if possible >= target.quantity:
        return None
    why = (
        f"takes about {round(total):,} hours at a usual reading speed (50 pages an hour, 300 "
        f"pages a book), and {hours_per_week:g} hours a week give {round(available):,}"
    )
    return two_choices(target, possible, round(total / hours_per_week + 0.5), period, why=why)


def _check_pace(
    playbook: Playbook, target: TargetDraft, period: PlanPeriod
) -> FeasibleTarget | None:
    fastest = playbook.progression.fastest
    if fastest is None or target.unit != playbook.unit:
        return None
    distance = target.quantity - (target.baseline or 0.0)
    if distance <= fastest * period.weeks:
        return None
    possible = (target.baseline or 0.0) + fastest * period.weeks
    possible = float(round(possible, -1)) if possible >= _IN_TENS_FROM else round(possible, 1)
    why = _TOO_FAST if playbook.recipe else UNSAFE_PACE
    needed = round(distance / fastest + 0.5)
    return two_choices(target, possible, needed, period, why=why)


def check_language_hours(
    request: GoalRequest,
    facts: GoalFacts,
    playbook: Playbook,
    target: TargetDraft | None,
    period: PlanPeriod,
) -> FeasibleTarget | None:
    """Return two choices if the study hours to a language level exceed the available hours."""
    needed = hours_to_level(facts.text)
    hours = stated_hours(request, facts) or playbook.defaults.hours
    if needed is None or needed <= hours * period.weeks:
        return None
    weeks = round(needed / hours + 0.5)
    available = round(hours * period.weeks)
    notes = (
        (
            f"Choice 1, planned here: {available} hours by {long_day(period.ends_on)}, a "
            "first part of the way with talk you can use."
        ),
        f"Choice 2: the level you named takes about {needed:,} hours for an English speaker "
        f"(figures of the Foreign Service Institute and usual course lengths), which is {weeks} "
        f"weeks at {hours:g} hours a week"
        + (
            f", until about {long_day(date_after_weeks(period.starts_on, weeks))}."
            if weeks <= 2_000
            else "."
        ),
    )
    planned = (
        TargetDraft(metric="study hours done", quantity=float(available), unit="h")
        if facts.quantity is None and playbook.kinds[0] != GoalKind.EXAM
        else target
    )
    return FeasibleTarget(
        target=planned,
        weeks_needed=weeks,
        notes=notes,
        reason=f"The level you named takes about {needed:,} hours; {hours:g} hours a week "
        f"until {long_day(period.ends_on)} are {available:,}.",
    )
