"""Drafting the resolution: in the person's own words, with the domain's metrics, obstacles and strategies."""

from core.goals.goal import Circumstances, ClarifiedGoal, Experience, GoalRequest, Style
from core.offline.playbooks.playbook import playbook_for
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.progression_input import Course, make_course
from core.offline.progressions.rules import steps_for
from core.offline.reading.answers import with_answers
from core.offline.reading.facts import GoalFacts
from core.offline.reading.goal_parser import read_goal
from core.offline.reading.race_time import race_time_of
from core.offline.reading.target import length_of, target_of
from core.offline.writing.format_amount import amount
from core.offline.writing.obstacles import guide_for, if_thens
from core.offline.writing.phases import phase_spans
from core.offline.writing.sentences import day_words, second_person, sentence, short_wish
from core.offline.writing.templates import fill, words_of
from core.resolutions.draft import (
    ChallengeDraft,
    MetricDraft,
    PhaseDraft,
    ResolutionDraft,
    StrategyDraft,
)

_STYLE = {
    Style.CONSERVATIVE: "You chose a careful pace: fewer sessions, lighter weeks and room for life.",
    Style.AGGRESSIVE: "You chose a fast pace: fuller weeks from the start, so keep the reserve days for real need.",
}
_EXPERIENCE = {
    Experience.INTERMEDIATE: "Because you have done this before, the first phase is short.",
    Experience.ADVANCED: "Because you know this well, the weeks start close to your full load.",
}
_ASSUMED = "It assumes steady steps with a reserve; choose another pace or experience if they fit you better."
_MAX_METRICS = 5


def draft_resolution(request: GoalRequest, goal: ClarifiedGoal) -> ResolutionDraft:
    """Return the resolution for a clarified goal as a draft."""
    request = with_answers(request)
    facts = read_goal(request.text, today=request.today)
    book = playbook_for(goal.domain)
    course = make_course(request, goal, facts, book)
    words = words_of(goal, facts, book)
    return ResolutionDraft(
        title=_title(request, goal, facts, book),
        description=_description(course, goal),
        rationale=_rationale(request, facts, goal, book, words),
        smart_statement=_smart_statement(course, goal),
        metrics=[*_timed(course), *_metrics(book, words)][:_MAX_METRICS],
        timeline=_timeline(course, words),
        challenges=_challenges(goal, book, words),
        strategies=_strategies(course, words),
    )


def _metrics(book: Playbook, words: dict[str, str]) -> list[MetricDraft]:
    return [
        MetricDraft(
            name=fill(m.name, words), target=fill(m.target, words), how=sentence(fill(m.how, words))
        )
        for m in book.metrics
    ]


def _timed(course: Course) -> list[MetricDraft]:
    aimed = race_time_of(course.facts) if course.runs else None
    if aimed is None:
        return []
    how = f"Time the whole distance on the day; it takes a pace of {aimed.pace}."
    return [MetricDraft(name="Time over the whole distance", target=aimed.words, how=how)]


def _title(request: GoalRequest, goal: ClarifiedGoal, facts: GoalFacts, book: Playbook) -> str:
    wish = second_person(short_wish(facts))
    if goal.target is not None and _is_part(request, goal, facts, book):
        reached = amount(goal.target.quantity, goal.target.unit)
        return f"Reach {reached} by {day_words(goal.deadline)}, a first stage of “{wish}”"
    return f"{wish[0].upper()}{wish[1:]} by {day_words(goal.deadline)}"


def _is_part(request: GoalRequest, goal: ClarifiedGoal, facts: GoalFacts, book: Playbook) -> bool:
    """Tell whether the plan covers a part of the wish: two choices were given, or less is counted than was asked."""
    if any(note.startswith("Choice 1") for note in goal.notes):
        return True
    wished, _ = target_of(facts, book, weeks=length_of(request, facts, book).weeks)
    planned = goal.target
    if facts.quantity is None or wished is None or planned is None or wished.unit != planned.unit:
        return False
    return wished.quantity != planned.quantity


def _rhythm(course: Course) -> str:
    each = max(5, round(course.minutes(1) / course.sessions / 5) * 5)
    times = {1: "once", 2: "twice"}.get(course.sessions, f"{course.sessions} times")
    return f"{times} a week for about {each} minutes"


def _description(course: Course, goal: ClarifiedGoal) -> str:
    first = (
        fill(course.book.phases[0].extras[0].title, words_of(goal, course.facts, course.book))
        if course.book.phases[0].extras
        else ""
    )
    begin = f" This week, begin with this: {first[0].lower() + first[1:]}." if first else ""
    return (
        f"Over {course.weeks} week{'s' if course.weeks > 1 else ''}, from {day_words(goal.starts_on)} "
        f"to {day_words(goal.deadline)}, "
        f"you plan {course.book.practice_name} {_rhythm(course)}, within {goal.hours_per_week:g} hours "
        f"a week.{begin}"
    )


def _rationale(
    request: GoalRequest,
    facts: GoalFacts,
    goal: ClarifiedGoal,
    book: Playbook,
    words: dict[str, str],
) -> str:
    parts = [sentence(fill(book.why, words))]
    if facts.reason is not None:
        parts.append(
            sentence(f"It serves what you said matters: {second_person(facts.reason.text)}")
        )
    parts.extend(_chosen(request.circumstances))
    if request.circumstances.constraints:
        parts.append(
            sentence(
                "It is planned around what you told: "
                + "; ".join(request.circumstances.constraints)
            )
        )
    elif goal.obstacle:
        parts.append(sentence(f"It expects the obstacle “{goal.obstacle}” and has an answer ready"))
    return " ".join(parts)


def _chosen(about: Circumstances) -> list[str]:
    """Say what follows from what they chose; the pace and experience nobody touched are told as an assumption."""
    chosen = [_EXPERIENCE.get(about.experience), _STYLE.get(about.style)]
    return [said for said in chosen if said] or [_ASSUMED]


def _smart_statement(course: Course, goal: ClarifiedGoal) -> str:
    reached = (
        f", reached when {goal.target.metric} is {amount(goal.target.quantity, goal.target.unit)}"
        if goal.target
        else ""
    )
    return f"{goal.statement.rstrip('.')}{reached}; I do {course.book.practice_name} {_rhythm(course)}."


def _timeline(course: Course, words: dict[str, str]) -> list[PhaseDraft]:
    steps = steps_for(course)
    phases = []
    for guide, first, last in phase_spans(course):
        step = steps[last - 1]
        aim = fill(guide.aim, words)
        if step.reach is not None:
            aim = f"{aim}; by week {last} reach {amount(step.reach, course.unit)}"
        phases.append(
            PhaseDraft(name=guide.name, first_week=first, last_week=last, aim=sentence(aim))
        )
    return phases


def _challenges(goal: ClarifiedGoal, book: Playbook, words: dict[str, str]) -> list[ChallengeDraft]:
    own = guide_for(goal.obstacle, book)
    found = [
        ChallengeDraft(
            obstacle=goal.obstacle or book.obstacles[0].obstacle,
            if_then=fill(if_thens(goal.obstacle, book)[0], words),
        )
    ]
    for guide in book.obstacles:
        if guide is not own and len(found) < 3:
            found.append(
                ChallengeDraft(
                    obstacle=guide.obstacle,
                    if_then=fill(f"If {guide.situation}, then I will {guide.actions[0]}.", words),
                )
            )
    return found


def _strategies(course: Course, words: dict[str, str]) -> list[StrategyDraft]:
    found = [
        StrategyDraft(name=s.name, description=fill(s.text, words)) for s in course.book.strategies
    ]
    found.append(
        StrategyDraft(
            name="See it before it starts",
            description=(
                "Picture the best result for a minute, then your obstacle, then say your if-then plan aloud (WOOP)."
            ),
        )
    )
    found.extend(
        StrategyDraft(
            name="Fit it to your life",
            description=f"Plan each week around “{constraint}” before you plan anything else.",
        )
        for constraint in course.about.constraints
    )
    return found
