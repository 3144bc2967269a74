"""What is possible by then: a wish beyond a safe or usual pace is answered with two honest choices."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.goals.draft import TargetDraft
from core.goals.goal import MAX_WEEKS, Experience, GoalRequest, Style
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.amounts import safe_weight_change
from core.offline.progressions.language_hours import hours_to_level
from core.offline.progressions.running import C25K, LONG_RUN_SHARE, PACE, longest_run, weeks_needed
from core.offline.reading.facts import GoalFacts
from core.offline.reading.target import PlanPeriod
from core.offline.reading.units import distance_km
from core.offline.writing.format_amount import format_amount
from core.offline.writing.sentences import format_date

_ROUND_DISTANCES = (42.2, 30.0, 21.1, 15.0, 10.0, 8.0, 5.0)
_READING_TOLERANCE = 1.15
"""Some books are thin."""
_UNSAFE_PACE = "is more than a body or a calendar allows safely"
_BEGINNER_MINUTES_PER_KM = 8.0
"""Minutes a kilometre of somebody who has just begun."""


_HOURS_PER_UNIT = {"books": 6.0, "pages": 0.02}
"""Reading time: 300 pages a book, 50 pages an hour, which is about 240 words a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeasibleTarget:
    """What the plan aims at instead, and the sentences that say so: (possible by then, what the wish takes)."""

    target: TargetDraft | None
    weeks_needed: int
    notes: tuple[str, ...]


def check_feasibility(
    request: GoalRequest,
    facts: GoalFacts,
    playbook: Playbook,
    target: TargetDraft | None,
    period: PlanPeriod,
) -> FeasibleTarget | None:
    """Return the two choices where the wish cannot be reached in the time, None where it can."""
    if playbook.progression.rule == "language":
        return check_language_hours(request, facts, playbook, target, period)
    if target is None or facts.quantity is None:
        return None
    if playbook.progression.rule == "running" and " a " not in target.unit:
        return _check_running(request, facts, target, period)
    if playbook.progression.rule == "weight":
        return _check_weight(request, target, period)
    if playbook.name == "reading" and target.unit in _HOURS_PER_UNIT:
        return _check_reading(request, facts, playbook, target, period)
    return _check_pace(playbook, target, period)


def stated_hours(request: GoalRequest, facts: GoalFacts) -> float | None:
    """Return the hours a week they gave, in "about you" or in the goal itself."""
    return request.circumstances.hours_per_week or (facts.hours.per_week if facts.hours else None)


def default_hours(
    request: GoalRequest, playbook: Playbook, target: TargetDraft | None, *, weeks: int
) -> float:
    """Return the hours a week to assume: the playbook's, or what the distance or the books take."""
    if playbook.name == "reading" and target is not None and target.unit in _HOURS_PER_UNIT:
        return max(
            playbook.defaults.hours,
            min(_max_reading_hours(playbook), _reading_hours_per_week(target, weeks)),
        )
    if playbook.progression.rule != "running" or target is None or " a " in target.unit:
        return playbook.defaults.hours
    return max(
        playbook.defaults.hours,
        _running_hours_per_week(request, distance_km(target.quantity, target.unit)),
    )


def _running_hours_per_week(request: GoalRequest, kilometres: float) -> float:
    pace = PACE[request.circumstances.experience]
    minutes = max(longest_run(kilometres) / LONG_RUN_SHARE, kilometres) * pace
    return float(min(10, -(-minutes // 30) / 2))


def _check_running(
    request: GoalRequest, facts: GoalFacts, target: TargetDraft, period: PlanPeriod
) -> FeasibleTarget | None:
    circumstances = request.circumstances
    wished = distance_km(target.quantity, target.unit)
    known = {Experience.BEGINNER: 0.0, Experience.INTERMEDIATE: 5.0, Experience.ADVANCED: 10.0}[
        circumstances.experience
    ]
    baseline = known if target.baseline is None else distance_km(target.baseline, target.unit)
    needed = weeks_needed(baseline, wished, Style.AGGRESSIVE)
    if wished <= baseline:
        return None
    if needed > period.weeks:
        return _two_choices(
            target, _reachable_distance(wished, baseline, target, period), needed, period
        )
    hours = stated_hours(request, facts)
    if hours is None or hours >= _running_hours_per_week(request, wished):
        return None
    carried = next(
        (
            d
            for d in _ROUND_DISTANCES
            if d < wished and _running_hours_per_week(request, d) <= hours
        ),
        0.0,
    )
    carried = carried or hours * 60 * LONG_RUN_SHARE / PACE[circumstances.experience]
    carried = max(carried, baseline)
    return _limited_by_hours(
        request, target, round(carried / distance_km(1.0, target.unit), 1), wished, hours
    )


def _reachable_distance(
    wished: float, baseline: float, target: TargetDraft, period: PlanPeriod
) -> float:
    """Return the distance that can be reached in the time, in the person's unit."""
    reachable = (
        d
        for d in _ROUND_DISTANCES
        if d < wished and weeks_needed(baseline, d, Style.AGGRESSIVE) <= period.weeks
    )
    by_then = next(reachable, 0.0)
    if by_then <= baseline:
        walking = baseline < 2
        by_then = max(baseline, _unbroken_km(period.weeks)) if walking else baseline + period.weeks
    return round(min(by_then, wished) / distance_km(1.0, target.unit), 1)


def _limited_by_hours(
    request: GoalRequest, target: TargetDraft, carried: float, wished: float, hours: float
) -> FeasibleTarget:
    whole = format_amount(target.quantity, target.unit)
    notes = (
        f"Choice 1, planned here: {format_amount(carried, target.unit)}, which is what {hours:g} hours a week carry safely.",
        (
            f"Choice 2: the whole {whole} takes about {_running_hours_per_week(request, wished):g} hours in the fullest "
            "weeks; raise your hours for it."
        ),
    )
    return FeasibleTarget(
        target=target.model_copy(update={"quantity": carried}), weeks_needed=0, notes=notes
    )


def _unbroken_km(weeks: int) -> float:
    """Return how far the longest unbroken run of that week of the nine-week plan carries."""
    runs = C25K[min(weeks, len(C25K)) - 1]
    return round(max(max(session) for session in runs) / 60 / _BEGINNER_MINUTES_PER_KM, 1)


def _check_weight(
    request: GoalRequest, target: TargetDraft, period: PlanPeriod
) -> FeasibleTarget | None:
    allowed = safe_weight_change(period.weeks, request.circumstances.style, target.unit)
    begins = target.baseline or 0.0
    way = target.quantity - begins
    most = safe_weight_change(period.weeks, Style.AGGRESSIVE, target.unit)
    if abs(way) <= most:
        return None
    per_week = safe_weight_change(1, request.circumstances.style, target.unit)
    return _two_choices(
        target,
        round(begins + (allowed if way > 0 else -allowed), 1),
        round(abs(way) / per_week + 0.5),
        period,
    )


def _check_reading(
    request: GoalRequest,
    facts: GoalFacts,
    playbook: Playbook,
    target: TargetDraft,
    period: PlanPeriod,
) -> FeasibleTarget | None:
    """Bound the books by the hours there are at a usual reading speed; untold hours are bounded by twice the usual."""
    room = stated_hours(request, facts) or _max_reading_hours(playbook)
    begins = target.baseline or 0.0
    days = (period.ends_on - period.starts_on).days + 1
    whole = (target.quantity - begins) * _HOURS_PER_UNIT[target.unit]
    there = room * days / 7
    if whole <= there * _READING_TOLERANCE:
        return None
    possible = begins + max(1.0, there // _HOURS_PER_UNIT[target.unit])
    if possible >= target.quantity:
        return None
    why = (
        f"takes about {round(whole):,} hours at a usual reading speed (50 pages an hour, 300 pages a book), "
        f"and {room:g} hours a week give {round(there):,}"
    )
    return _two_choices(target, possible, round(whole / room + 0.5), period, why=why)


def _max_reading_hours(playbook: Playbook) -> float:
    return 2 * playbook.defaults.hours


def _reading_hours_per_week(target: TargetDraft, weeks: int) -> float:
    """Return the hours a week, in halves, that so many books take."""
    whole = (target.quantity - (target.baseline or 0.0)) * _HOURS_PER_UNIT[target.unit]
    return float(-(-whole * 2 // weeks) / 2)


def _check_pace(
    playbook: Playbook, target: TargetDraft, period: PlanPeriod
) -> FeasibleTarget | None:
    fastest = playbook.progression.fastest
    if fastest is None or target.unit != playbook.unit:
        return None
    way = target.quantity - (target.baseline or 0.0)
    if way <= fastest * period.weeks:
        return None
    possible = (target.baseline or 0.0) + fastest * period.weeks
    return _two_choices(target, round(possible, 1), round(way / fastest + 0.5), period)


def _two_choices(
    target: TargetDraft,
    quantity: float,
    needed: int,
    period: PlanPeriod,
    *,
    why: str = _UNSAFE_PACE,
) -> FeasibleTarget:
    ends = format_date(period.ends_on)
    weeks = f"{period.weeks} week" + ("s" if period.weeks > 1 else "")
    whole = format_amount(target.quantity, target.unit)
    notes = (
        (
            f"Choice 1, planned here: {format_amount(quantity, target.unit)} by {ends}. {whole} in {weeks} {why}."
        ),
        (
            f"Choice 2: the whole {whole} takes about {needed} weeks, so give it until "
            f"{format_date(_date_after_weeks(period.starts_on, needed))}{_beyond_a_year(needed)}."
        ),
    )
    return FeasibleTarget(
        target=target.model_copy(update={"quantity": quantity}), weeks_needed=needed, notes=notes
    )


def _date_after_weeks(day: date, weeks: int) -> date:
    return day + timedelta(days=7 * min(weeks, 2_000) - 1)


def _beyond_a_year(needed: int) -> str:
    return "; a plan covers a year at a time" if needed > MAX_WEEKS else ""


def check_language_hours(
    request: GoalRequest,
    facts: GoalFacts,
    playbook: Playbook,
    target: TargetDraft | None,
    period: PlanPeriod,
) -> FeasibleTarget | None:
    """Return the honest length of a language goal: class hours to that level against the hours there are."""
    needed = hours_to_level(facts.text)
    hours = stated_hours(request, facts) or playbook.defaults.hours
    if needed is None or needed <= hours * period.weeks:
        return None
    weeks = round(needed / hours + 0.5)
    there = round(hours * period.weeks)
    notes = (
        (
            f"Choice 1, planned here: {there} hours by {format_date(period.ends_on)}, a first part of the "
            "way with talk you can use."
        ),
        f"Choice 2: the level you named takes about {needed:,} hours for an English speaker (figures "
        "of the Foreign Service "
        f"Institute and usual course lengths), which is {weeks} weeks at {hours:g} hours a week"
        + (
            f", until about {format_date(_date_after_weeks(period.starts_on, weeks))}."
            if weeks <= 2_000
            else "."
        ),
    )
    planned = (
        TargetDraft(metric="study hours done", quantity=float(there), unit="h")
        if facts.quantity is None
        else target
    )
    return FeasibleTarget(target=planned, weeks_needed=weeks, notes=notes)
