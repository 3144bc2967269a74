"""Normalizing a drafted goal: compute its dates and hours, and note every change."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from core.goals.draft import GoalDraft
from core.goals.goal import (
    MAX_HOURS_PER_WEEK,
    MAX_WEEKS,
    MIN_HOURS_PER_WEEK,
    Assumption,
    ClarifiedGoal,
    GoalRequest,
    SmartStatement,
    Style,
    Target,
    clean_text,
)
from core.goals.weeks import count_weeks

DEFAULT_WEEKS = {Style.CONSERVATIVE: 14, Style.BALANCED: 12, Style.AGGRESSIVE: 10}
DEFAULT_HOURS = {Style.CONSERVATIVE: 2.0, Style.BALANCED: 3.0, Style.AGGRESSIVE: 4.0}


@dataclass
class _NoteCollector:
    """Notes and assumptions for the person, collected while a draft is normalized."""

    notes: list[str] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)


def normalize_goal(draft: GoalDraft, request: GoalRequest) -> ClarifiedGoal:
    """Return the clarified goal: dates within a year, hours within bounds, no empty field."""
    remarks = _NoteCollector(
        notes=[clean_text(note) for note in draft.notes if clean_text(note)],
        assumptions=[
            Assumption(about=a.about, assumed=a.assumed, why=a.why) for a in draft.assumptions
        ],
    )
    starts_on = _start(request, remarks)
    requested = _deadline(draft, request, starts_on, remarks)
    deadline = _cap_at_one_year(starts_on, requested, remarks)
    target = _target(draft, remarks, starts_on=starts_on, requested=requested, deadline=deadline)
    hours = _hours(draft, request, remarks)
    return ClarifiedGoal(
        statement=clean_text(draft.statement) or request.text,
        smart=_smart(draft, request),
        domain=clean_text(draft.domain).lower() or "general",
        goal_type=draft.goal_type,
        target=target,
        starts_on=starts_on,
        deadline=deadline,
        hours_per_week=hours,
        obstacle=clean_text(draft.obstacle) or "not getting started",
        assumptions=tuple(remarks.assumptions),
        notes=tuple(dict.fromkeys(remarks.notes)),
    )


def _start(request: GoalRequest, remarks: _NoteCollector) -> date:
    named = request.circumstances.start_on
    if named is None:
        return request.today
    if named < request.today:
        remarks.notes.append(
            f"The start date {named.isoformat()} has passed, so the plan starts today."
        )
        return request.today
    return named


def _deadline(
    draft: GoalDraft, request: GoalRequest, starts_on: date, remarks: _NoteCollector
) -> date:
    about = request.circumstances
    if about.weeks is not None:
        return starts_on + timedelta(days=7 * about.weeks - 1)
    weeks = DEFAULT_WEEKS[about.style]
    usual = starts_on + timedelta(days=7 * weeks - 1)
    named = _date(draft.deadline)
    if named is None:
        remarks.assumptions.append(
            Assumption(
                about="deadline",
                assumed=f"{usual.isoformat()}, {weeks} weeks",
                why="no end was named",
            )
        )
        return usual
    if named < starts_on:
        remarks.notes.append(
            f"The date you named, {named.isoformat()}, is before the start. "
            f"This plan takes {weeks} weeks instead, until {usual.isoformat()}; "
            "change the date if you have another in mind."
        )
        return usual
    return named


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10]) if text else None
    except ValueError:
        return None


def _cap_at_one_year(starts_on: date, requested: date, remarks: _NoteCollector) -> date:
    last = starts_on + timedelta(days=7 * MAX_WEEKS - 1)
    if requested <= last:
        return requested
    remarks.notes.append(
        f"Your date, {requested.isoformat()}, is {count_weeks(starts_on, requested)} weeks away. "
        f"A plan covers at most {MAX_WEEKS}, so this is the first year, until {last.isoformat()}; "
        "the next year follows from where you are then."
    )
    return last


def _target(
    draft: GoalDraft, remarks: _NoteCollector, *, starts_on: date, requested: date, deadline: date
) -> Target | None:
    """Return the target; if the deadline is years away, the first year's share of it."""
    drafted = draft.target
    if drafted is None:
        return None
    quantity, unit = drafted.quantity, clean_text(drafted.unit) or "times"
    if requested > deadline and not _is_rate(unit):
        baseline = drafted.baseline or 0.0
        share = ((deadline - starts_on).days + 1) / ((requested - starts_on).days + 1)
        quantity = round(baseline + (quantity - baseline) * share, 1)
        quantity = float(round(quantity)) if abs(quantity) >= 20 else quantity
        remarks.notes.append(
            f"The first year's share is {_format_number(quantity)} of "
            f"{_format_number(drafted.quantity)} {unit}."
        )
    return Target(
        metric=clean_text(drafted.metric) or unit,
        quantity=quantity,
        unit=unit,
        baseline=drafted.baseline,
    )


def _format_number(number: float) -> str:
    """Format a number in full, without an exponent."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def _is_rate(unit: str) -> bool:
    return any(word in f" {unit.lower()} " for word in (" a ", " per ", "/", " each ", " every "))


def _hours(draft: GoalDraft, request: GoalRequest, remarks: _NoteCollector) -> float:
    hours = request.circumstances.hours_per_week or draft.hours_per_week
    if hours is None or hours <= 0:
        hours = DEFAULT_HOURS[request.circumstances.style]
        remarks.assumptions.append(
            Assumption(
                about="hours a week",
                assumed=f"{hours:g} {'hour' if hours == 1 else 'hours'} a week",
                why="you did not say",
            )
        )
    bounded = min(MAX_HOURS_PER_WEEK, max(MIN_HOURS_PER_WEEK, hours))
    if bounded != hours:
        remarks.notes.append(
            f"{hours:g} hours a week cannot be planned, so this plan takes {bounded:g}."
        )
    return bounded


def _smart(draft: GoalDraft, request: GoalRequest) -> SmartStatement:
    def line(text: str) -> str:
        return " ".join(clean_text(text).split()) or request.text

    return SmartStatement(
        specific=line(draft.specific),
        measurable=line(draft.measurable),
        achievable=line(draft.achievable),
        relevant=line(draft.relevant),
        time_bound=line(draft.time_bound),
    )
