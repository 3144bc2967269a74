"""Draft the clarified goal: statement, SMART lines, target, assumptions and notes."""

import re

from core.formats import long_day
from core.goals.draft import GoalDraft, TargetDraft
from core.goals.goal import MAX_WEEKS, Experience, GoalRequest, GoalType
from core.goals.kind import GoalKind
from core.goals.weeks import count_weeks
from core.offline.grammar.person import to_second_person
from core.offline.kinds.outline import outline_of
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.short_plans.needed import hours_in_short
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.progression_input import MONEY_RULES
from core.offline.reading.facts import Direction, GoalFacts
from core.offline.reading.target import PlanPeriod
from core.offline.safety.gate import kind_line_for
from core.offline.writing.assumptions import list_assumptions
from core.offline.writing.format_amount import format_amount
from core.offline.writing.goal_phrase import (
    COUNTED_BY_HAND,
    fits_metric,
    goal_phrase,
)
from core.offline.writing.milestones import reached_when
from core.offline.writing.obstacles import main_obstacle
from core.offline.writing.own_words import own_reason
from core.offline.writing.sentences import as_sentence, statement_of
from core.offline.writing.templates import draft_values
from core.offline.writing.weekly_hours import default_hours, most_useful_hours, stated_hours

_EXPERIENCE_CLAUSE = {
    # The default experience is an assumption, so it is not stated as a fact.
    Experience.BEGINNER: "",
    Experience.INTERMEDIATE: "you have done this before and ",
    Experience.ADVANCED: "you know this well and ",
}


def draft_goal(parsed: ParsedGoal) -> GoalDraft:
    """Return the draft of a clarified goal."""
    request, facts, playbook = parsed.request, parsed.facts, parsed.playbook
    outline = outline_of(parsed)
    period, target = outline.period, outline.target
    stated, usual = _hours(parsed, outline)
    useful = most_useful_hours(parsed.playbook)
    too_many = stated if stated is not None and stated > useful else None
    stated = useful if too_many is not None else stated
    phrase = _phrase(parsed, outline)
    return GoalDraft(
        statement=statement_of(
            phrase,
            playbook.kinds[0],
            ends_on=period.ends_on,
            turning_day=outline.turning_day,
        ),
        **_smart_lines(parsed, outline, phrase, hours=stated or usual),
        domain=facts.domain,
        goal_type=_goal_type(request, facts),
        target=target,
        deadline=period.ends_on.isoformat(),
        hours_per_week=stated or usual,
        obstacle=main_obstacle(request, facts, playbook),
        assumptions=[
            *outline.assumptions,
            *list_assumptions(request, facts, playbook, target, period, stated, usual),
        ],
        notes=_notes(
            request,
            facts,
            playbook,
            (
                *_end_date_notes(period, outline.requested, target),
                *outline.notes,
                *([] if too_many is None else [_too_many_hours(parsed.playbook, too_many, useful)]),
            ),
        ),
    )


def _too_many_hours(playbook: Playbook, stated: float, useful: float) -> str:
    return (
        f"You named {stated:g} hours a week. {playbook.title} takes in about {useful:g} of them; "
        "the rest is better spent on rest and on other things."
    )


def _hours(parsed: ParsedGoal, outline: Outline) -> tuple[float | None, float]:
    """Return the stated hours a week, or None, and the hours to assume."""
    request, facts = parsed.request, parsed.facts
    stated = stated_hours(request, facts)
    of_sessions = request.circumstances.hours_per_week is None and facts.hours is None
    if stated is not None and outline.hours is not None and of_sessions:
        stated = max(stated, outline.hours)
    weeks = outline.period.weeks
    usual = outline.hours or default_hours(request, parsed.playbook, outline.target, weeks=weeks)
    return stated, max(usual, hours_in_short(parsed.playbook, weeks) or 0.0)


def _phrase(parsed: ParsedGoal, outline: Outline) -> str:
    """Return what completes "I will"; the numbers are those of the planned target."""
    return goal_phrase(
        parsed.facts,
        parsed.playbook,
        draft_values(parsed.facts, parsed.playbook, outline.target, outline.period.ends_on),
        outline.target,
        requested=outline.requested if outline.is_part else None,
    )


def _end_date_notes(
    period: PlanPeriod, whole: TargetDraft | None, part: TargetDraft | None
) -> list[str]:
    """Return the note that explains why the plan does not end on the requested day, if any."""
    if period.requested_end is None:
        return []
    ends = long_day(period.ends_on)
    if period.is_past:
        return [
            (
                f"The date you named, {long_day(period.requested_end)}, has passed. This plan "
                f"takes {period.weeks} weeks from {long_day(period.starts_on)}, until {ends}; "
                "change the date if you have another in mind."
            )
        ]
    share = ""
    if whole is not None and part is not None and whole != part:
        share = (
            f": {format_amount(part.quantity, part.unit)} of "
            f"{format_amount(whole.quantity, whole.unit)}"
        )
    return [
        (
            f"The date you named, {long_day(period.requested_end)}, is "
            f"{count_weeks(period.starts_on, period.requested_end)} weeks away. A plan covers at "
            f"most {MAX_WEEKS}, so this is the first part, until {ends}{share}. The next plan "
            "follows from where you are then."
        )
    ]


def _smart_lines(
    parsed: ParsedGoal, outline: Outline, phrase: str, *, hours: float
) -> dict[str, str]:
    playbook, target = parsed.playbook, outline.target
    period = outline.period
    values = draft_values(parsed.facts, playbook, target, period.ends_on)
    measured = (
        f"Reached {reached_when(playbook, target, values)}. {_how(playbook, target)}"
        if target
        else f"{playbook.metrics[0].how}."
    )
    begins = (
        f", from {format_amount(target.baseline, target.unit)} today"
        if target and target.baseline
        else ""
    )
    return {
        "specific": as_sentence(
            f"{to_second_person(phrase)}, through regular {playbook.practice_name}"
        ),
        "measurable": measured,
        "achievable": as_sentence(
            f"It fits into {format_amount(hours, 'h')} a week{begins}; "
            f"{_EXPERIENCE_CLAUSE[parsed.request.circumstances.experience]}"
            f"{_growth_clause(playbook)}"
        ),
        "relevant": _relevant(parsed),
        "time_bound": f"From {long_day(period.starts_on)} to {long_day(period.ends_on)}.",
    }


def _how(playbook: Playbook, target: TargetDraft) -> str:
    fits = fits_metric(playbook, target.unit)
    return f"{playbook.metrics[0].how}." if fits else COUNTED_BY_HAND


def _relevant(parsed: ParsedGoal) -> str:
    """Return the person's reason, or why the topic is worth it, from the playbook's own why."""
    reason = own_reason(parsed.facts)
    if reason:
        return as_sentence(f"Your reason: {reason}")
    return as_sentence(re.split(r"(?<=[.!?])\s|[;:]\s", parsed.playbook.why, maxsplit=1)[0])


def _growth_clause(playbook: Playbook) -> str:
    if playbook.progression.rule in MONEY_RULES:
        return "the payments stay level"
    same = playbook.progression.rule in {"hold", "quit"}
    return "it stays the same each week" if same else "it grows in small steps"


def _goal_type(request: GoalRequest, facts: GoalFacts) -> GoalType:
    """Return LEARNING for a beginner or an unsure person without a number (Swann et al. 2022)."""
    circumstances = request.circumstances
    unsure = circumstances.is_unsure
    if (
        facts.quantity is None
        and facts.goal_type == GoalType.OUTCOME
        and (unsure or circumstances.experience == Experience.BEGINNER)
    ):
        return GoalType.LEARNING
    return facts.goal_type


def _notes(
    request: GoalRequest, facts: GoalFacts, playbook: Playbook, first: tuple[str, ...]
) -> list[str]:
    kind_line = kind_line_for(facts.text)
    notes = [*([kind_line] if kind_line else []), *first, *playbook.safety]
    if not facts.english:
        notes.append(
            "Your goal is not in English. The offline coach plans in English and keeps your "
            "words as you wrote them."
        )
    if len(facts.goals) > 1:
        others = "; ".join(f"“{goal.text}”" for goal in facts.goals[1:])
        notes.append(
            "You named several goals. One at a time works best, so this plan is for the first; "
            f"start another for {others}."
        )
    if facts.direction == Direction.AVOIDANCE and playbook.kinds[0] != GoalKind.QUIT:
        notes.append(
            "Moving towards something holds better than moving away, so the tasks say what to "
            "do instead."
        )
    if request.circumstances.is_unsure and playbook.progression.rule not in MONEY_RULES:
        sure = request.circumstances.confidence
        because = "" if "confidence" in request.assumed else f"You are {sure} of 10 sure, so "
        notes.append(
            f"{because or 'To begin with, '}the first weeks are smaller and every week has a "
            "reserve day; the goal stays."
        )
    return notes
