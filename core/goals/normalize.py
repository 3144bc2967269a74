"""Normalizing a drafted goal: one truth for its dates and hours, and a note of every change.

The person comes first, then the draft's own value, stated or assumed, then the value a draft only
speaks of in an assumption, then the rules. So no goal carries two assumptions about one thing.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from core.goals.draft import AssumedField, GoalDraft
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
from core.goals.goal_rules import GoalRules, read_draft_date
from core.goals.language import is_english
from core.goals.unfilled import without_placeholders
from core.goals.weeks import count_weeks

DEFAULT_WEEKS = {Style.CONSERVATIVE: 14, Style.BALANCED: 12, Style.AGGRESSIVE: 10}
DEFAULT_HOURS = {Style.CONSERVATIVE: 2.0, Style.BALANCED: 3.0, Style.AGGRESSIVE: 4.0}


@dataclass
class _NoteCollector:
    """Notes and assumptions for the person, collected while a draft is normalized."""

    english: bool
    notes: list[str] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)

    def assume(self, about: str, assumed: str, why: str) -> None:
        """Add an assumption of the rules, unless its English would stand in another language."""
        if self.english:
            self.assumptions.append(Assumption(about=about, assumed=assumed, why=why))


def normalize_goal(
    draft: GoalDraft, request: GoalRequest, rules: GoalRules | None = None
) -> ClarifiedGoal:
    """Return the clarified goal: dates within a year, hours within bounds, no empty field."""
    rules = rules or GoalRules()
    remarks = _NoteCollector(
        english=is_english(draft.statement, draft.specific, draft.achievable, draft.obstacle),
        notes=[clean_text(note) for note in draft.notes if clean_text(note)],
        assumptions=[
            Assumption(about=a.about, assumed=a.assumed, why=a.why) for a in draft.assumptions
        ],
    )
    starts_on = _start(request, remarks)
    requested, deadline_stated = _deadline(draft, request, rules, starts_on, remarks)
    deadline = _cap_at_one_year(starts_on, requested, remarks)
    target = _target(draft, remarks, starts_on=starts_on, requested=requested, deadline=deadline)
    hours, hours_stated = _hours(draft, request, rules, remarks)
    event_on = read_draft_date(draft.event_on, rules)
    goal = ClarifiedGoal(
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
        hours_stated=hours_stated,
        deadline_stated=deadline_stated,
        event_on=event_on if event_on is not None and event_on >= starts_on else None,
        kind=draft.kind or rules.kind,
        constraints=tuple(c for c in map(clean_text, draft.constraints) if c),
    )
    return without_placeholders(goal)


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
    draft: GoalDraft,
    request: GoalRequest,
    rules: GoalRules,
    starts_on: date,
    remarks: _NoteCollector,
) -> tuple[date, bool]:
    """Return the requested end and whether the person named it."""
    about = request.circumstances
    if about.weeks is not None:
        return starts_on + timedelta(days=7 * about.weeks - 1), True
    weeks = DEFAULT_WEEKS[about.style]
    usual = starts_on + timedelta(days=7 * weeks - 1)
    named, stated = read_draft_date(draft.deadline, rules), draft.deadline_stated is not False
    if named is None:
        named, stated = _assumed_date(draft, rules), False
    if named is None:
        remarks.assume("deadline", f"{usual.isoformat()}, {weeks} weeks", "no end was named")
        return usual, False
    if named >= starts_on:
        if not stated:
            _explain(draft, AssumedField.DEADLINE, remarks, "deadline", named.isoformat())
        return named, stated
    if stated:
        remarks.notes.append(
            f"The date you named, {named.isoformat()}, is before the start. "
            f"This plan takes {weeks} weeks instead, until {usual.isoformat()}; "
            "change the date if you have another in mind."
        )
    return usual, False


def _assumed_date(draft: GoalDraft, rules: GoalRules) -> date | None:
    """Return the end that a draft speaks of only in an assumption about it, or None."""
    assumed = (a.assumed for a in draft.assumptions if a.field is AssumedField.DEADLINE)
    return next((on for text in assumed if (on := read_draft_date(text, rules))), None)


def _explain(
    draft: GoalDraft, about: AssumedField, remarks: _NoteCollector, name: str, assumed: str
) -> None:
    """Name an assumed value, unless the draft's own assumption does."""
    if all(assumption.field is not about for assumption in draft.assumptions):
        remarks.assume(name, assumed, "you did not say")


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


def _hours(
    draft: GoalDraft, request: GoalRequest, rules: GoalRules, remarks: _NoteCollector
) -> tuple[float, bool]:
    """Return the hours a week and whether the person stated them."""
    stated = request.circumstances.hours_per_week
    if stated is not None:
        return _bounded(stated, remarks), True
    drafted, is_stated = draft.hours_per_week, draft.hours_stated is not False
    if drafted is None or drafted <= 0:
        drafted, is_stated = _assumed_hours(draft, rules), False
        if drafted is not None:
            return _bounded(drafted, remarks), False
    if drafted is None:
        drafted = rules.feasible_hours or DEFAULT_HOURS[request.circumstances.style]
    if not is_stated:
        assumed = f"{drafted:g} {'hour' if drafted == 1 else 'hours'} a week"
        _explain(draft, AssumedField.HOURS, remarks, "hours a week", assumed)
    return _bounded(drafted, remarks), is_stated


def _assumed_hours(draft: GoalDraft, rules: GoalRules) -> float | None:
    """Return the hours a week that a draft speaks of only in an assumption, or None."""
    for assumption in draft.assumptions:
        if assumption.field in {None, AssumedField.HOURS}:
            hours = rules.read_hours(f"{assumption.about}: {assumption.assumed}")
            if hours is not None and hours > 0:
                return hours
    return None


def _bounded(hours: float, remarks: _NoteCollector) -> float:
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
