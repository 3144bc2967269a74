"""The laws of sense, each as a check that names every breach."""

from collections.abc import Callable, Iterator

from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.plans.care import gentle_titles, names_the_step, waiting_weeks
from core.plans.milestones import direction
from core.plans.plan import Plan
from core.plans.reserve import has_one_every_week
from core.plans.sense.body_way import against_the_way
from core.plans.sense.bounds import fits_kind, on_its_side, safe_weight, within_bounds
from core.plans.sense.breach import Breach, Case, breach_at
from core.plans.sense.goal_context import GoalContext
from core.plans.sense.last_day import off_the_day
from core.plans.sense.limits import keeps
from core.plans.sense.named import missing_tasks
from core.plans.sense.weekdays import doubled, on_a_day_off
from core.plans.sense.words import is_broken, mentions, pasted_run, written_text

Check = Callable[[Case], Iterator[Breach]]
_MOST_MINUTES_A_DAY = 720


def find_breaches(plan: Plan, goal: ClarifiedGoal, stated: GoalContext) -> tuple[Breach, ...]:
    """Return every breach of the laws of sense in a plan; empty if it makes sense."""
    case = Case(plan=plan, goal=goal, stated=stated)
    return tuple(breach for law in LAWS for breach in law(case))


def unit_fits(case: Case) -> Iterator[Breach]:
    """Check that the unit of the target can be the result of this kind of goal."""
    if case.goal.target is not None and not fits_kind(case.goal.target, case.stated.kind):
        yield Breach(
            law="unit_fits",
            text=f"{case.goal.target.unit} cannot be the result of a {case.stated.kind} goal",
        )


def human_bounds(case: Case) -> Iterator[Breach]:
    """Check that numbers lie where a human being can live."""
    target = case.goal.target
    if target is not None and within_bounds(target) != target.quantity:
        yield Breach(law="human_bounds", text=f"nobody lives {target.quantity:g} {target.unit}")
    if target is not None and safe_weight(target, len(case.plan.weeks)) != target.quantity:
        yield Breach(law="human_bounds", text="the weight changes by more than 1% a week")
    for week in case.plan.weeks:
        if week.minutes > _MOST_MINUTES_A_DAY * 7:
            yield Breach(
                law="human_bounds", week=week.number, text=f"week {week.number} has no nights"
            )


def target_is_ahead(case: Case) -> Iterator[Breach]:
    """Check that the target is not where the person stands already."""
    if case.goal.target is not None and case.goal.target.baseline == case.goal.target.quantity:
        yield Breach(law="target_is_ahead", text="the target is what is reached already")


def target_is_on_its_side(case: Case) -> Iterator[Breach]:
    """Check that the target lies where the goal goes: lower to lose, higher to save or grow."""
    target = case.goal.target
    if target is not None and not on_its_side(target, case.stated.direction):
        yield Breach(
            law="target_is_on_its_side",
            text=f"{target.quantity:g} {target.unit} is not where this goal goes",
        )


def words_go_the_named_way(case: Case) -> Iterator[Breach]:
    """Check that no task feeds a body that is to lose weight, nor starves one that is to gain."""
    for week, task_id, title in against_the_way(case.plan, case.stated):
        yield Breach(law="words_go_the_named_way", week=week, task_id=task_id, text=title)


def milestones_lead_to_the_target(case: Case) -> Iterator[Breach]:
    """Check that milestones of the target's unit rise or fall towards it and never go beyond it."""
    if case.goal.target is None:
        return
    sign, before = direction(case.goal), None
    for week in case.plan.weeks:
        milestone = week.milestone
        if milestone is None or milestone.unit != case.goal.target.unit:
            continue
        back = before is not None and sign * milestone.target < sign * before
        beyond = sign * milestone.target > sign * case.goal.target.quantity
        if back or beyond:
            yield Breach(
                law="milestones_lead_to_the_target",
                week=week.number,
                text=f"the milestone of week {week.number} does not lead to the target",
            )
            continue
        before = milestone.target


def nothing_is_free_before_the_quit_date(case: Case) -> Iterator[Breach]:
    """Check that no milestone counts free days before the quit date."""
    if case.stated.kind != GoalKind.QUIT or case.stated.quit_date is None:
        return
    for week in case.plan.weeks:
        milestone = week.milestone
        if milestone is None or not milestone.unit.startswith("day"):
            continue
        free = (milestone.due_on - case.stated.quit_date).days + 1
        if milestone.target > max(0, free):
            yield Breach(
                law="nothing_is_free_before_the_quit_date",
                week=week.number,
                text=f"week {week.number} counts {milestone.target:g} free days of {max(0, free)}",
            )


def concerns_are_answered(case: Case) -> Iterator[Breach]:
    """Check that every obstacle and constraint is taken up somewhere in the case.plan."""
    written = written_text(case.plan)
    for concern in case.stated.concerns:
        answered = concern.label in written or concern.response in written
        if not (answered or mentions(written, concern.words)):
            yield Breach(law="concerns_are_answered", text=concern.label)


def methods_are_used(case: Case) -> Iterator[Breach]:
    """Check that the person's own method is in a task of the case.plan."""
    titles = " ".join(task.title for week in case.plan.weeks for task in week.tasks)
    for method in case.stated.methods:
        if not mentions(titles, method.words):
            yield Breach(law="methods_are_used", text=method.task)


def limits_hold(case: Case) -> Iterator[Breach]:
    """Check that no task loads what hurts, nor needs what the person refuses."""
    for week in case.plan.weeks:
        for task in week.tasks:
            if not keeps(task.title, case.stated.limits):
                yield breach_at("limits_hold", week, task)


def named_things_are_used(case: Case) -> Iterator[Breach]:
    """Check that pieces, tools and people that were named are in the tasks of the first weeks."""
    if not case.stated.care:  # the first weeks belong to the professional who is asked first
        for week, task in missing_tasks(case.plan, case.stated.named):
            yield Breach(law="named_things_are_used", week=week, text=task)


def days_off_are_free(case: Case) -> Iterator[Breach]:
    """Check that no task lies on a weekday that the person ruled out."""
    for week in case.plan.weeks:
        for task in on_a_day_off(week, case.goal, case.stated, case.plan):
            yield breach_at("days_off_are_free", week, task)


def the_plan_lasts_to_the_day(case: Case) -> Iterator[Breach]:
    """Check that the last week is that of the day which the person named, or of its eve."""
    for text in off_the_day(case.plan, case.goal, case.stated):
        yield Breach(law="the_plan_lasts_to_the_day", text=text)


def a_sport_has_one_session_a_day(case: Case) -> Iterator[Breach]:
    """Check that no day has two sessions of one sport."""
    for week in case.plan.weeks:
        for task in doubled(week, case.stated):
            yield breach_at("a_sport_has_one_session_a_day", week, task)


def nothing_is_pasted(case: Case) -> Iterator[Breach]:
    """Check that no clause of the person is pasted into a task."""
    for week in case.plan.weeks:
        for task in week.tasks:
            if pasted_run(task.title, case.stated.text):
                yield breach_at("nothing_is_pasted", week, task)


def grammar_holds(case: Case) -> Iterator[Breach]:
    """Check that no task and no if-then shows a template that went wrong."""
    if not case.stated.english:
        return
    for week in case.plan.weeks:
        for task in week.tasks:
            if is_broken(task.title):
                yield breach_at("grammar_holds", week, task)
        if is_broken(week.if_then):
            yield Breach(law="grammar_holds", week=week.number, text=week.if_then)


def care_comes_first(case: Case) -> Iterator[Breach]:
    """Check that the first tasks name the professional, and that what waits for the yes waits."""
    care = case.stated.care
    first = case.plan.weeks[0].tasks[: len(care)]
    for each in care:
        if not any(names_the_step(task.title, each) for task in first):
            yield Breach(law="care_comes_first", week=1, text=each.task)
    allowed = {*gentle_titles(care), *(c.task for c in care), *(c.every_week for c in care)}
    for week in case.plan.weeks[: waiting_weeks(care, len(case.plan.weeks))]:
        for task in week.tasks:
            if task.title not in allowed:
                yield breach_at("care_comes_first", week, task)


def an_unsure_person_has_reserve(case: Case) -> Iterator[Breach]:
    """Check that every week of a person who is not sure has a reserve day."""
    if case.stated.unsure and not has_one_every_week(case.plan):
        yield Breach(
            law="an_unsure_person_has_reserve",
            text="only every second week has a reserve day, and you are not sure yet",
        )


LAWS: tuple[Check, ...] = (
    unit_fits,
    human_bounds,
    target_is_ahead,
    target_is_on_its_side,
    words_go_the_named_way,
    milestones_lead_to_the_target,
    nothing_is_free_before_the_quit_date,
    concerns_are_answered,
    methods_are_used,
    limits_hold,
    named_things_are_used,
    days_off_are_free,
    the_plan_lasts_to_the_day,
    a_sport_has_one_session_a_day,
    nothing_is_pasted,
    grammar_holds,
    care_comes_first,
    an_unsure_person_has_reserve,
)
