"""Drafting the clarified goal from what was read: statement, SMART lines, target, assumptions, honest notes."""

from core.goals.draft import AssumptionDraft, GoalDraft, TargetDraft
from core.goals.goal import MAX_WEEKS, Experience, GoalRequest, GoalType
from core.goals.weeks import count_weeks
from core.offline.playbooks.playbook import playbook_for
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.progression_input import MONEY_RULES, SURE
from core.offline.reading.answers import with_answers
from core.offline.reading.facts import Direction, GoalFacts
from core.offline.reading.goal_parser import read_goal
from core.offline.reading.target import Length, first_year_of, length_of, target_of
from core.offline.writing.feasibility import check, hours_told, usual_hours
from core.offline.writing.format_amount import amount
from core.offline.writing.obstacles import main_obstacle
from core.offline.writing.sentences import day_words, i_will, second_person, sentence, short_wish

_STARTS = {
    # What is assumed unless somebody says otherwise is not told as a fact about them.
    Experience.BEGINNER: "",
    Experience.INTERMEDIATE: "you have done this before and ",
    Experience.ADVANCED: "you know this well and ",
}


def draft_goal(request: GoalRequest) -> GoalDraft:
    """Return the clarified goal as a draft."""
    request = with_answers(request)
    facts = read_goal(request.text, today=request.today)
    book = playbook_for(facts.domain)
    length = length_of(request, facts, book)
    target, assumed = target_of(facts, book, weeks=length.weeks)
    this_year = first_year_of(facts, target, length)
    possible = check(request, facts, book, this_year, length)
    planned = possible.target if possible is not None else this_year
    hours = hours_told(request, facts)
    usual = usual_hours(request, book, planned, weeks=length.weeks)
    assumptions = [*assumed, *_assumptions(request, facts, book, planned, length, hours, usual)]
    return GoalDraft(
        statement=_statement(facts, length, target, planned),
        **_smart(
            request, facts, book, wished=target, target=planned, length=length, hours=hours or usual
        ),
        domain=facts.domain,
        goal_type=_type(request, facts),
        target=planned,
        deadline=length.ends_on.isoformat(),
        hours_per_week=hours or usual,
        obstacle=main_obstacle(request, facts, book),
        assumptions=assumptions,
        notes=_notes(
            request,
            facts,
            book,
            (*_about_the_end(length, target, this_year), *(possible.notes if possible else ())),
        ),
    )


def _statement(
    facts: GoalFacts, length: Length, wished: TargetDraft | None, planned: TargetDraft | None
) -> str:
    ends = f"by {day_words(length.ends_on)}"
    if planned is not None and planned != wished:
        return f"I will reach {amount(planned.quantity, planned.unit)} {ends}, a first stage of “{short_wish(facts)}”."
    return f"{i_will(short_wish(facts))} {ends}."


def _about_the_end(
    length: Length, whole: TargetDraft | None, part: TargetDraft | None
) -> list[str]:
    """Say once, plainly, why the plan does not end on the day they named."""
    if length.named_on is None:
        return []
    ends = day_words(length.ends_on)
    if length.passed:
        return [
            (
                f"The date you named, {day_words(length.named_on)}, has passed. This plan takes {length.weeks} weeks "
                f"from {day_words(length.starts_on)}, until {ends}; change the date if you have another in mind."
            )
        ]
    share = ""
    if whole is not None and part is not None and whole != part:
        share = f": {amount(part.quantity, part.unit)} of {amount(whole.quantity, whole.unit)}"
    return [
        (
            f"The date you named, {day_words(length.named_on)}, is "
            f"{count_weeks(length.starts_on, length.named_on)} weeks away. A plan covers at most {MAX_WEEKS}, so this "
            f"is the first part, until {ends}{share}. The next plan follows from where you are then."
        )
    ]


def _smart(
    request: GoalRequest,
    facts: GoalFacts,
    book: Playbook,
    *,
    wished: TargetDraft | None,
    target: TargetDraft | None,
    length: Length,
    hours: float,
) -> dict[str, str]:
    wish = second_person(short_wish(facts))
    reached = amount(target.quantity, target.unit) if target else ""
    if target is not None and target != wished:
        wish = f"Reach {reached}, a first stage of “{wish}”"
    measured = (
        f"Reached when {target.metric} is {reached}. {book.metrics[0].how}."
        if target
        else f"Counted in {book.practice_name} done each week. {book.metrics[0].how}."
    )
    begins = (
        f", from {amount(target.baseline, target.unit)} today" if target and target.baseline else ""
    )
    return {
        "specific": sentence(f"{wish}, through regular {book.practice_name}"),
        "measurable": measured,
        "achievable": sentence(
            f"It fits into {amount(hours, 'h')} a week{begins}; {_STARTS[request.circumstances.experience]}"
            f"{'the payments stay level' if book.progression.rule in MONEY_RULES else 'it grows in small steps'}"
        ),
        "relevant": sentence(f"Your reason: {second_person(facts.reason.text)}")
        if facts.reason
        else "Your reason is yours; one line on why it matters belongs to week 1.",
        "time_bound": f"From {day_words(length.starts_on)} to {day_words(length.ends_on)}.",
    }


def _type(request: GoalRequest, facts: GoalFacts) -> GoalType:
    """Give somebody new or unsure a learning goal where nothing was counted (Swann et al. 2022)."""
    about = request.circumstances
    unsure = about.confidence is not None and about.confidence < SURE
    if (
        facts.quantity is None
        and facts.goal_type == GoalType.OUTCOME
        and (unsure or about.experience == Experience.BEGINNER)
    ):
        return GoalType.LEARNING
    return facts.goal_type


def _assumptions(
    request: GoalRequest,
    facts: GoalFacts,
    book: Playbook,
    target: TargetDraft | None,
    length: Length,
    hours: float | None,
    usual: float,
) -> list[AssumptionDraft]:
    found = _deadline_assumed(request, facts, book, length)
    if hours is None:
        found.append(
            AssumptionDraft(
                about="hours a week",
                assumed=f"{amount(usual, 'h')} a week",
                why=f"usual for {book.title.lower()}",
            )
        )
    asked = next((q for q in book.questions if q.about == "baseline"), None)
    if asked is not None and (target is None or target.baseline is None) and facts.baseline is None:
        found.append(
            AssumptionDraft(
                about="starting point",
                assumed=asked.assumption,
                why="you did not say where you are today",
            )
        )
    return found


def _deadline_assumed(
    request: GoalRequest, facts: GoalFacts, book: Playbook, length: Length
) -> list[AssumptionDraft]:
    found: list[AssumptionDraft] = []
    if not length.told:
        found.append(
            AssumptionDraft(
                about="deadline",
                assumed=f"{day_words(length.ends_on)}, {length.weeks} weeks",
                why=f"the usual length for {book.title.lower()} at your pace",
            )
        )
    elif (
        length.named_on is None
        and facts.deadline is not None
        and not facts.deadline.exact
        and request.circumstances.weeks is None
    ):
        found.append(
            AssumptionDraft(
                about="deadline",
                assumed=day_words(length.ends_on),
                why=f"“{facts.deadline.span.text}” leaves the day open",
            )
        )
    return found


def _notes(
    request: GoalRequest, facts: GoalFacts, book: Playbook, first: tuple[str, ...]
) -> list[str]:
    notes = [*first, *book.safety]
    if not facts.english:
        notes.append(
            "Your goal is not in English. The offline coach plans in English and keeps your words as you wrote them."
        )
    if len(facts.goals) > 1:
        others = "; ".join(f"“{goal.text}”" for goal in facts.goals[1:])
        notes.append(
            "You named several goals. One at a time works best, so this plan is for the first; start "
            f"another for {others}."
        )
    if facts.direction == Direction.AVOIDANCE and book.name != "quitting":
        notes.append(
            "Moving towards something holds better than moving away, so the tasks say what to do instead."
        )
    if (
        request.circumstances.confidence is not None
        and request.circumstances.confidence < SURE
        and (book.progression.rule not in MONEY_RULES)
    ):
        notes.append("You are not sure yet, so the first weeks are smaller; the goal stays.")
    return notes
