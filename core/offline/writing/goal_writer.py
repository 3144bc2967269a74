"""Draft the clarified goal: statement, SMART lines, target, assumptions and notes."""

from core.goals.draft import GoalDraft, TargetDraft
from core.goals.goal import MAX_WEEKS, Experience, GoalRequest, GoalType
from core.goals.kind import GoalKind
from core.goals.weeks import count_weeks
from core.offline.kinds.outline import outline_of
from core.offline.kinds.outline_values import Outline
from core.offline.parsed_goal import ParsedGoal
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.progression_input import CONFIDENT_FROM, MONEY_RULES
from core.offline.reading.facts import Direction, GoalFacts
from core.offline.reading.target import PlanPeriod
from core.offline.writing.assumptions import list_assumptions
from core.offline.writing.format_amount import format_amount
from core.offline.writing.goal_phrase import goal_phrase, statement_of
from core.offline.writing.obstacles import main_obstacle
from core.offline.writing.question_answers import answers_to_questions
from core.offline.writing.sentences import (
    as_sentence,
    format_date,
    item_name,
    to_second_person,
)
from core.offline.writing.templates import rate_phrase, thing_of
from core.offline.writing.weekly_hours import default_hours, stated_hours

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
    told = stated_hours(request, facts)
    if outline.hours is not None and request.circumstances.hours_per_week is None:
        told = max(told, outline.hours) if told is not None and facts.hours is None else told
    usual = outline.hours or default_hours(request, playbook, target, weeks=period.weeks)
    phrase = _phrase(parsed, outline)
    return GoalDraft(
        statement=statement_of(
            phrase,
            playbook.kinds[0],
            ends_on=period.ends_on,
            turning_day=outline.turning_day,
        ),
        **_smart_lines(parsed, outline, phrase, hours=told or usual),
        domain=facts.domain,
        goal_type=_goal_type(request, facts),
        target=target,
        deadline=period.ends_on.isoformat(),
        hours_per_week=told or usual,
        obstacle=main_obstacle(request, facts, playbook),
        assumptions=[
            *outline.assumptions,
            *list_assumptions(request, facts, playbook, target, period, told, usual),
        ],
        notes=_notes(
            request,
            facts,
            playbook,
            (
                *_end_date_notes(period, outline.requested, target),
                *outline.notes,
                *answers_to_questions(parsed, outline, hours=told or usual),
            ),
        ),
    )


def _phrase(parsed: ParsedGoal, outline: Outline) -> str:
    """Return what completes "I will"; the numbers are those of the planned target."""
    target, facts, playbook = outline.target, parsed.facts, parsed.playbook
    reached = format_amount(target.quantity, target.unit) if target else "the planned sessions"
    values = {
        "target": reached,
        "amount": reached,
        "left": reached,
        "thing": thing_of(facts, playbook),
        "item": item_name(facts, playbook),
        "small": "a little",
        "minutes": f"{facts.session_minutes or 20:g}",
        "start": "today's level",
        "by": format_date(outline.period.ends_on),
        "event": "the day",
        "rate": rate_phrase(facts, playbook),
    }
    return goal_phrase(
        facts, playbook, values, target, requested=outline.requested if outline.is_part else None
    )


def _end_date_notes(
    period: PlanPeriod, whole: TargetDraft | None, part: TargetDraft | None
) -> list[str]:
    """Return the note that explains why the plan does not end on the requested day, if any."""
    if period.requested_end is None:
        return []
    ends = format_date(period.ends_on)
    if period.is_past:
        return [
            (
                f"The date you named, {format_date(period.requested_end)}, has passed. This plan "
                f"takes {period.weeks} weeks from {format_date(period.starts_on)}, until {ends}; "
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
            f"The date you named, {format_date(period.requested_end)}, is "
            f"{count_weeks(period.starts_on, period.requested_end)} weeks away. A plan covers at "
            f"most {MAX_WEEKS}, so this is the first part, until {ends}{share}. The next plan "
            "follows from where you are then."
        )
    ]


def _smart_lines(
    parsed: ParsedGoal, outline: Outline, phrase: str, *, hours: float
) -> dict[str, str]:
    facts, playbook, target = parsed.facts, parsed.playbook, outline.target
    period = outline.period
    reached = format_amount(target.quantity, target.unit) if target else ""
    measured = (
        f"Reached when {target.metric} is {reached}. {playbook.metrics[0].how}."
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
        "relevant": as_sentence(f"Your reason: {to_second_person(facts.reason.text)}")
        if facts.reason
        else "Your reason is yours; one line on why it matters belongs to week 1.",
        "time_bound": f"From {format_date(period.starts_on)} to {format_date(period.ends_on)}.",
    }


def _growth_clause(playbook: Playbook) -> str:
    if playbook.progression.rule in MONEY_RULES:
        return "the payments stay level"
    same = playbook.progression.rule in {"hold", "quit"}
    return "it stays the same each week" if same else "it grows in small steps"


def _goal_type(request: GoalRequest, facts: GoalFacts) -> GoalType:
    """Return LEARNING for a beginner or an unsure person without a number (Swann et al. 2022)."""
    circumstances = request.circumstances
    unsure = circumstances.confidence is not None and circumstances.confidence < CONFIDENT_FROM
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
    notes = [*first, *playbook.safety]
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
    if (
        request.circumstances.confidence is not None
        and request.circumstances.confidence < CONFIDENT_FROM
        and (playbook.progression.rule not in MONEY_RULES)
    ):
        notes.append("You are not sure yet, so the first weeks are smaller; the goal stays.")
    return notes
